import { describe, expect, test } from 'vitest'
import { loadDocument } from '../netfilter/load.ts'
import { printRuleset } from '../netfilter/print-ruleset.ts'
import { nodeDocument } from './node-document.ts'
import { editRules } from './rule-edits.ts'
import { endpoint, sampleCluster } from './sample-cluster.arbitrary.ts'

const cluster = sampleCluster({ services: [{ ports: [{ endpoints: [endpoint('10.244.1.2:8080@node1')] }] }] })
const document = nodeDocument(cluster, 'node1')
type Edits = Parameters<typeof editRules>[1]

function edited(...edits: Edits): { readonly changes: readonly string[]; readonly problems: readonly string[] } {
  const { document: after, problems } = editRules(document, edits, 'node1')
  const before = printRuleset(loadDocument(document)).split('\n')
  const lines = printRuleset(loadDocument(after)).split('\n')
  const changes = [
    ...before.filter((line) => !lines.includes(line)).map((line) => `- ${line}`),
    ...lines.filter((line) => !before.includes(line)).map((line) => `+ ${line}`),
  ]
  return { changes, problems: problems.map(({ because, chain }) => `${because} ${chain}`) }
}

describe('rules edited by hand', () => {
  test('a rule is deleted however it is spelled', () => {
    const rule = '-A KUBE-FORWARD -m conntrack --ctstate INVALID -j DROP'
    expect(edited({ table: 'filter', delete: rule })).toEqual({ changes: [`- ${rule}`], problems: [] })
    const spelled = '-D KUBE-FORWARD -m conntrack  --ctstate INVALID --jump DROP'
    expect(edited({ table: 'filter', delete: spelled }).changes).toEqual([`- ${rule}`])
  })

  test('insert goes in front of the chain, append behind it', () => {
    const drop = '-A FORWARD -s 192.0.2.1/32 -j DROP'
    expect(edited({ table: 'filter', insert: '-I FORWARD -s 192.0.2.1 -j DROP' }).changes).toEqual([`+ ${drop}`])
    const { document: after } = editRules(document, [{ table: 'filter', insert: drop }], 'node1')
    const forward = loadDocument(after)
      .tables.find(({ name }) => name === 'filter')
      ?.chains.find(({ name }) => name === 'FORWARD')
    expect(forward?.rules[0]?.target).toEqual({ type: 'DROP' })
    const { document: behind } = editRules(document, [{ table: 'filter', append: drop }], 'node1')
    expect(printRuleset(loadDocument(behind))).toContain(`portals" -j KUBE-EXTERNAL-SERVICES\n${drop}\n`)
  })

  test('a base chain gets another policy', () => {
    expect(edited({ table: 'filter', policy: 'FORWARD DROP' }).changes).toEqual(['+ :FORWARD DROP [0:0]'])
  })

  test('what iptables would refuse changes nothing, and says so', () => {
    const nothing = (edit: Edits[number]) => edited(edit)
    expect(nothing({ table: 'nat', delete: '-A KUBE-SERVICES -j DROP' })).toEqual({
      changes: [],
      problems: ['no-such-rule KUBE-SERVICES'],
    })
    expect(nothing({ table: 'nat', append: '-A NOBODY -j ACCEPT' }).problems).toEqual(['no-such-chain NOBODY'])
    expect(nothing({ table: 'nat', append: 'hello' })).toMatchObject({ changes: [] })
    expect(nothing({ table: 'nat', policy: 'KUBE-SERVICES DROP' }).problems).toEqual(['no-such-chain KUBE-SERVICES'])
    expect(nothing({ table: 'filter', policy: 'FORWARD MAYBE' }).problems).toEqual(['no-such-chain FORWARD'])
  })

  test('an edit of another node leaves this one alone', () => {
    expect(edited({ node: 'node2', table: 'filter', policy: 'FORWARD DROP' })).toEqual({ changes: [], problems: [] })
  })
})
