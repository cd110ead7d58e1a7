import type { Trace } from '../trace/trace.ts'
import type { Frame } from './timeline.ts'

/** Key of a rule among all hosts. */
export function ruleKey(host: string, table: string, chain: string, rule: number): string {
  return `${host} ${table} ${chain} ${rule}`
}

/** How many packets each rule has matched up to and with this frame, as iptables' own counters would say. */
export function hitsUntil(trace: Trace, frame: Frame): ReadonlyMap<string, number> {
  const hits = new Map<string, number>()
  const last = trace.packets.findIndex(({ id }) => id === frame.packet)
  for (const [index, packet] of trace.packets.slice(0, last + 1).entries()) {
    const events = index === last ? packet.events.slice(0, frame.event + 1) : packet.events
    for (const event of events) {
      if (event.type !== 'rule') continue
      const key = ruleKey(event.host, event.table, event.chain, event.rule)
      hits.set(key, (hits.get(key) ?? 0) + 1)
    }
  }
  return hits
}

/** The rule that is asked next on this host, after the frame's own; undefined when the packet leaves the chains. */
export function nextTest(frames: readonly Frame[], frame: Frame): Frame['stack'][number] | undefined {
  const next = frames[frames.indexOf(frame) + 1]
  const here = frame.stack.at(-1)
  const top = next?.stack.at(-1)
  if (!here || !top || next?.packet !== frame.packet || next.place.host !== frame.place.host) return undefined
  if (top.table !== here.table || next.place.station !== frame.place.station) return undefined
  const known = frame.stack.findLast(({ chain }) => chain === top.chain)
  return { table: top.table, chain: top.chain, rule: Math.min(top.rule, known ? known.rule + 1 : 1) }
}
