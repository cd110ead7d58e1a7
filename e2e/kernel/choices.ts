import type { Trace } from '../../src/trace/trace.ts'

/** Per node, the random rules that a trace hit: `table CHAIN number`. */
export type Choices = ReadonlyMap<string, ReadonlySet<string>>

const statistic = /(--mode random --probability) [\d.]+/

export function choicesOf(trace: Trace): Choices {
  const choices = new Map<string, Set<string>>()
  for (const event of trace.packets.flatMap((packet) => packet.events)) {
    if (event.type !== 'rule' || !statistic.test(event.text)) continue
    const ofHost = choices.get(event.host) ?? new Set()
    choices.set(event.host, ofHost.add(`${event.table} ${event.chain} ${event.rule}`))
  }
  return choices
}

/**
 * A restore text whose random rules are settled: those named always hit, the others never do. No rule is added or taken
 * away, so every rule keeps its number.
 */
export function choose(text: string, hit: ReadonlySet<string> = new Set()): string {
  let table = ''
  let numbers = new Map<string, number>()
  return text
    .split('\n')
    .map((line) => {
      if (line.startsWith('*')) {
        table = line.slice(1)
        numbers = new Map()
      }
      if (!line.startsWith('-A ')) return line
      const chain = line.split(' ', 2)[1] ?? ''
      const number = (numbers.get(chain) ?? 0) + 1
      numbers.set(chain, number)
      return line.replace(statistic, `$1 ${hit.has(`${table} ${chain} ${number}`) ? 1 : 0}`)
    })
    .join('\n')
}
