import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Family } from '../net/address.ts'
import { loadDocument } from '../netfilter/load.ts'
import { parseRuleset } from '../netfilter/parse.ts'
import { printRuleset } from '../netfilter/print-ruleset.ts'
import type { Rule, Ruleset, Table } from '../netfilter/ruleset.ts'
import { compileIptables } from './iptables.ts'
import { nodeDocument } from './node-document.ts'
import { randomCluster } from './random-cluster.arbitrary.ts'

const node = fc.constantFrom('node1', 'node2')
const family = fc.constantFrom<Family>(4, 6)

test('what iptables-save would print is read back unchanged', () => {
  fc.assert(
    fc.property(randomCluster, node, family, (cluster, name, of) => {
      const saved = printRuleset(loadDocument(nodeDocument(cluster, name, { withCni: true, family: of })))
      const { ruleset, diagnostics } = parseRuleset(saved)
      expect(diagnostics).toEqual([])
      expect(printRuleset(ruleset)).toBe(saved)
    }),
  )
})

test('every declared chain has rules, every jump a declared chain, and none is declared twice', () => {
  fc.assert(
    fc.property(randomCluster, node, family, (cluster, name, of) => {
      for (const table of compileIptables(cluster, name, of).tables) {
        const declared = table.chains.map((chain) => chain.name)
        expect(new Set(declared).size).toBe(declared.length)
        const jumps = table.rules
          .map(({ text }) => / -j (KUBE-\S+)/.exec(text)?.[1])
          .filter((chain) => chain !== undefined)
        expect(jumps.filter((chain) => !declared.includes(chain))).toEqual([])
        const filled = table.rules.map(({ text }) => text.split(' ', 2)[1])
        const perPort = declared.filter((chain) => /^KUBE-(SVC|SVL|EXT|FW|SEP)-/.test(chain))
        expect(perPort.filter((chain) => !filled.includes(chain))).toEqual([])
      }
    }),
  )
})

test('balancing gives every endpoint the same share, as far as 31 bits can', () => {
  fc.assert(
    fc.property(randomCluster, node, family, (cluster, name, of) => {
      const nat = tableOf(loadDocument(compileIptables(cluster, name, of)), 'nat')
      for (const chain of nat.chains.filter(({ name: chainName }) => /^KUBE-SV[CL]-/.test(chainName))) {
        const balancing = chain.rules.filter(isBalancing)
        let left = 1
        for (const rule of balancing) {
          const statistic = rule.matches.find((match) => match.type === 'statistic')
          const share = statistic?.type === 'statistic' ? left * (statistic.threshold / 2 ** 31) : left
          expect(share).toBeCloseTo(1 / balancing.length, 8)
          left -= share
        }
        expect(left).toBeCloseTo(0, 8)
      }
    }),
  )
})

test('no masquerading in KUBE-EXT, when asked what would happen without', () => {
  fc.assert(
    fc.property(randomCluster, node, family, (cluster, name, of) => {
      const nat = tableOf(loadDocument(compileIptables(cluster, name, of)), 'nat')
      const marks = nat.chains
        .filter((chain) => chain.name.startsWith('KUBE-EXT-'))
        .flatMap((chain) => chain.rules)
        .filter(({ target }) => target?.type === 'jump' && target.chain === 'KUBE-MARK-MASQ')
      const external = nat.chains.some((chain) => chain.name.startsWith('KUBE-EXT-'))
      expect(marks.length > 0).toBe(external && cluster.lab.whatIf.masquerade)
    }),
  )
})

function tableOf(ruleset: Ruleset, name: string): Table {
  return ruleset.tables.find((table) => table.name === name) as Table
}

function isBalancing({ target, matches }: Rule): boolean {
  const toEndpoint = target?.type === 'jump' && target.chain.startsWith('KUBE-SEP-')
  return toEndpoint && !matches.some((match) => match.type === 'recent')
}
