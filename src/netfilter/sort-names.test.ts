import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sortNames } from './sort-names.ts'

const name = fc.oneof(
  fc.stringMatching(/^KUBE-(SEP|SVC)-[A-C2]{0,5}$/),
  fc.stringMatching(/^[a-zA-Z-]{0,3}$/),
  fc.string({ maxLength: 3 }),
)

test('names come in the order that sort() gives them', () => {
  fc.assert(
    fc.property(fc.array(name, { maxLength: 200 }), (names) => {
      expect(sortNames(names)).toEqual([...names].sort())
    }),
  )
})
