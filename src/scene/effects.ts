import type { RuleEvent, TraceEvent } from '../trace/trace.ts'

/**
 * Which rule events of a packet led to something: those that changed, accepted or refused the packet, and the jumps on
 * the way to them. A jump into chains that only returned is not among them. Values are indices into `events`.
 */
export function effectiveRules(events: readonly TraceEvent[]): ReadonlySet<number> {
  const effective = new Set<number>()
  let open: number[] = []
  let at = ''
  for (const [index, event] of events.entries()) {
    if (event.type !== 'rule' && event.type !== 'return' && event.type !== 'policy') continue
    const here = `${event.host} ${event.hook} ${event.table}`
    if (here !== at) open = []
    at = here
    if (event.type === 'return') {
      open.pop()
      continue
    }
    if (event.type === 'policy') {
      open = []
      continue
    }
    // A rule of an outer chain means that the chains called before it have returned.
    while (open.length > 0 && calledBy(events, open.at(-1)) !== event.chain) open.pop()
    if (hasEffect(event)) for (const jump of [...open, index]) effective.add(jump)
    if (event.verdict === 'jump' || event.verdict === 'goto') open.push(index)
  }
  return effective
}

function calledBy(events: readonly TraceEvent[], index: number | undefined): string | null {
  const event = index === undefined ? undefined : events[index]
  return event?.type === 'rule' ? event.target : null
}

function hasEffect(event: RuleEvent): boolean {
  return !['jump', 'goto', 'return', 'continue'].includes(event.verdict)
}
