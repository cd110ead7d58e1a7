import type { Journey } from './journey.ts'

/** One thing the two do not agree on. Lines are as long as the longer list; '' where one side has nothing. */
export interface Difference {
  readonly what: string
  readonly lines: readonly { readonly model: string; readonly kernel: string }[]
}

/** Everything that the model and the kernel tell differently of one request; empty when they agree. */
export function compareJourneys(model: Journey, kernel: Journey): readonly Difference[] {
  const differences: Difference[] = []
  const compare = (what: string, left: readonly string[], right: readonly string[]) => {
    const same = left.length === right.length && left.every((line, i) => line === right[i])
    if (same) return
    const length = Math.max(left.length, right.length)
    const lines = Array.from({ length }, (_, i) => ({ model: left[i] ?? '', kernel: right[i] ?? '' }))
    differences.push({ what, lines })
  }
  compare('outcome', [model.outcome], [kernel.outcome])
  compare('server', [model.server ?? 'nobody'], [kernel.server ?? 'nobody'])
  for (const kind of keys(model.crossings, kernel.crossings)) {
    compare(`${kind}: interfaces`, model.crossings[kind] ?? [], kernel.crossings[kind] ?? [])
  }
  for (const host of keys(model.rules, kernel.rules)) {
    const ofModel = model.rules[host] ?? {}
    const ofKernel = kernel.rules[host] ?? {}
    for (const kind of keys(ofModel, ofKernel)) {
      compare(`${kind}: rules on ${host}`, ofModel[kind] ?? [], ofKernel[kind] ?? [])
    }
  }
  for (const host of keys(model.conntrack, kernel.conntrack)) {
    compare(`conntrack on ${host}`, model.conntrack[host] ?? [], kernel.conntrack[host] ?? [])
  }
  return differences
}

function keys(left: object, right: object): readonly string[] {
  return [...new Set([...Object.keys(left), ...Object.keys(right)])]
}
