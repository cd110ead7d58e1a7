import type { Cluster } from '../cluster/cluster.ts'
import type { Message } from '../explain/message.ts'
import type { DeliverEvent, Trace, TracedPacket } from '../trace/trace.ts'
import { shortName } from './caption.ts'
import { answerWords, type DnsPart, dnsPart, firstOf } from './dns-part.ts'

/** The sentence of a DNS packet's first step; undefined for packets that are none, and for ICMP errors. */
export function dnsOriginCaption(packet: TracedPacket, trace: Trace, cluster: Cluster): Message | undefined {
  const part = dnsPart(trace, packet.id)
  const start = packet.events[0]
  if (!part || part.says === 'error' || start?.type !== 'originate') return undefined
  const values = valuesOf(part, trace, start.host)
  if (part.says === 'answer') return { key: answerKey(part), values }
  if (part.own) return { key: 'dns.forward', values }
  if (part.exchange.type === 'AAAA') return { key: 'dns.pair', values }
  const isPod = cluster.pods.some((pod) => `${pod.namespace}/${pod.name}` === start.host)
  return { key: isPod ? 'dns.try' : 'dns.try-node', values }
}

/** The sentence of a DNS packet's arrival; undefined for packets that are none. */
export function dnsDeliverCaption(event: DeliverEvent, packet: TracedPacket, trace: Trace): Message | undefined {
  const part = dnsPart(trace, packet.id)
  if (!part) return undefined
  const start = packet.events[0]
  const source = start?.type === 'originate' ? arrivedFrom(packet, start.source) : ''
  const values = { ...valuesOf(part, trace, event.host), name: shortName(event.name), socket: event.socket, source }
  if (part.says === 'error') return { key: 'dns.icmp', values }
  if (part.says === 'question') return { key: 'dns.deliver', values }
  if (part.own) return { key: 'dns.hear-upstream', values }
  return { key: hearKey(part, trace), values }
}

function answerKey({ exchange, own }: DnsPart) {
  const { rcode } = exchange
  if (rcode === null) return 'dns.answer-lost' as const
  if (own) return answerIsUseful(exchange) ? ('dns.answer-outside' as const) : ('dns.answer-outside-none' as const)
  if (rcode === 'NXDOMAIN') return 'dns.answer-nxdomain' as const
  if (rcode !== 'NOERROR') return 'dns.answer-servfail' as const
  if (exchange.answers.length === 0) return 'dns.answer-nodata' as const
  if (firstOf(exchange, 'CNAME') === undefined) return 'dns.answer' as const
  return answerIsUseful(exchange) ? ('dns.answer-cname' as const) : ('dns.answer-cname-alone' as const)
}

function hearKey({ exchange, candidate }: DnsPart, trace: Trace) {
  if (answerIsUseful(exchange))
    return firstOf(exchange, 'CNAME') ? ('dns.hear-cname' as const) : ('dns.hear-hit' as const)
  if (exchange.rcode === 'NOERROR') return 'dns.hear-nothing' as const
  return candidate < (trace.resolver?.candidates.length ?? 0)
    ? ('dns.hear-nxdomain' as const)
    : ('dns.hear-last' as const)
}

function answerIsUseful(exchange: DnsPart['exchange']): boolean {
  return firstOf(exchange, 'A') !== undefined || firstOf(exchange, 'AAAA') !== undefined
}

function valuesOf({ exchange, candidate }: DnsPart, trace: Trace, host: string): Message['values'] {
  return {
    from: shortName(host),
    number: candidate,
    total: trace.resolver?.candidates.length ?? 0,
    server: `${exchange.server}`,
    query: bare(exchange.query),
    type: exchange.type,
    rcode: exchange.rcode ?? '',
    answer: firstOf(exchange, 'A') ?? firstOf(exchange, 'AAAA') ?? answerWords(exchange),
    target: bare(firstOf(exchange, 'CNAME') ?? ''),
  }
}

/** Names without the final dot, as people write them. */
function bare(name: string): string {
  return name.replace(/\.$/, '')
}

/** The source as the packet bears it when it arrives. */
function arrivedFrom(packet: TracedPacket, source: string): string {
  const last = packet.events.findLast((event) => event.type === 'cross')
  return last?.source ?? source
}
