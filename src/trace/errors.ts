import type { IcmpError, IcmpKind, Segment } from '../net/packet.ts'
import type { Skb } from '../netfilter/skb.ts'
import type { Host } from '../network/network.ts'
import { isLocal, sourceAddress } from '../network/route.ts'
import { sendLocal } from './output.ts'
import type { ReplyReason } from './trace.ts'
import { note, originate, type Record, type World } from './world.ts'

/** TTL of a packet a host makes itself; net.ipv4.ip_default_ttl. */
export const defaultTtl = 64

/** Which ICMP message a REJECT sends; the administrative ones reach a program as "host unreachable". */
const rejectMessages: { readonly [option: string]: IcmpKind } = {
  'icmp-net-unreachable': 'net-unreachable',
  'icmp-host-unreachable': 'host-unreachable',
  'icmp-port-unreachable': 'port-unreachable',
  'icmp-net-prohibited': 'net-unreachable',
  'icmp-host-prohibited': 'host-unreachable',
  'icmp-admin-prohibited': 'host-unreachable',
  'icmp6-no-route': 'net-unreachable',
  'icmp6-addr-unreachable': 'host-unreachable',
}

/** REJECT: an ICMP error, or a RST when the rule says so. */
export function handleReject(world: World, host: Host, skb: Skb, record: Record, option: string): void {
  if (option === 'tcp-reset' && skb.packet.protocol === 'TCP')
    return sendReset(world, host, skb.packet, record, 'reject')
  sendIcmp(world, host, skb, record, rejectMessages[option] ?? 'port-unreachable', 'reject')
}

/**
 * Host or network unreachable. A sender on this very host learns of a missing route by its system call; of a silent
 * neighbour, as any other sender, by ICMP, over lo (ipv4_link_failure).
 */
export function sendUnreachable(
  world: World,
  host: Host,
  skb: Skb,
  record: Record,
  kind: 'host-unreachable' | 'net-unreachable',
  where: string,
): void {
  const arp = kind === 'host-unreachable'
  // ARP is asked three times, a second apart: the sender repeats meanwhile.
  if (arp) record.repeats = Math.max(record.repeats, skb.packet.protocol === 'TCP' ? 4 : 1)
  if (!arp && isLocal(host, skb.packet.source.address)) {
    note(world, record, { type: 'drop', host: host.name, where, reason: 'no-route' })
    const told = record.direction === 'request' && host.name === world.requester.host
    if (told) world.heard.push({ outcome: 'unreachable', packet: record.id })
    return
  }
  sendIcmp(world, host, skb, record, kind, arp ? 'host-unreachable' : 'no-route', where)
}

/**
 * Makes an ICMP error about a packet and sends it to the packet's source. None is made about another error (RFC 1122
 * §3.2.2), and none leaves a host that knows no way back: then the packet ends here in silence.
 */
export function sendIcmp(
  world: World,
  host: Host,
  skb: Skb,
  record: Record,
  kind: IcmpKind,
  because: ReplyReason,
  where = 'routing',
): void {
  const { packet } = skb
  const reason = kind === 'ttl-exceeded' ? 'loop' : because === 'host-unreachable' ? 'no-neighbour' : 'no-route'
  if (packet.protocol === 'ICMP') return note(world, record, { type: 'drop', host: host.name, where, reason })
  // icmp_send: a packet that was for this host is answered from the address it named.
  const source = isLocal(host, packet.destination.address)
    ? packet.destination.address
    : sourceAddress(host, packet.source.address)
  if (source === undefined) return note(world, record, { type: 'drop', host: host.name, where, reason })
  const error: IcmpError = {
    protocol: 'ICMP',
    kind,
    source: { address: source },
    destination: { address: packet.source.address },
    ttl: defaultTtl,
    about: packet,
  }
  note(world, record, { type: 'reply', host: host.name, because, packet: world.records.length + 1 })
  const skbOut: Skb = { packet: error, mark: 0, ...relatedTo(skb) }
  sendLocal(world, host, skbOut, originate(world, host.name, error, 'icmp', record))
}

/** The connection of a packet as an error about it has it, in the other direction. */
function relatedTo({ ct }: Skb): Pick<Skb, 'ct'> {
  if (!ct?.connection) return {}
  const direction = ct.direction === 'original' ? 'reply' : 'original'
  return { ct: { connection: ct.connection, direction, state: 'RELATED' } }
}

/** A RST from the address that was called. */
export function sendReset(world: World, host: Host, packet: Segment, record: Record, because: ReplyReason): void {
  const reset: Segment = {
    protocol: 'TCP',
    kind: 'RST',
    source: packet.destination,
    destination: packet.source,
    ttl: defaultTtl,
  }
  note(world, record, { type: 'reply', host: host.name, because, packet: world.records.length + 1 })
  const direction = because === 'unexpected-answer' ? 'request' : 'reply'
  sendLocal(world, host, { packet: reset, mark: 0 }, originate(world, host.name, reset, direction, record))
}
