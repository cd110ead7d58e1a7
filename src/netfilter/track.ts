import type { Packet, Segment, Socket } from '../net/packet.ts'
import { type Connection, type Conntrack, invert, type Tuple } from './conntrack.ts'
import type { SkbConnection } from './skb.ts'

/**
 * What conntrack attaches to a packet that enters a host (nf_conntrack_in). A new connection is not in the table yet:
 * `confirm` puts it there once the packet has passed every hook.
 */
export function track(conntrack: Conntrack, packet: Packet): { readonly ct: SkbConnection; readonly isNew: boolean } {
  if (packet.protocol === 'ICMP') {
    // An error travels against the packet it is about: it belongs where an answer to that packet would
    // (nf_conntrack_inet_error looks for the quoted packet's inverse).
    const answered = lookup(conntrack, invert(tupleOf(packet.about)))
    if (answered === undefined) return { ct: { direction: 'original', state: 'INVALID' }, isNew: false }
    return { ct: { ...answered, state: 'RELATED' }, isNew: false }
  }
  const known = lookup(conntrack, tupleOf(packet))
  if (known) {
    const { connection, direction } = known
    const state = direction === 'reply' || connection.seenReply ? 'ESTABLISHED' : 'NEW'
    return { ct: { connection, direction, state }, isNew: false }
  }
  // TCP's state table (nf_conntrack_proto_tcp.c) takes only a SYN as the start of a connection.
  if (packet.protocol === 'TCP' && packet.kind !== 'SYN') {
    return { ct: { direction: 'original', state: 'INVALID' }, isNew: false }
  }
  return { ct: { connection: open(conntrack, packet), direction: 'original', state: 'NEW' }, isNew: true }
}

function open(conntrack: Conntrack, packet: Segment): Connection {
  const original = tupleOf(packet)
  return {
    id: conntrack.nextId,
    original,
    reply: invert(original),
    dnat: 'undecided',
    snat: 'undecided',
    confirmed: false,
    seenReply: false,
    ...(packet.protocol === 'TCP' ? { tcpState: 'SYN_SENT' as const } : {}),
  }
}

/** The connection after one more of its packets: what conntrack learns from it. */
export function seen(connection: Connection, direction: 'original' | 'reply', packet: Packet): Connection {
  if (packet.protocol === 'ICMP') return connection
  const replied = direction === 'reply' ? { ...connection, seenReply: true } : connection
  if (packet.protocol !== 'TCP') return replied
  if (packet.kind === 'SYN-ACK' && direction === 'reply') return { ...replied, tcpState: 'SYN_RECV' }
  if (packet.kind === 'RST') return { ...replied, tcpState: 'CLOSE' }
  return replied
}

/** Whether a packet takes its connection out of the table: a RST where no answer came before (nf_conntrack_tcp_packet). */
export function isKilled(before: Connection, packet: Packet): boolean {
  return packet.protocol === 'TCP' && packet.kind === 'RST' && !before.seenReply
}

export function forget(conntrack: Conntrack, id: number): Conntrack {
  return { ...conntrack, connections: conntrack.connections.filter((other) => other.id !== id) }
}

/** Stores a connection: a new one when it is confirmed, a known one after a change. */
export function store(conntrack: Conntrack, connection: Connection): Conntrack {
  const known = conntrack.connections.some((other) => other.id === connection.id)
  const connections = known
    ? conntrack.connections.map((other) => (other.id === connection.id ? connection : other))
    : [...conntrack.connections, connection]
  return { nextId: Math.max(conntrack.nextId, connection.id + 1), connections }
}

/** Whether another connection already expects replies that look like this. */
export function replyTaken(conntrack: Conntrack, reply: Tuple, id: number): boolean {
  return conntrack.connections.some((other) => other.id !== id && sameTuple(other.reply, reply))
}

function lookup(
  conntrack: Conntrack,
  tuple: Tuple,
): { readonly connection: Connection; readonly direction: 'original' | 'reply' } | undefined {
  for (const connection of conntrack.connections) {
    if (sameTuple(connection.original, tuple)) return { connection, direction: 'original' }
    if (sameTuple(connection.reply, tuple)) return { connection, direction: 'reply' }
  }
  return undefined
}

function tupleOf(packet: Segment): Tuple {
  return { protocol: packet.protocol, source: packet.source, destination: packet.destination }
}

function sameTuple(a: Tuple, b: Tuple): boolean {
  return a.protocol === b.protocol && same(a.source, b.source) && same(a.destination, b.destination)
}

function same(a: Socket, b: Socket): boolean {
  return a.address === b.address && a.port === b.port
}

/** The entry as `conntrack -L` prints it, timeouts left out because no clock runs here. */
export function formatConnection(connection: Connection): string {
  const { original, reply } = connection
  const protocol = original.protocol.toLowerCase()
  const number = { tcp: 6, udp: 17, sctp: 132 }[protocol] ?? 0
  const state = connection.tcpState ? ` ${connection.tcpState}` : ''
  const unreplied = connection.seenReply ? '' : ' [UNREPLIED]'
  const assured = connection.tcpState === 'ESTABLISHED' ? ' [ASSURED]' : ''
  return `${protocol.padEnd(8)} ${number}${state} ${ends(original)}${unreplied} ${ends(reply)}${assured}`
}

function ends(tuple: Tuple): string {
  const { source, destination } = tuple
  return `src=${source.address} dst=${destination.address} sport=${source.port ?? 0} dport=${destination.port ?? 0}`
}
