import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { manifestInputs, rulesetInputs } from './mutated-inputs.arbitrary.ts'
import { measure, tooSlow } from './mutation-sweep.arbitrary.ts'

/** A mutant that once took the longest: what kind it is, what it was made from, and its text, runs folded. */
interface SlowInput {
  readonly kind: string
  readonly base: string
  readonly text: readonly (string | { readonly repeat: string; readonly times: number })[]
}

const folder = new URL('slow-inputs/', import.meta.url)
const files = readdirSync(folder).sort()

describe('the slowest of all mutants', () => {
  test('are ten', () => {
    expect(files.length).toBeGreaterThanOrEqual(10)
  })

  test.each(files)(
    '%s takes no more than its share',
    (file) => {
      const input: SlowInput = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
      const kind = [manifestInputs, rulesetInputs].find(({ name }) => name === input.kind)
      if (!kind) throw new Error(`no kind ${input.kind}`)
      const text = input.text
        .map((piece) => (typeof piece === 'string' ? piece : piece.repeat.repeat(piece.times)))
        .join('')
      let { ratio } = measure(kind, input.base, text, 3)
      // Garbage and other programs only ever add to a measurement.
      for (let again = 0; again < 3 && ratio > tooSlow; again++) ratio = measure(kind, input.base, text, 10).ratio
      expect(ratio).toBeLessThanOrEqual(tooSlow)
    },
    120_000,
  )
})
