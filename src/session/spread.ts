import { enumerate } from '../trace/enumerate.ts'
import type { Trace } from '../trace/trace.ts'
import { traceFlow } from '../trace/trace-flow.ts'
import type { Walk } from './walk.ts'

/** Where requests end up: the name of the Pod or host that answers, or the outcome of those nobody answers. */
function endOf(trace: Trace): string {
  return trace.outcome === 'answered' ? (trace.server?.name ?? trace.outcome) : trace.outcome
}

/** Exact probability of every end of this request, most likely first; they sum to 1. */
export function chancesOf({ network, flow, request }: Walk): ReadonlyMap<string, number> {
  const chances = new Map<string, number>()
  for (const { trace, probability } of flow ? enumerate(network, flow, request.seed) : []) {
    const end = endOf(trace)
    chances.set(end, (chances.get(end) ?? 0) + probability)
  }
  return new Map([...chances].toSorted((a, b) => b[1] - a[1]))
}

/** Ends of `count` requests of their own, each with its own seed from `first` on, on a network that remembers none before. */
export function sendMany({ network, flow }: Walk, first: number, count: number): readonly string[] {
  if (!flow) return []
  return Array.from({ length: count }, (_, index) => {
    const result = traceFlow(network, flow, { seed: first + index })
    return result ? endOf(result.trace) : ''
  })
}
