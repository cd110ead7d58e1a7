import { formatSocket, type Packet, type Segment, sameSocket } from '../net/packet.ts'
import type { Skb } from '../netfilter/skb.ts'
import type { Host, ListeningSocket } from '../network/network.ts'
import { defaultTtl, sendIcmp, sendReset } from './errors.ts'
import { sendLocal } from './output.ts'
import { note, originate, type Record, type World } from './world.ts'

/** A packet reached a process's door: a listening socket, the socket that asked, or nobody. */
export function deliver(world: World, host: Host, skb: Skb, record: Record): void {
  const { packet } = skb
  if (packet.protocol === 'ICMP') return deliverError(world, host, packet, record)
  const forRequester = host.name === world.requester.host && sameSocket(packet.destination, world.requester.socket)
  switch (packet.kind) {
    case 'SYN':
    case 'request':
      return accept(world, host, skb, packet, record)
    case 'SYN-ACK':
    case 'response':
      return forRequester ? answer(world, host, skb, packet, record) : stranger(world, host, skb, packet, record)
    case 'RST':
      note(world, record, {
        type: 'deliver',
        host: host.name,
        name: host.name,
        socket: formatSocket(packet.destination),
      })
      if (forRequester && sameSocket(packet.source, world.flow.destination)) {
        world.heard.push({ outcome: 'refused', packet: record.id })
      }
      return
    default:
      packet satisfies never
  }
}

/** A listening socket accepts and answers; a closed port says so by RST, or by ICMP for UDP. */
function accept(world: World, host: Host, skb: Skb, packet: Segment, record: Record): void {
  const socket = listening(host, packet)
  if (!socket) {
    if (packet.protocol === 'TCP') return sendReset(world, host, packet, record, 'closed-port')
    return sendIcmp(world, host, skb, record, 'port-unreachable', 'closed-port')
  }
  const name = socket.owner ?? host.name
  note(world, record, { type: 'deliver', host: host.name, name, socket: formatSocket(packet.destination) })
  world.server ??= { name, address: formatSocket(packet.destination), sees: formatSocket(packet.source) }
  const reply: Segment = {
    protocol: packet.protocol,
    kind: packet.protocol === 'TCP' ? 'SYN-ACK' : 'response',
    source: packet.destination,
    destination: packet.source,
    ttl: defaultTtl,
  }
  note(world, record, { type: 'reply', host: host.name, because: 'socket', packet: world.records.length + 1 })
  sendLocal(world, host, { packet: reply, mark: 0 }, originate(world, host.name, reply, 'reply', record))
}

function listening(host: Host, packet: Segment): ListeningSocket | undefined {
  return host.sockets.find(
    ({ protocol, port, address }) =>
      protocol === packet.protocol &&
      (port === undefined || port === packet.destination.port) &&
      (address === undefined || address === '0.0.0.0' || address === '::' || address === packet.destination.address),
  )
}

/** The socket that asked takes an answer only from the address it asked. */
function answer(world: World, host: Host, skb: Skb, packet: Segment, record: Record): void {
  if (!sameSocket(packet.source, world.flow.destination)) return stranger(world, host, skb, packet, record)
  note(world, record, { type: 'deliver', host: host.name, name: host.name, socket: formatSocket(packet.destination) })
  world.heard.push({ outcome: 'answered', packet: record.id })
}

/** An answer nobody waits for: TCP resets the stranger, a connected UDP socket lets the kernel say "port unreachable". */
function stranger(world: World, host: Host, skb: Skb, packet: Segment, record: Record): void {
  if (packet.protocol === 'TCP') return sendReset(world, host, packet, record, 'unexpected-answer')
  sendIcmp(world, host, skb, record, 'port-unreachable', 'unexpected-answer')
}

/** An ICMP error counts for the socket whose own packet it quotes. */
function deliverError(world: World, host: Host, packet: Extract<Packet, { protocol: 'ICMP' }>, record: Record): void {
  note(world, record, { type: 'deliver', host: host.name, name: host.name, socket: formatSocket(packet.destination) })
  const { about } = packet
  const mine = host.name === world.requester.host && sameSocket(about.source, world.requester.socket)
  if (!mine || !sameSocket(about.destination, world.flow.destination)) return
  world.heard.push({ outcome: packet.kind === 'port-unreachable' ? 'refused' : 'unreachable', packet: record.id })
}
