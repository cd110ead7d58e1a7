import { test } from 'vitest'
import { manifestInputs } from './mutated-inputs.arbitrary.ts'
import { sweepAndReport } from './sweep-report.arbitrary.ts'

test('mutated manifests never throw on their way to a trace, and never take out of all proportion', () => {
  sweepAndReport(manifestInputs, 200)
}, 1_200_000)
