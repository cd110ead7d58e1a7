import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diagnosticText } from '../explain/render.ts'
import { lineColumn } from '../manifest/position.ts'
import { createWalker } from './walker.ts'

const folder = new URL('../../e2e/bad-inputs/', import.meta.url)
const golden = new URL('expected.json', folder)

/** Every bad input: the committed ones, and those too large to commit. */
function badInputs(): ReadonlyMap<string, string> {
  const inputs = new Map<string, string>()
  for (const file of readdirSync(folder)) {
    if (file.endsWith('.yaml')) inputs.set(file.slice(0, -5), readFileSync(new URL(file, folder), 'utf8'))
  }
  const generated: Record<string, { repeat: string; times: number }> = JSON.parse(
    readFileSync(new URL('generated.json', folder), 'utf8'),
  )
  for (const [name, { repeat, times }] of Object.entries(generated)) inputs.set(name, repeat.repeat(times))
  return inputs
}

interface First {
  readonly line: number
  readonly column: number
  readonly message: string
}

/** The first thing a reader is told; null for a text that is merely empty. */
function firstDiagnostic(text: string): First | null {
  const [first] = createWalker()(text).diagnostics
  if (!first) return null
  const message = diagnosticText(first, 'en')
  return {
    ...lineColumn(text, first.range.start),
    message: message.length > 300 ? `${message.slice(0, 300)}…` : message,
  }
}

describe('bad inputs', () => {
  const inputs = badInputs()
  if (process.env.UPDATE_GOLDENS === '1') {
    const found = Object.fromEntries([...inputs].map(([name, text]) => [name, firstDiagnostic(text)]))
    writeFileSync(golden, `${JSON.stringify(found, null, 2)}\n`)
  }
  const expected: Record<string, First | null> = JSON.parse(readFileSync(golden, 'utf8'))

  it('are at least thirty, each with its golden', () => {
    expect(inputs.size).toBeGreaterThanOrEqual(30)
    expect([...inputs.keys()].sort()).toEqual(Object.keys(expected).sort())
  })

  it.each([...inputs])('%s: the first diagnostic is as expected', (name, text) => {
    expect(firstDiagnostic(text)).toEqual(expected[name])
  })

  it('never throw, however they are cut and mixed, and every place is inside the text', () => {
    const small = [...inputs.values()].filter((text) => text.length < 5000)
    const piece = fc
      .constantFrom(...small)
      .chain((text) =>
        fc.tuple(fc.nat(text.length), fc.nat(text.length)).map(([a, b]) => text.slice(Math.min(a, b), Math.max(a, b))),
      )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 4 }), fc.string({ maxLength: 8 }), (pieces, noise) => {
        const text = pieces.join(noise)
        for (const { range } of createWalker()(text).diagnostics) {
          expect(range.start).toBeGreaterThanOrEqual(0)
          expect(range.end).toBeGreaterThanOrEqual(range.start)
          expect(range.end).toBeLessThanOrEqual(text.length)
        }
      }),
      { numRuns: 400 },
    )
  }, 300_000)
})
