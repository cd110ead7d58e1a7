import { expect, test } from 'vitest'
import { compareCounters } from './counters.ts'

const saved = `*nat
:A - [0:0]
[2:120] -A A -j B
[0:0] -A B -j RETURN
COMMIT
`

test('counters that are not what was traced are told, also of rules that were never traced', () => {
  const counted = [{ namespace: 'h1', family: 4, saved } as const]
  expect(compareCounters(counted, { 'h1 4 nat A 1': 2 })).toEqual([])
  expect(compareCounters(counted, { 'h1 4 nat A 1': 1, 'h1 4 nat B 1': 1 })).toEqual([
    'h1 4 nat A 1: counter 2, traced 1',
    'h1 4 nat B 1: counter 0, traced 1',
  ])
  expect(compareCounters(counted, {})).toEqual(['h1 4 nat A 1: counter 2, traced 0'])
  expect(compareCounters([...counted, ...counted], { 'h1 4 nat A 1': 4 })).toEqual([])
})
