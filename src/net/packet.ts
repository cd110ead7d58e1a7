import type { Address } from './address.ts'

/** Transport protocols a Service port can name. */
export type Protocol = 'TCP' | 'UDP' | 'SCTP'

/** One end of a flow. ICMP has no ports. */
export interface Socket {
  readonly address: Address
  readonly port?: number
}

/** What a segment says: TCP flags for TCP, question or answer for UDP and SCTP. */
export type SegmentKind = 'SYN' | 'SYN-ACK' | 'RST' | 'request' | 'response'
export type IcmpKind = 'net-unreachable' | 'host-unreachable' | 'port-unreachable' | 'ttl-exceeded'

/** What is on the wire. Nothing that belongs to one host (mark, conntrack) lives here. */
export type Packet = Segment | IcmpError

export interface Segment {
  readonly protocol: Protocol
  readonly kind: SegmentKind
  readonly source: Socket
  readonly destination: Socket
  readonly ttl: number
}

export interface IcmpError {
  readonly protocol: 'ICMP'
  readonly kind: IcmpKind
  readonly source: Socket
  readonly destination: Socket
  readonly ttl: number
  /** The packet that could not be delivered, as it looked where the error was made. */
  readonly about: Segment
}

/** `addr:port`, `[v6]:port`, or the bare address when there is no port. */
export function formatSocket(socket: Socket): string {
  if (socket.port === undefined) return socket.address
  return socket.address.includes(':') ? `[${socket.address}]:${socket.port}` : `${socket.address}:${socket.port}`
}

export function sameSocket(a: Socket, b: Socket): boolean {
  return a.address === b.address && a.port === b.port
}
