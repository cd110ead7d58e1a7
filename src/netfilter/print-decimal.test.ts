import { expect, test } from 'vitest'
import { printDecimal } from './print-decimal.ts'

test('ties go to the even digit, as in Go and C, where toFixed takes them up', () => {
  expect([printDecimal(1 / 2048, 10), (1 / 2048).toFixed(10)]).toEqual(['0.0004882812', '0.0004882813'])
  expect([printDecimal(1 / 64, 5), (1 / 64).toFixed(5)]).toEqual(['0.01562', '0.01563'])
  expect([printDecimal(1 / 4096, 11), (1 / 4096).toFixed(11)]).toEqual(['0.00024414062', '0.00024414063'])
  expect(printDecimal(3 / 64, 5)).toBe('0.04688')
})

test('agrees with exact arithmetic for every share up to 20000 endpoints', () => {
  const differs: number[] = []
  for (let n = 1; n <= 20_000; n++) {
    if (printDecimal(1 / n, 10) !== exactly(1 / n, 10) || printDecimal(1 / n, 5) !== exactly(1 / n, 5)) differs.push(n)
  }
  expect(differs).toEqual([])
})

/** Half to even on the exact value of a double in [2^-52, 1]. */
function exactly(value: number, decimals: number): string {
  const scale = 2n ** 104n
  const numerator = BigInt(value * 2 ** 52 * 2 ** 52) * 10n ** BigInt(decimals)
  let digits = numerator / scale
  const rest = (numerator % scale) * 2n
  if (rest > scale || (rest === scale && digits % 2n === 1n)) digits++
  const text = digits.toString().padStart(decimals + 1, '0')
  return `${text.slice(0, -decimals)}.${text.slice(-decimals)}`
}
