import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Family } from '../net/address.ts'
import { loadDocument } from '../netfilter/load.ts'
import { parseRuleset } from '../netfilter/parse.ts'
import { printRuleset } from '../netfilter/print-ruleset.ts'
import type { Rule, Ruleset, Table } from '../netfilter/ruleset.ts'
import { compileIptables } from './iptables.ts'
import { nodeDocument } from './node-document.ts'
import { inOldVersion } from './old-clusters.arbitrary.ts'
import { randomCluster } from './random-cluster.arbitrary.ts'

const node = fc.constantFrom('node1', 'node2')
const family = fc.constantFrom<Family>(4, 6)

describe.each([
  ['v1.34', randomCluster, 8],
  ['v1.12', randomCluster.map(inOldVersion), 4],
] as const)('rules of %s', { timeout: 60_000 }, (_, clusters, digits) => {
  test('what iptables-save would print is read back unchanged', () => {
    fc.assert(
      fc.property(clusters, node, family, (cluster, name, of) => {
        const saved = printRuleset(loadDocument(nodeDocument(cluster, name, { withCni: true, family: of })))
        const { ruleset, diagnostics } = parseRuleset(saved)
        expect(diagnostics).toEqual([])
        expect(printRuleset(ruleset)).toBe(saved)
      }),
    )
  })

  test('every declared chain has rules, every jump a declared chain, and none is declared twice', () => {
    fc.assert(
      fc.property(clusters, node, family, (cluster, name, of) => {
        for (const table of compileIptables(cluster, name, of).tables) {
          const declared = table.chains.map((chain) => chain.name)
          expect(new Set(declared).size).toBe(declared.length)
          const jumps = table.rules
            .map(({ text }) => / -j (KUBE-\S+)/.exec(text)?.[1])
            .filter((chain) => chain !== undefined)
          // KUBE-MARK-DROP is the kubelet's.
          expect(jumps.filter((chain) => chain !== 'KUBE-MARK-DROP' && !declared.includes(chain))).toEqual([])
          const filled = table.rules.map(({ text }) => text.split(' ', 2)[1])
          const perPort = declared.filter((chain) => /^KUBE-(SVC|SVL|EXT|XLB|FW|SEP)-/.test(chain))
          // v1.12 declares the KUBE-XLB of a Service without endpoints, and leaves it empty.
          expect(perPort.filter((chain) => !filled.includes(chain) && !chain.startsWith('KUBE-XLB-'))).toEqual([])
        }
      }),
    )
  })

  test('balancing gives every endpoint the same share, as far as 31 bits and the digits written can', () => {
    fc.assert(
      fc.property(clusters, node, family, (cluster, name, of) => {
        const nat = tableOf(loadDocument(compileIptables(cluster, name, of)), 'nat')
        for (const chain of nat.chains.filter(({ name: chainName }) => /^KUBE-(SVC|SVL|XLB)-/.test(chainName))) {
          const balancing = chain.rules.filter(isBalancing)
          if (balancing.length === 0) continue
          let left = 1
          for (const rule of balancing) {
            const statistic = rule.matches.find((match) => match.type === 'statistic')
            const share = statistic?.type === 'statistic' ? left * (statistic.threshold / 2 ** 31) : left
            expect(share).toBeCloseTo(1 / balancing.length, digits)
            left -= share
          }
          expect(left).toBeCloseTo(0, 8)
        }
      }),
    )
  })

  test('no masquerading of what comes from outside, when asked what would happen without', () => {
    fc.assert(
      fc.property(clusters, node, family, (cluster, name, of) => {
        const nat = tableOf(loadDocument(compileIptables(cluster, name, of)), 'nat')
        const ways = nat.chains.flatMap((chain) => chain.rules.filter((rule) => isFromOutside(chain.name, rule)))
        const marks = ways.filter(({ target }) => target?.type === 'jump' && target.chain === 'KUBE-MARK-MASQ')
        const local = cluster.services.some((service) => service.externalTrafficPolicy === 'Local')
        if (!cluster.lab.whatIf.masquerade) expect(marks).toEqual([])
        // With policy Local a load-balancer address of v1.12 is never masqueraded.
        else if (!local) expect(marks.length > 0).toBe(ways.length > 0)
      }),
    )
  })
})

function tableOf(ruleset: Ruleset, name: string): Table {
  return ruleset.tables.find((table) => table.name === name) as Table
}

function isBalancing({ target, matches }: Rule): boolean {
  const toEndpoint = target?.type === 'jump' && target.chain.startsWith('KUBE-SEP-')
  return toEndpoint && !matches.some((match) => match.type === 'recent')
}

/** Whether a rule is on the way of traffic to an address or port that the outside knows. */
function isFromOutside(chain: string, { matches }: Rule): boolean {
  if (/^KUBE-(EXT-|FW-|NODEPORTS$)/.test(chain)) return true
  return matches.some((match) => match.type === 'comment' && match.comment.endsWith(' external IP'))
}
