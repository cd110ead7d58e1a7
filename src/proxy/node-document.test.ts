import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadDocument } from '../netfilter/load.ts'
import { parseRuleset } from '../netfilter/parse.ts'
import { printDocument } from '../netfilter/print-document.ts'
import { printRuleset } from '../netfilter/print-ruleset.ts'
import { nodeDocument } from './node-document.ts'
import { oldClusters } from './old-clusters.arbitrary.ts'
import { representativeClusters } from './representative-clusters.arbitrary.ts'
import { endpoint, sampleCluster } from './sample-cluster.arbitrary.ts'

const folder = new URL('./goldens/', import.meta.url)

/** Too long to read; its rules are the shop's but for the comments. */
const unread = new Set(['more-than-1000-endpoints'])

describe.each(Object.entries({ ...representativeClusters, ...oldClusters }))('%s', (name, cluster) => {
  const family = name.includes('ipv6') ? 6 : 4
  const document = nodeDocument(cluster, 'node1', { withCni: true, family })
  const saved = printRuleset(loadDocument(document))

  test.skipIf(unread.has(name))('is what iptables-save prints in goldens/', () => {
    const golden = new URL(`${name}.iptables`, folder)
    if (process.env.UPDATE_GOLDENS === '1') {
      mkdirSync(folder, { recursive: true })
      writeFileSync(golden, saved)
    }
    expect(existsSync(golden), `no ${golden.pathname}: run with UPDATE_GOLDENS=1`).toBe(true)
    expect(saved).toBe(readFileSync(golden, 'utf8'))
  })

  test('both its texts are read back to the same ruleset without a complaint', () => {
    const ruleset = loadDocument({ ...document, tables: document.tables.map(withoutOrigins) })
    for (const text of [saved, printDocument(document)]) {
      expect(parseRuleset(text)).toEqual({ ruleset, diagnostics: [] })
    }
  })

  test('every rule that a Service made says which field it came from', () => {
    const ofService = document.tables
      .flatMap((table) => table.rules)
      .filter(({ text }) => /default|kube-system/.test(text))
    for (const { text, origin } of ofService)
      expect(origin, text).toMatch(/^Service (default|kube-system)\/\S+ (spec|status)\./)
  })

  test('every jump leads to a chain of its table, and every chain but the canaries is used', () => {
    for (const table of loadDocument(document).tables) {
      const names = new Set(table.chains.map((chain) => chain.name))
      const used = new Set<string>()
      for (const { target } of table.chains.flatMap((chain) => chain.rules)) {
        if (target?.type === 'jump') used.add(target.chain)
      }
      expect([...used].filter((chain) => !names.has(chain))).toEqual([])
      const idle = table.chains.filter((chain) => chain.policy === undefined && !used.has(chain.name))
      // v1.12 declares the KUBE-XLB of a Service without endpoints, and leaves it empty.
      const expected = idle.filter(({ name: chain, rules }) => !(chain.startsWith('KUBE-XLB-') && rules.length === 0))
      expect(
        expected.map((chain) => chain.name).filter((chain) => !/CANARY|HINT|^KUBE-MARK-(MASQ|DROP)$/.test(chain)),
      ).toEqual([])
    }
  })
})

test('more than 1000 endpoints: their rules lose the comments, all others keep them', () => {
  const nat = (count: number): string[] => {
    const endpoints = Array.from({ length: count }, (_, i) => endpoint(`10.244.${1 + (i >> 8)}.${i & 255}:80`))
    const cluster = sampleCluster({ services: [{ ports: [{ endpoints, nodePort: 30000 }] }] })
    return nodeDocument(cluster, 'node1').tables.flatMap((table) => table.rules.map((rule) => rule.text))
  }
  const commented = (rules: readonly string[], start: string): number =>
    rules.filter((rule) => rule.startsWith(start) && rule.includes('--comment')).length
  expect(commented(nat(1000), '-A KUBE-SEP-')).toBe(2000)
  expect(commented(nat(1001), '-A KUBE-SEP-')).toBe(0)
  expect(commented(nat(1001), '-A KUBE-SVC-')).toBe(1)
  expect(commented(nat(1001), '-A KUBE-EXT-')).toBe(1)
  expect(commented(nat(1001), '-A KUBE-NODEPORTS ')).toBe(1)
})

test('the CNI comes only when asked for, at the end of POSTROUTING', () => {
  const cluster = sampleCluster()
  expect(printDocument(nodeDocument(cluster, 'node1'))).not.toContain('IP-MASQ-AGENT')
  const nat = loadDocument(nodeDocument(cluster, 'node1', { withCni: true })).tables.find(({ name }) => name === 'nat')
  const jumps = nat?.chains.find((chain) => chain.name === 'POSTROUTING')?.rules.map((rule) => rule.target)
  expect(jumps).toEqual([
    { type: 'jump', chain: 'KUBE-POSTROUTING' },
    { type: 'jump', chain: 'IP-MASQ-AGENT' },
  ])
})

test('an unknown node is a mistake of the caller', () => {
  expect(() => nodeDocument(sampleCluster(), 'node9')).toThrow('no node node9')
})

function withoutOrigins<T extends { readonly rules: readonly { readonly text: string }[] }>(table: T): T {
  return { ...table, rules: table.rules.map(({ text }) => ({ text })) }
}
