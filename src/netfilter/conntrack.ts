import type { Protocol, Socket } from '../net/packet.ts'

/** A connection as seen in one direction. */
export interface Tuple {
  readonly protocol: Protocol
  readonly source: Socket
  readonly destination: Socket
}

export type Direction = 'original' | 'reply'

/** Whether one side of NAT is still open, was decided as "no change", or is mapped. Decided once per connection. */
export type NatDecision = 'undecided' | 'none' | 'mapped'

export interface Connection {
  readonly id: number
  readonly original: Tuple
  /** What a reply will look like; rewritten by NAT, found only once confirmed. */
  readonly reply: Tuple
  readonly dnat: NatDecision
  readonly snat: NatDecision
  readonly confirmed: boolean
  readonly seenReply: boolean
  /** Second of the host's clock at which its last packet passed; absent: 0. */
  readonly seenAt?: number
  /** TCP's state as conntrack -L prints it; absent for UDP. */
  readonly tcpState?: 'SYN_SENT' | 'SYN_RECV' | 'ESTABLISHED' | 'CLOSE'
}

/** One host's table. */
export interface Conntrack {
  readonly nextId: number
  readonly connections: readonly Connection[]
}

export const emptyConntrack: Conntrack = { nextId: 1, connections: [] }

export function invert(tuple: Tuple): Tuple {
  return { protocol: tuple.protocol, source: tuple.destination, destination: tuple.source }
}
