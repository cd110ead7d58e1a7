import type { Cluster } from '../cluster/cluster.ts'
import type { Message } from '../explain/message.ts'
import type { DropEvent, Trace, TracedPacket } from '../trace/trace.ts'
import { shortName } from './caption.ts'
import type { Header } from './timeline.ts'

/** The sentence of a packet's first step: who sends it and why. */
export function originCaption(packet: TracedPacket, trace: Trace, cluster: Cluster): Message {
  const start = packet.events[0]
  const { source, destination } = start?.type === 'originate' ? start : { source: '', destination: '' }
  const host = start?.host ?? ''
  const values = { from: shortName(host), source, destination, hook: 'OUTPUT', other: 'PREROUTING' }
  switch (packet.kind) {
    case 'SYN':
    case 'request': {
      if (cluster.nodes.some((node) => node.name === host)) return { key: 'origin.node', values }
      if (packet.kind === 'request') return { key: 'origin.udp', values }
      if (trace.resolver && isDirect(trace, cluster)) return { key: 'dns.direct', values }
      return { key: ownedByNobody(destination, cluster) ? 'origin.service' : 'origin.tcp', values }
    }
    case 'SYN-ACK':
      return { key: 'answer.syn-ack', values }
    case 'response':
      return { key: 'answer.response', values }
    case 'RST':
      return { key: host === trace.flow.from ? 'answer.rst-stranger' : 'answer.rst', values }
    case 'port-unreachable':
      return { key: 'answer.icmp-port', values }
    case 'host-unreachable':
      return { key: 'answer.icmp-host', values }
    case 'net-unreachable':
      return { key: 'answer.icmp-net', values }
    case 'ttl-exceeded':
      return { key: 'answer.icmp-ttl', values }
    default:
      packet.kind satisfies never
      return { key: 'origin.tcp', values }
  }
}

/** The name led past every Service address: to an outside server, or to a Pod itself. */
function isDirect(trace: Trace, cluster: Cluster): boolean {
  return !ownedByNobody(trace.flow.destination, cluster)
}

function ownedByNobody(destination: string, cluster: Cluster): boolean {
  const address = destination.replace(/:\d+$/, '')
  return cluster.services.some((service) => service.clusterIPs.some((ip) => ip === address))
}

/** The sentence of a packet that ends without a rule's doing. */
export function dropCaption(event: DropEvent, header: Header): Message {
  const values = { host: shortName(event.host), source: header.source, destination: header.destination }
  switch (event.reason) {
    case 'same-port':
      return { key: 'drop.hairpin', values }
    case 'own-source':
      return { key: 'drop.own-source', values }
    case 'rp-filter':
      return { key: 'drop.rp-filter', values }
    case 'martian':
    case 'route-localnet':
      return { key: 'drop.martian', values }
    case 'no-neighbour':
      return { key: 'drop.no-neighbour', values }
    case 'no-route':
      return { key: 'drop.no-route', values }
    case 'black-hole':
      return { key: 'drop.black-hole', values }
    case 'not-forwarding':
      return { key: 'drop.not-forwarding', values }
    case 'policy':
      return { key: 'drop.policy', values }
    default:
      return { key: 'drop.other', values }
  }
}

/** The packet by which the sender learned how it ended; the last of all when nothing told it. */
export function tellingPacket(trace: Trace): TracedPacket | undefined {
  return trace.packets.find(({ id }) => id === trace.told) ?? trace.packets.at(-1)
}

/** Causes for which no name server said anything about the name. */
const unanswered: ReadonlySet<Trace['cause']> = new Set([
  ...(['dns-silent', 'dns-refused', 'dns-no-endpoint', 'dns-server-failure'] as const),
])

/** The last sentence: what the sender finally knows. */
export function outcomeCaption(trace: Trace): Message {
  const from = shortName(trace.flow.from)
  const last = tellingPacket(trace)
  // As the sender saw it: on the way its source may have been translated.
  const seen = last?.events.findLast((event) => event.type === 'cross' || event.type === 'originate')
  const values = {
    from,
    destination: trace.flow.destination,
    server: shortName(trace.server?.name ?? ''),
    sees: trace.server?.sees ?? '',
    source: seen?.type === 'cross' || seen?.type === 'originate' ? seen.source : '',
    repeats: trace.packets.find((packet) => packet.direction === 'request')?.repeats ?? 1,
  }
  switch (trace.outcome) {
    case 'answered':
      return { key: 'outcome.answered', values }
    case 'refused':
      return { key: last?.kind === 'RST' ? 'outcome.refused-rst' : 'outcome.refused-icmp', values }
    case 'unreachable':
      return { key: trace.told === 1 ? 'outcome.unreachable-local' : 'outcome.unreachable', values }
    case 'timed-out':
      return { key: trace.flow.protocol === 'TCP' ? 'outcome.timed-out' : 'outcome.timed-out-udp', values }
    case 'name-error':
      return { key: unanswered.has(trace.cause) ? 'dns.unanswered' : 'outcome.name-error', values }
    case 'undetermined':
      return { key: 'outcome.undetermined', values }
    default:
      trace.outcome satisfies never
      return { key: 'outcome.undetermined', values }
  }
}
