import { expect, test } from 'vitest'
import { defaultOptions, readOptions } from './options.ts'

test.each([
  ['', {}],
  ['?embed', { embed: true }],
  ['?embed=1&view=rules&controls=0', { embed: true, rules: true, controls: false }],
  ['?embed=0', {}],
  ['?motion=off&keys=forward', { motion: 'off', keys: 'forward' }],
  ['?motion=wild&keys=&view=nothing&other=1', {}],
  ['?view=present', { present: true }],
])('%s', (search, wanted) => {
  expect(readOptions(search)).toEqual({ ...defaultOptions, ...wanted })
})
