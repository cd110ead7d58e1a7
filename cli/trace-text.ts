import { explainCause, type Language, renderText, type TraceEvent, type Walk } from '../src/index.ts'

/** A trace for reading: one block per packet, events in the order they happen, rules as the kernel's TRACE names them. */
export function formatTrace(walk: Walk, language: Language): string {
  const { trace } = walk
  if (!trace) return ''
  const lines: string[] = []
  for (const packet of trace.packets) {
    const repeats = packet.repeats > 1 ? ` ×${packet.repeats}` : ''
    lines.push(`#${packet.id} ${packet.kind}${repeats}`)
    let host = ''
    for (const event of packet.events) {
      lines.push(`  ${(event.host === host ? '' : event.host).padEnd(16)} ${formatEvent(event)}`)
      host = event.host
    }
    lines.push('')
  }
  const where = trace.where === null ? '' : ` (${trace.cause}, ${trace.where})`
  lines.push(`${trace.outcome}${where}`)
  if (trace.server) lines.push(`${trace.server.name} ${trace.server.address} sees ${trace.server.sees}`)
  const cause = explainCause(trace, walk.cluster)
  if (cause) lines.push(renderText(cause.sentence, language), renderText(cause.remedy, language))
  return lines.map((line) => `${line.trimEnd()}\n`).join('')
}

function formatEvent(event: TraceEvent): string {
  switch (event.type) {
    case 'originate':
      return `sends ${event.source} > ${event.destination} ttl ${event.ttl}`
    case 'cross':
      return `${event.way.padEnd(3)} ${event.device} ${event.source} > ${event.destination} ttl ${event.ttl}`
    case 'route':
      return `route ${event.route} (${event.result})`
    case 'conntrack':
      return `conntrack ${event.event} ${event.state}${event.entry ? ` ${event.entry}` : ''}`
    case 'rule':
      return `${event.table}:${event.chain}:rule:${event.rule}:${event.verdict.toUpperCase()} ${event.text}`
    case 'return':
      return `${event.table}:${event.chain}:return:${event.rule}`
    case 'policy':
      return `${event.table}:${event.chain}:policy:${event.rule}:${event.verdict.toUpperCase()}`
    case 'translate':
      return `${event.field} ${event.before} becomes ${event.after} (by ${event.by})`
    case 'deliver':
      return `delivered to ${event.name} on ${event.socket}`
    case 'reply':
      return `answers with packet #${event.packet} (${event.because})`
    case 'drop':
      return `dropped at ${event.where} (${event.reason})`
    default:
      event satisfies never
      return ''
  }
}
