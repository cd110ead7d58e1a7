import { expect, test } from 'vitest'
import { loadDocument } from './load.ts'
import { printRuleset } from './print-ruleset.ts'

test('puts tables, chains and rules where iptables-save prints them', () => {
  const ruleset = loadDocument({
    family: 4,
    tables: [
      {
        name: 'nat',
        chains: [{ name: 'b' }, { name: 'OUTPUT', policy: 'DROP' }, { name: 'B' }],
        rules: [
          { text: '-A b -j B' },
          { text: '-A OUTPUT -j b', origin: 'Service a/b spec.clusterIP' },
          { text: '-A b' },
        ],
      },
      { name: 'mangle', chains: [], rules: [] },
    ],
  })
  expect(printRuleset(ruleset)).toBe(`*mangle
:PREROUTING ACCEPT [0:0]
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
COMMIT
*nat
:PREROUTING ACCEPT [0:0]
:INPUT ACCEPT [0:0]
:OUTPUT DROP [0:0]
:POSTROUTING ACCEPT [0:0]
:B - [0:0]
:b - [0:0]
-A OUTPUT -j b
-A b -j B
-A b
COMMIT
`)
  const output = ruleset.tables[1]?.chains.find((chain) => chain.name === 'OUTPUT')
  expect(output?.rules[0]?.origin).toBe('Service a/b spec.clusterIP')
})

test('a line that appends nothing is a mistake of its writer', () => {
  const document = { family: 4 as const, tables: [{ name: 'nat' as const, chains: [], rules: [{ text: '-X A' }] }] }
  expect(() => loadDocument(document)).toThrow('not an appended rule: -X A')
})
