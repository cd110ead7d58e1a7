import { expect, test } from 'vitest'
import { choose } from './choices.ts'

const text = `*nat
:A - [0:0]
-A A -m statistic --mode random --probability 0.33333333349 -j B
-A B -j RETURN
-A A -m statistic --mode random --probability 0.50000000000 -j C
-A A -j D
COMMIT
*filter
-A A -m statistic --mode random --probability 0.50000000000 -j C
COMMIT
`

test('random rules are settled by table, chain and number; nothing else changes', () => {
  const chosen = choose(text, new Set(['nat A 2']))
  expect(chosen.split('\n').filter((line) => line.includes('random'))).toEqual([
    '-A A -m statistic --mode random --probability 0 -j B',
    '-A A -m statistic --mode random --probability 1 -j C',
    '-A A -m statistic --mode random --probability 0 -j C',
  ])
  expect(chosen.replaceAll(/--probability [\d.]+/g, '')).toBe(text.replaceAll(/--probability [\d.]+/g, ''))
})
