import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareChain } from './compare-chain.ts'

const shown = (expected: string, found: string, ordered = true) =>
  compareChain([...expected], [...found], ordered)
    .map(({ mark, text }) => ({ same: ' ', missing: '-', unexpected: '+', moved: '~' })[mark] + text)
    .join('')

describe('rules of two chains', () => {
  test.each([
    ['abc', 'abc', ' a b c'],
    ['abc', 'ac', ' a-b c'],
    ['ac', 'abc', ' a+b c'],
    ['abc', 'axc', ' a-b+x c'],
    ['abc', 'bca', ' b c~a'],
    ['', 'ab', '+a+b'],
    ['ab', '', '-a-b'],
    ['aab', 'ab', ' a-a b'],
  ])('%s against %s', (expected, found, lines) => {
    expect(shown(expected, found)).toBe(lines)
  })

  test('of a chain without order count as a bag', () => {
    expect(shown('abc', 'cab', false)).toBe(' c a b')
    expect(shown('abb', 'bxa', false)).toBe(' b+x a-b')
  })

  test('add up: what is found is told, in its order, and what is expected is found or missing', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 })
    fc.assert(
      fc.property(letters, letters, fc.boolean(), (expected, found, ordered) => {
        const lines = compareChain(expected, found, ordered)
        expect(lines.filter(({ mark }) => mark !== 'missing').map(({ text }) => text)).toEqual(found)
        if (ordered) {
          const same = lines.filter(({ mark }) => mark === 'same').length
          expect(same).toBeLessThanOrEqual(Math.min(expected.length, found.length))
          if (expected.join() === found.join()) expect(lines.every(({ mark }) => mark === 'same')).toBe(true)
        } else {
          const kept = lines.filter(({ mark }) => mark !== 'unexpected').map(({ text }) => text)
          expect(kept.sort()).toEqual([...expected].sort())
        }
      }),
    )
  })
})
