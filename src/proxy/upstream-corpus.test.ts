import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { address } from '../net/address.ts'
import { cidr } from '../net/cidr.ts'
import type { RestoreDocument } from '../netfilter/document.ts'
import { loadDocument } from '../netfilter/load.ts'
import { parseRuleset } from '../netfilter/parse.ts'
import { printDocument } from '../netfilter/print-document.ts'
import { printRuleset } from '../netfilter/print-ruleset.ts'
import { compileIptables } from './iptables.ts'
import { nodeDocument } from './node-document.ts'
import { type OldInput, oldCluster, oldNode } from './old-case.arbitrary.ts'
import { endpoint, sampleCluster } from './sample-cluster.arbitrary.ts'
import { type UpstreamInput, upstreamCluster, upstreamFamily } from './upstream-case.arbitrary.ts'
import { traceUpstream, type UpstreamFlow } from './upstream-tracer.arbitrary.ts'

const folder = new URL('../../../shared/corpus/', import.meta.url)

interface RulesetCase {
  readonly id: string
  readonly form: string
  readonly syncMode?: string
  readonly table?: string
  readonly chain?: string
  readonly input: UpstreamInput | string
  readonly expected: string
  readonly modernDerived?: Readonly<Record<'ClusterIP' | 'LoadBalancer', readonly (readonly number[])[]>>
}

function corpus<T>(file: string): readonly T[] {
  const path = new URL(file, folder)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : []
}

const rulesets = corpus<RulesetCase>('iptables-rulesets.json')

describe.skipIf(rulesets.length === 0)("kube-proxy's own expectations, from a corpus beside the checkout", () => {
  const inputs = new Map(rulesets.map(({ id, input }) => [id, input]))
  const expected = (id: string): string => rulesets.find((one) => one.id === id)?.expected ?? ''

  test('every case is looked at or counted as not modelled', () => {
    const kinds = { full: 0, partial: 0, chain: 0, emitted: 0, saved: 0, old: 0, other: 0 }
    for (const one of rulesets) kinds[kindOf(one)]++
    console.info(
      Object.entries(kinds)
        .map(([kind, count]) => `${count} ${kind}`)
        .join(', '),
    )
    // Partial syncs are not modelled here; "other" has tests of its own below.
    expect(kinds).toEqual({ full: 1, partial: 2, chain: 4, emitted: 1, saved: 2, old: 5, other: 3 })
  })

  test.each(rulesets.filter((one) => kindOf(one) === 'full').map((one) => [one.id, one] as const))('%s', (_, one) => {
    expect(canonical(upstreamText(compile(one)))).toEqual(canonical(one.expected))
  })

  test.each(rulesets.filter((one) => kindOf(one) === 'chain').map((one) => [one.id, one] as const))('%s', (_, one) => {
    const table = compile(one).tables.find((candidate) => candidate.name === one.table)
    const rules = table?.rules.map(({ text }) => text).filter((text) => text.startsWith(`-A ${one.chain} `)) ?? []
    expect(upstreamMark(rules.map((rule) => `${rule}\n`).join(''))).toBe(one.expected)
  })

  test.each(rulesets.filter((one) => kindOf(one) === 'emitted').map((one) => [one.id, one] as const))(
    '%s, byte for byte',
    (_, one) => {
      expect(printDocument(compile(one))).toBe(one.expected)
    },
  )

  test.each(rulesets.filter((one) => kindOf(one) === 'saved').map((one) => [one.id, one] as const))(
    '%s: the emitted text as iptables-save printed it back',
    (_, one) => {
      const input = inputs.get(one.input as string) as UpstreamInput
      const ours = loadDocument(compileIptables(upstreamCluster(input), input.nodeName))
      const real = canonical(one.expected)
      for (const [name, lines] of canonical(printRuleset(ours))) {
        const inBase = /^(-A (PREROUTING|INPUT|FORWARD|OUTPUT|POSTROUTING) |:KUBE-PROXY-CANARY )/
        expect(lines, name).toEqual(real.get(name)?.filter((line) => !inBase.test(line)))
      }
    },
  )

  const old = rulesets.filter((one) => kindOf(one) === 'old')
  const real = old.filter(({ id }) => id.startsWith('book/'))

  test.each(real.map((one) => [one.id, one] as const))('%s: a node of 2018 as it really was', (_, one) => {
    const input = one.input as unknown as OldInput
    const ours = printRuleset(loadDocument(nodeDocument(oldCluster(input), oldNode(input))))
    // The dump is published without the base chains' own lines.
    expect(canonical(ours.replace(/^:(PREROUTING|INPUT|FORWARD|OUTPUT|POSTROUTING) .*\n/gm, ''))).toEqual(
      canonical(one.expected),
    )
  })

  test.each(old.filter(({ id }) => id.endsWith('restore')).map((one) => [one.id, one] as const))(
    '%s, byte for byte',
    (id, one) => {
      const input = one.input as unknown as OldInput
      const ours = printDocument(compileIptables(oldCluster(input), oldNode(input)))
      // Some releases lost these comments; ours are as those that kept them.
      const lost = (text: string) => text.replace(/^(-A KUBE-(?:SVC|SEP)-\S+) -m comment --comment \S+/gm, '$1')
      expect(id.includes('comments') ? ours : lost(ours)).toBe(one.expected)
    },
  )

  test('derived/book-comments-iptables-save: what iptables-save prints of it', () => {
    const saved = old.filter(({ form }) => form === 'iptables-save')
    expect([real.length, old.filter(({ id }) => id.endsWith('restore')).length, saved.length]).toEqual([2, 2, 1])
    for (const one of saved) {
      const input = inputs.get(one.input as string) as unknown as OldInput
      const ours = printRuleset(loadDocument(nodeDocument(oldCluster(input), oldNode(input))))
      expect(canonical(ours)).toEqual(canonical(one.expected))
    }
  })

  test.each(
    rulesets.filter((one) => kindOf(one) === 'old' || kindOf(one) === 'saved').map((one) => [one.id, one] as const),
  )('%s can be read without a complaint and printed again', (_, one) => {
    const { ruleset, diagnostics } = parseRuleset(one.expected)
    expect(diagnostics.filter(({ message }) => !/^(No chain|Couldn't load)/.test(message))).toEqual([])
    expect(parseRuleset(printRuleset(ruleset)).ruleset).toEqual(ruleset)
    if (kindOf(one) === 'saved') expect(canonical(printRuleset(ruleset))).toEqual(canonical(one.expected))
  })

  test('unquoted comments of a hand-written dump are said, line by line', () => {
    const { diagnostics, ruleset } = parseRuleset(expected('trace-packet-static-ruleset'))
    expect(new Set(diagnostics.map(({ line }) => line)).size).toBe(9)
    expect(ruleset.tables.map((table) => table.name)).toEqual(['filter', 'nat'])
  })

  test('load-balancer-ip-mode, with the feature on', () => {
    const rows = expected('load-balancer-ip-mode') as unknown as readonly {
      readonly featureGate: boolean
      readonly ipMode: 'VIP' | 'Proxy' | null
      readonly lbIP: string
      readonly rule: boolean
    }[]
    const modelled = rows.filter((row) => row.featureGate)
    expect([modelled.length, rows.length]).toEqual([3, 6])
    for (const row of modelled) {
      const cluster = sampleCluster({
        services: [
          {
            type: 'LoadBalancer',
            loadBalancer: [{ ip: address(row.lbIP), ipMode: row.ipMode ?? 'VIP' }],
            ports: [{ nodePort: 3001, endpoints: [endpoint('10.180.0.1:80@node2')] }],
          },
        ],
      })
      const nat = printDocument(compileIptables(cluster, 'node1'))
      expect(nat.includes(`-d ${row.lbIP} --dport 80 -j KUBE-EXT-`), JSON.stringify(row)).toBe(row.rule)
    }
  })

  test('number-of-rules, as later versions write them', () => {
    const counts = rulesets.find((one) => one.id === 'number-of-rules')?.modernDerived
    for (const type of ['ClusterIP', 'LoadBalancer'] as const) {
      expect(counts?.[type]).toHaveLength(9)
      for (const [services = 0, endpoints = 0, filter, nat] of counts?.[type] ?? []) {
        const document = compileIptables(manyServices(type, services, endpoints), 'node1')
        expect(document.tables.map((table) => table.rules.length)).toEqual([filter, nat])
      }
    }
  })
})

const flowCases = corpus<UpstreamInput & { readonly id: string; readonly flows: readonly UpstreamFlow[] }>(
  'iptables-flows.json',
)

describe.skipIf(flowCases.length === 0)("kube-proxy's own packet flows, from a corpus beside the checkout", () => {
  test('all are there', () => {
    expect(flowCases).toHaveLength(24)
    expect(flowCases.flatMap(({ flows }) => flows)).toHaveLength(125)
  })

  test.each(flowCases.map((one) => [one.id, one] as const))('%s', (_, one) => {
    const ruleset = loadDocument(compileIptables(upstreamCluster(one), one.nodeName, upstreamFamily(one)))
    for (const flow of one.flows) {
      const { output, masqueraded } = traceUpstream(ruleset, flow, one.proxyConfig.nodeIPs)
      expect({ flow: flow.name, output, masqueraded }).toEqual({
        flow: flow.name,
        output: flow.expect,
        masqueraded: flow.masq,
      })
    }
  })
})

test.skipIf(flowCases.length === 0 || rulesets.length === 0)(
  'what is told of this comparison is what was counted',
  () => {
    const file = new URL('../../docs/how-we-know.json', import.meta.url)
    const told = JSON.parse(readFileSync(file, 'utf8'))
    const compared = rulesets.filter((one) => ['full', 'chain', 'emitted', 'saved'].includes(kindOf(one)))
    const kubeProxy = {
      flows: flowCases.flatMap(({ flows }) => flows).length,
      rulesets: compared.length,
      version: 'v1.33/v1.34',
    }
    if (process.env.UPDATE_GOLDENS === '1') writeFileSync(file, `${JSON.stringify({ ...told, kubeProxy }, null, 2)}\n`)
    expect(JSON.parse(readFileSync(file, 'utf8')).kubeProxy).toEqual(kubeProxy)
  },
)

function kindOf({ id, form, syncMode, chain }: RulesetCase) {
  if (id.startsWith('book/') || id.startsWith('derived/book')) return 'old'
  if (syncMode === 'full' || syncMode === 'partial') return syncMode
  if (chain) return 'chain'
  if (id.startsWith('derived/')) return form === 'iptables-save' ? 'saved' : 'emitted'
  return 'other'
}

function compile({ input }: RulesetCase): RestoreDocument {
  const objects = input as UpstreamInput
  return compileIptables(upstreamCluster(objects), objects.nodeName, upstreamFamily(objects))
}

function upstreamText(document: RestoreDocument): string {
  return upstreamMark(printDocument(document))
}

/** Upstream's tests set the mark's text without the padding that kube-proxy itself writes. */
function upstreamMark(text: string): string {
  return text.replaceAll('0x00004000', '0x4000')
}

/** Tables by name, each with its chain lines and then its chains sorted, every chain's own order kept. */
function canonical(text: string): Map<string, string[]> {
  const tables = new Map<string, string[]>()
  for (const block of text.split('COMMIT\n')) {
    const lines = block.split('\n').filter((line) => line !== '')
    const name = lines.shift()
    if (name === undefined) continue
    const group = (line: string): string => (line.startsWith(':') ? line : (line.split(' ', 2).join(' ') as string))
    tables.set(
      name,
      lines.sort((a, b) => (group(a) < group(b) ? -1 : group(a) > group(b) ? 1 : 0)),
    )
  }
  return tables
}

function manyServices(type: 'ClusterIP' | 'LoadBalancer', services: number, endpoints: number) {
  return sampleCluster({
    kubeProxy: { nfacctCounters: ['ct_state_invalid_dropped_pkts', 'localhost_nps_accepted_pkts'] },
    services: Array.from({ length: services }, (_, i) => ({
      namespace: 'namespace',
      name: `svc${i}`,
      type,
      clusterIPs: [address(`10.0.0.${i + 1}`)],
      ...(type === 'LoadBalancer'
        ? {
            externalIPs: [address('1.2.3.4')],
            loadBalancer: [{ ip: address('1.2.3.4'), ipMode: 'VIP' as const }],
            loadBalancerSourceRanges: [cidr('1.2.3.4/28')],
          }
        : {}),
      ports: [
        {
          name: '8080',
          port: 80 + i,
          ...(type === 'LoadBalancer' ? { nodePort: 30000 + i } : {}),
          endpoints: Array.from({ length: endpoints }, (__, j) => endpoint(`172.16.0.${j + 1}:8080`)),
        },
      ],
    })),
  })
}
