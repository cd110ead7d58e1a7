import type { Address } from '../net/address.ts'
import type { IcmpError, Packet, Segment, Socket } from '../net/packet.ts'
import type { Connection, Conntrack } from './conntrack.ts'
import type { NatTarget } from './evaluate.ts'
import type { Hook } from './hook.ts'
import type { SkbConnection } from './skb.ts'
import { replyTaken } from './track.ts'

/** Which side of the packet NAT changes at a hook: HOOK2MANIP of nf_nat. FORWARD has no NAT. */
function sideAt(hook: Hook): 'source' | 'destination' {
  return hook === 'PREROUTING' || hook === 'OUTPUT' ? 'destination' : 'source'
}

/** Whether the nat table is still to be asked about this side: only once, by the connection's first packet. */
export function undecided(ct: SkbConnection, hook: Hook): boolean {
  const { connection, direction } = ct
  if (connection === undefined || direction === 'reply' || connection.confirmed) return false
  return (sideAt(hook) === 'destination' ? connection.dnat : connection.snat) === 'undecided'
}

/** What a NAT target needs to know of its host. */
export interface NatContext {
  readonly conntrack: Conntrack
  /** Address that MASQUERADE takes: the primary address of the outgoing device. */
  readonly masqueradeAddress: Address | undefined
  /** A port in 1024–65535, another at each call. */
  randomPort(): number
}

/**
 * The connection once the nat table has spoken at this hook; no target records "no change", so that the decision is
 * made once. A source whose port is already in use by another connection to the same peer gets another port
 * (nf_nat_core.c get_unique_tuple), even when no rule asked for a change.
 */
export function decide(
  connection: Connection,
  hook: Hook,
  target: NatTarget | undefined,
  context: NatContext,
): Connection {
  if (sideAt(hook) === 'destination') {
    if (target?.type !== 'DNAT') return { ...connection, dnat: 'none' }
    const before = connection.reply.source
    const source = socket(target.to.address, target.to.port ?? before.port)
    return { ...connection, dnat: 'mapped', reply: { ...connection.reply, source } }
  }
  const before = connection.reply.destination
  let wanted: Socket = before
  let random = false
  if (target?.type === 'SNAT') wanted = socket(target.to.address, target.to.port ?? before.port)
  if (target?.type === 'MASQUERADE' && context.masqueradeAddress !== undefined) {
    wanted = socket(context.masqueradeAddress, before.port)
    random = target.randomFully === true
  }
  if (random && wanted.port !== undefined) wanted = { ...wanted, port: context.randomPort() }
  let reply = { ...connection.reply, destination: wanted }
  for (let tries = 0; tries < 128 && replyTaken(context.conntrack, reply, connection.id); tries++) {
    reply = { ...reply, destination: { ...wanted, port: context.randomPort() } }
  }
  const changed = reply.destination.address !== before.address || reply.destination.port !== before.port
  return { ...connection, snat: changed ? 'mapped' : 'none', reply }
}

/** The packet as it leaves this hook: the connection's translation, or on replies its undoing. */
export function translate(packet: Packet, ct: SkbConnection, hook: Hook): Packet {
  const { connection, direction } = ct
  if (connection === undefined || hook === 'FORWARD') return packet
  const side = sideAt(hook)
  const after = translated(connection, direction, side)
  if (after === undefined) return packet
  return packet.protocol === 'ICMP' ? translateError(packet, side, after) : { ...packet, [side]: after }
}

/** What this side of a packet of this direction becomes; undefined when NAT leaves it alone. */
function translated(
  connection: Connection,
  direction: 'original' | 'reply',
  side: 'source' | 'destination',
): Socket | undefined {
  if (direction === 'original') {
    if (side === 'destination') return connection.dnat === 'mapped' ? connection.reply.source : undefined
    return connection.snat === 'mapped' ? connection.reply.destination : undefined
  }
  if (side === 'destination') return connection.snat === 'mapped' ? connection.original.source : undefined
  return connection.dnat === 'mapped' ? connection.original.destination : undefined
}

/**
 * An ICMP error changes outside like a packet of its direction, and inside the quoted packet on the other side. The
 * outer source is rewritten whoever sent the error: that is why a Pod hears "host unreachable" from a ClusterIP.
 */
function translateError(packet: IcmpError, side: 'source' | 'destination', after: Socket): IcmpError {
  const inner = side === 'source' ? 'destination' : 'source'
  const about: Segment = { ...packet.about, [inner]: after }
  return { ...packet, [side]: { address: after.address }, about }
}

function socket(address: Address, port: number | undefined): Socket {
  return port === undefined ? { address } : { address, port }
}
