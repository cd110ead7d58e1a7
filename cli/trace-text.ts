import {
  type DnsExchange,
  explainCause,
  type Language,
  renderText,
  type Trace,
  type TracedPacket,
  type TraceEvent,
  type Walk,
} from '../src/index.ts'
import { say } from './say.ts'

/** A trace for reading: one block per packet, events in the order they happen, rules as the kernel's TRACE names them. */
export function formatTrace(walk: Walk, trace: Trace, language: Language): string {
  return `${formatPackets(trace, language)}\n\n${formatOutcome(walk, trace, language)}\n`
}

/** The packets of a trace, one block each. */
export function formatPackets(trace: Trace, language: Language): string {
  const hosts = trace.packets.flatMap(({ events }) => events.map(({ host }) => host.length))
  const width = Math.max(...hosts)
  const asked = questions(trace.dns)
  const blocks = trace.packets.map((packet) => formatPacket(packet, asked.get(packet.id) ?? '', width, language))
  return blocks.join('\n\n')
}

/** What each DNS packet asks or answers. */
function questions(dns: readonly DnsExchange[]): ReadonlyMap<number, string> {
  return new Map(
    dns.flatMap(({ query, type, rcode, packets, lookups }): readonly (readonly [number, string])[] => [
      ...packets.map((id, index) => [id, ` DNS ${type} ${query}${index > 0 && rcode ? ` ${rcode}` : ''}`] as const),
      ...questions(lookups),
    ]),
  )
}

function formatPacket(packet: TracedPacket, question: string, width: number, language: Language): string {
  const repeats = packet.repeats > 1 ? `, ${say(language, 'repeats', { count: packet.repeats })}` : ''
  const lines = [`#${packet.id} ${packet.kind}${question}${repeats}`]
  let host = ''
  let certain = true
  for (const event of packet.events) {
    if (certain && event.certain === false) lines.push(`  ${''.padEnd(width)}  ${say(language, 'uncertain')}`)
    certain = event.certain !== false
    for (const line of formatEvent(event, language)) {
      lines.push(`  ${(host === event.host ? '' : event.host).padEnd(width)}  ${line}`)
      host = event.host
    }
  }
  return lines.join('\n')
}

/** The outcome, for programs and then for people: who served and what it saw, or why nobody did and what to do. */
function formatOutcome(walk: Walk, trace: Trace, language: Language): string {
  const lines = [trace.cause === null ? trace.outcome : `${trace.outcome} (${trace.cause}, ${trace.where})`]
  if (trace.server) lines.push(say(language, 'served', trace.server))
  const told = walk.timeline?.frames.at(-1)?.caption
  const cause = explainCause(trace, walk.cluster)
  const messages = [...(told ? [told] : []), ...(cause ? [cause.sentence, cause.remedy] : [])]
  return [...lines, ...messages.map((message) => renderText(message, language))].join('\n')
}

function formatEvent(event: TraceEvent, language: Language): readonly string[] {
  switch (event.type) {
    case 'originate':
      return [`${say(language, 'sent')} ${heading(event)}`]
    case 'cross':
      return [`${event.way.padEnd(3)} ${event.device} ${heading(event)}`]
    case 'route':
      return [
        `route ${event.route}${event.result === 'forward' || event.result === 'local' ? '' : ` (${event.result})`}`,
      ]
    case 'conntrack':
      return [`conntrack ${event.event} ${event.state}${event.entry === undefined ? '' : `: ${event.entry}`}`]
    case 'rule': {
      const line = `${event.table}:${event.chain}:rule:${event.rule} ${event.text}`
      if (event.unmodelled !== undefined) return [line, undecided(event.unmodelled, language)]
      return event.mark
        ? [line, say(language, 'mark', { before: hex(event.mark.before), after: hex(event.mark.after) })]
        : [line]
    }
    case 'return':
      return [`${event.table}:${event.chain}:return:${event.rule}`]
    case 'policy':
      return [`${event.table}:${event.chain}:policy:${event.rule} ${event.verdict.toUpperCase()}`]
    case 'translate': {
      const { before, after } = event
      return [`${event.by}: ${say(language, 'translated', { field: say(language, event.field), before, after })}`]
    }
    case 'deliver':
      return [say(language, 'delivered', { name: event.name, socket: event.socket })]
    case 'reply':
      return [`${say(language, 'answers', { packet: `#${event.packet}` })} (${event.because})`]
    case 'drop':
      return [say(language, 'dropped', { where: event.where, reason: event.reason })]
    default:
      event satisfies never
      return []
  }
}

/** A rule that asks for a device or an address nobody stated is a matter of the question, not of the model. */
function undecided(text: string, language: Language): string {
  return say(language, /^(! )?-[io] |^-m (addrtype|physdev)/.test(text) ? 'not-known' : 'unmodelled', { text })
}

function heading({ source, destination, ttl }: Extract<TraceEvent, { type: 'originate' | 'cross' }>): string {
  return `${source} > ${destination} ttl ${ttl}`
}

function hex(mark: number): string {
  return `0x${(mark >>> 0).toString(16)}`
}
