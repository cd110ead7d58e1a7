import type { Difference } from './compare.ts'
import type { CaseResult, FlowResult } from './run-case.ts'

/** Counted over all results: requests once, whatever the number of backends. */
export interface Totals {
  readonly flows: number
  readonly shapes: readonly string[]
  readonly passed: number
  readonly failed: number
}

export function totalsOf(results: readonly CaseResult[]): Totals {
  const perCase = new Map(results.map((result) => [`${result.test.shape} ${result.test.name}`, requests(result)]))
  const compared = results.flatMap((result) => result.flows)
  const faults = results.filter((result) => result.faults.length > 0).length
  const failed = compared.filter((flow) => flow.differences.length > 0).length
  return {
    flows: [...perCase.values()].reduce((sum, count) => sum + count, 0),
    shapes: [...new Set(results.map((result) => result.test.shape))],
    passed: compared.length - failed,
    failed: failed + faults,
  }
}

function requests({ test }: CaseResult): number {
  return test.steps.filter((step) => 'send' in step).length
}

/** One line per shape: what was compared, and how much of it agreed. */
export function shapeLines(results: readonly CaseResult[]): readonly string[] {
  return totalsOf(results).shapes.map((shape) => {
    const own = results.filter((result) => result.test.shape === shape)
    const { flows, failed } = totalsOf(own)
    const verdict = failed === 0 ? '✓' : '✗'
    return `${verdict} ${shape}: ${flows} ${flows === 1 ? 'flow' : 'flows'}`
  })
}

/** Everything a failing case has to say, both paths side by side. */
export function failureLines({ test, backend, flows, faults }: CaseResult): readonly string[] {
  const wrong = flows.filter((flow) => flow.differences.length > 0)
  if (wrong.length === 0 && faults.length === 0) return []
  return [
    '',
    `${test.shape}: ${test.name} (${backend})`,
    ...faults.map((fault) => `  ${fault}`),
    ...wrong.flatMap(flowLines),
  ]
}

function flowLines({ title, differences }: FlowResult): readonly string[] {
  return [`  ${title}`, ...differences.flatMap(differenceLines)]
}

function differenceLines({ what, lines }: Difference): readonly string[] {
  const width = Math.max(5, ...lines.map(({ model }) => model.length))
  return [
    `    ${what}`,
    `      ${'model'.padEnd(width)} | kernel`,
    ...lines.map(({ model, kernel }) => `    ${model === kernel ? ' ' : '≠'} ${model.padEnd(width)} | ${kernel}`),
  ]
}
