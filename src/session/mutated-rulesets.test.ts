import { test } from 'vitest'
import { rulesetInputs } from './mutated-inputs.arbitrary.ts'
import { sweepAndReport } from './sweep-report.arbitrary.ts'

test('mutated dumps never throw on their way to a trace, and never take out of all proportion', () => {
  sweepAndReport(rulesetInputs, 1800)
}, 1_200_000)
