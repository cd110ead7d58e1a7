import { expect, test } from 'vitest'
import { printDocument } from './print-document.ts'

test('is the text for iptables-restore, in its writer’s order', () => {
  const text = printDocument({
    family: 4,
    tables: [
      {
        name: 'nat',
        chains: [{ name: 'OUTPUT', policy: 'ACCEPT' }, { name: 'B' }, { name: 'A' }],
        rules: [{ text: '-A B -j A' }],
      },
      { name: 'filter', chains: [], rules: [] },
    ],
  })
  expect(text).toBe(`*nat
:OUTPUT ACCEPT [0:0]
:B - [0:0]
:A - [0:0]
-A B -j A
COMMIT
*filter
COMMIT
`)
  expect(printDocument({ family: 4, tables: [] })).toBe('')
})
