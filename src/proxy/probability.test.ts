import { expect, test } from 'vitest'
import { probability } from './probability.ts'

test.each([
  [1, '1.0000000000'],
  [2, '0.5000000000'],
  [3, '0.3333333333'],
  [6, '0.1666666667'],
  [7, '0.1428571429'],
  [100, '0.0100000000'],
  [2048, '0.0004882812'],
  [100000, '0.0000100000'],
  [100001, '0.0000099999'],
])('one of %d is written %s', (n, text) => {
  expect(probability(n)).toBe(text)
})
