import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { manifestInputs, rulesetInputs } from './mutated-inputs.arbitrary.ts'
import { measure, tooSlow } from './mutation-sweep.arbitrary.ts'

const folder = new URL('slow-inputs/', import.meta.url)

/** Mutants that once took the longest, `number--kind--base`. */
const files = readdirSync(folder).sort()

describe('inputs that were the slowest of all mutants', () => {
  test('are ten', () => {
    expect(files.length).toBeGreaterThanOrEqual(10)
  })

  test.each(files)(
    '%s takes no more than its share',
    (file) => {
      const [, kindName, base = ''] = file.replace(/\.txt$/, '').split('--')
      const kind = kindName === manifestInputs.name ? manifestInputs : rulesetInputs
      const text = readFileSync(new URL(file, folder), 'utf8')
      let { ratio } = measure(kind, base, text, 3)
      // Garbage and other programs only ever add to a measurement.
      for (let again = 0; again < 3 && ratio > tooSlow; again++) ratio = measure(kind, base, text, 10).ratio
      expect(ratio).toBeLessThanOrEqual(tooSlow)
    },
    60_000,
  )
})
