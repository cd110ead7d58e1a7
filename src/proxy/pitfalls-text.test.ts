import { describe, expect, test } from 'vitest'
import { address } from '../net/address.ts'
import { cidr } from '../net/cidr.ts'
import { evaluateTable } from '../netfilter/evaluate.ts'
import { loadDocument } from '../netfilter/load.ts'
import { parseRuleset } from '../netfilter/parse.ts'
import { printDecimal } from '../netfilter/print-decimal.ts'
import { printDocument } from '../netfilter/print-document.ts'
import { printRuleset } from '../netfilter/print-ruleset.ts'
import type { Table } from '../netfilter/ruleset.ts'
import { compileIptables } from './iptables.ts'
import { probability } from './probability.ts'
import { endpoint, type SampleCluster, type SampleService, sampleCluster } from './sample-cluster.arbitrary.ts'
import { chainsOf, rulesIn, rulesWith } from './short-rules.arbitrary.ts'

const emitted = (sample: SampleCluster) => printDocument(compileIptables(sampleCluster(sample), 'node1'))
const saved = (sample: SampleCluster) => printRuleset(loadDocument(compileIptables(sampleCluster(sample), 'node1')))
const linesOf = (text: string, part: string) => text.split('\n').filter((line) => line.includes(part))

const both = [endpoint('10.244.1.2:80@node1'), endpoint('10.244.2.2:80@node2')]
const guarded: SampleService = {
  type: 'LoadBalancer',
  loadBalancer: [{ ip: address('80.11.12.10'), ipMode: 'VIP' }],
  loadBalancerSourceRanges: [cidr('1.2.3.4/28')],
  ports: [{ endpoints: both }],
}

describe('rules as text', () => {
  test('the last rule of KUBE-FW has no target: it only says what will happen', () => {
    const [rule] = linesOf(emitted({ services: [guarded] }), 'other traffic to')
    expect(rule).toMatch(
      / -m comment --comment "other traffic to default\/web will be dropped by KUBE-PROXY-FIREWALL"$/,
    )
    const { ruleset, diagnostics } = parseRuleset(saved({ services: [guarded] }))
    expect(diagnostics).toEqual([])
    const nat = ruleset.tables.find(({ name }) => name === 'nat')
    const firewall = nat?.chains.find(({ name }) => name.startsWith('KUBE-FW-'))
    expect(firewall?.rules.at(-1)).toEqual({
      matches: [{ type: 'comment', comment: 'other traffic to default/web will be dropped by KUBE-PROXY-FIREWALL' }],
    })
  })

  test('source ranges are printed as networks, host bits cleared', () => {
    expect(rulesIn({ services: [guarded] }, 'FW')[0]).toContain(' -s 1.2.3.0/28 -j EXT')
  })

  test('the mark is padded to eight digits in what is emitted, and not in what is saved', () => {
    expect(linesOf(emitted({}), 'mark')).toEqual([
      '-A KUBE-FORWARD -m comment --comment "kubernetes forwarding rules" -m mark --mark 0x00004000/0x00004000 -j ACCEPT',
      '-A KUBE-POSTROUTING -m mark ! --mark 0x00004000/0x00004000 -j RETURN',
      '-A KUBE-POSTROUTING -j MARK --xor-mark 0x00004000',
      '-A KUBE-MARK-MASQ -j MARK --or-mark 0x00004000',
    ])
    expect(linesOf(saved({}), '0x')).toEqual([
      '-A KUBE-FORWARD -m comment --comment "kubernetes forwarding rules" -m mark --mark 0x4000/0x4000 -j ACCEPT',
      '-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000',
      '-A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN',
      '-A KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0',
    ])
  })

  test('xor-mark and or-mark are one rule, (old & ~mask) ^ value, that keeps other marks', () => {
    const marked = (line: string, mark: number) => {
      const rules = [{ text: `-A POSTROUTING ${line}` }]
      const { tables } = loadDocument({ family: 4, tables: [{ name: 'nat', chains: [], rules }] })
      const packet = { protocol: 'TCP', kind: 'SYN', source: here, destination: here, ttl: 64 } as const
      const context = { skb: { packet, mark }, addressType: () => '', draw: () => true, lastSeen: () => undefined }
      return evaluateTable(tables[0] as Table, 'POSTROUTING', context).mark
    }
    const here = { address: address('10.0.0.1'), port: 1 }
    expect(marked('-j MARK --or-mark 0x4000', 0x1)).toBe(0x4001)
    expect(marked('-j MARK --or-mark 0x4000', 0x4001)).toBe(0x4001)
    expect(marked('-j MARK --xor-mark 0x4000', 0x4001)).toBe(0x1)
    expect(marked('-j MARK --set-xmark 0x80000000/0xc0000000', 0x40000001)).toBe(0x80000001)
    expect(marked('-j MARK --set-mark 0x2', 0x4001)).toBe(0x2)
  })

  test('multi-word comments without quotes are read as far as they can be, and said', () => {
    const text = '*filter\n:A - [0:0]\n-A A -m comment --comment kubernetes service portals -j ACCEPT\nCOMMIT\n'
    const { ruleset, diagnostics } = parseRuleset(text)
    expect(diagnostics.map(({ line, message }) => `${line} ${message}`)).toEqual([
      "3 Bad argument `service'",
      "3 Bad argument `portals'",
    ])
    expect(printRuleset(ruleset)).toContain('-A A -m comment --comment "kubernetes service portals" -j ACCEPT')
  })
})

describe('probabilities', () => {
  test('at exact ties end in the even digit, as Go writes them and toFixed does not', () => {
    expect([probability(2048), (1 / 2048).toFixed(10)]).toEqual(['0.0004882812', '0.0004882813'])
    expect([printDecimal(1 / 64, 5), (1 / 64).toFixed(5)]).toEqual(['0.01562', '0.01563'])
  })

  test('are saved as the kernel’s 31 bits hold them, not as they were emitted', () => {
    const endpoints = Array.from({ length: 7 }, (_, i) => endpoint(`10.244.1.${i + 1}:80`))
    const sample: SampleCluster = { services: [{ ports: [{ endpoints }] }] }
    const numbers = (text: string) =>
      linesOf(text, '--probability').map((line) => /--probability (\S+)/.exec(line)?.[1])
    expect(numbers(emitted(sample))).toEqual([
      '0.1428571429',
      '0.1666666667',
      '0.2000000000',
      '0.2500000000',
      '0.3333333333',
      '0.5000000000',
    ])
    expect(numbers(saved(sample))).toEqual([
      '0.14285714272',
      '0.16666666651',
      '0.20000000019',
      '0.25000000000',
      '0.33333333349',
      '0.50000000000',
    ])
  })
})

describe('endpoints', () => {
  test('are sorted as strings, not as numbers', () => {
    const endpoints = ['10.2.2.2:22', '10.2.2.22:22', '10.0.0.2:80', '10.0.0.10:80'].sort().map((one) => endpoint(one))
    expect(endpoints.map(({ address: ip }) => ip)).toEqual(['10.0.0.10', '10.0.0.2', '10.2.2.22', '10.2.2.2'])
    const order = rulesWith({ services: [{ ports: [{ endpoints }] }] }, '--to-destination')
    expect(order.map((rule) => rule.replace(/^.*--to-destination /, ''))).toEqual([
      '10.0.0.10:80',
      '10.0.0.2:80',
      '10.2.2.22:22',
      '10.2.2.2:22',
    ])
  })

  test('placed on two nodes by slices are one, the local one where there is one', () => {
    const twice = [endpoint('10.244.9.9:80@node2'), endpoint('10.244.9.9:80@node1')]
    const sample: SampleCluster = {
      services: [{ type: 'NodePort', externalTrafficPolicy: 'Local', ports: [{ nodePort: 30080, endpoints: twice }] }],
    }
    for (const text of [
      sample,
      { services: [{ ...sample.services?.[0], ports: [{ nodePort: 30080, endpoints: twice.toReversed() }] }] },
    ]) {
      expect(chainsOf(text)).toEqual(['EXT', 'SEP', 'SVC', 'SVL'])
      expect(rulesIn(text, 'SVL')).toHaveLength(1)
    }
  })

  test('beyond a thousand cost their own rules the comments, and no other rule', () => {
    const many = (count: number): SampleCluster => ({
      services: [
        {
          type: 'NodePort',
          affinitySeconds: 60,
          ports: [
            {
              nodePort: 30080,
              endpoints: Array.from({ length: count }, (_, i) => endpoint(`10.244.${i >> 8}.${i & 255}:80`)),
            },
          ],
        },
      ],
    })
    const without = (sample: SampleCluster) =>
      new Set(rulesWith(sample, '').flatMap((rule) => (rule.includes('--comment') ? [] : rule.split(' ', 2)[1])))
    expect(without(many(1000))).not.toContain('SEP')
    expect(without(many(1001))).toEqual(new Set([...without(many(1000)), 'SVC', 'SEP']))
    expect(rulesIn(many(1001), 'SVC').filter((rule) => rule.includes('--comment'))).toEqual([
      '-m comment --comment "default/web cluster IP" -m tcp -p tcp -d 10.96.0.100 --dport 80 ! -s 10.244.0.0/16 -j KUBE-MARK-MASQ',
    ])
    expect(rulesIn(many(1001), 'EXT')).toEqual(rulesIn(many(1000), 'EXT'))
  })
})

test('the order of Services says nothing: each chain of theirs holds the same', () => {
  const services: SampleService[] = [
    { name: 'a', ports: [{ endpoints: both }] },
    { name: 'b', clusterIPs: [address('10.96.0.101')], ports: [{ endpoints: both }] },
    { name: 'c', clusterIPs: [address('10.96.0.102')] },
  ]
  const chains = (all: SampleService[]) =>
    compileIptables(sampleCluster({ services: all }), 'node1').tables.map(({ rules }) =>
      rules.map(({ text }) => text).sort(),
    )
  expect(chains(services.toReversed())).toEqual(chains(services))
  const last = rulesIn({ services: services.toReversed() }, 'KUBE-SERVICES').at(-1)
  expect(last).toContain('NOTE: this must be the last rule in this chain')
})

test('affinity is asked before balancing, in KUBE-SVC and KUBE-SVL, by one list per endpoint that its DNAT fills', () => {
  const sample: SampleCluster = {
    services: [
      {
        type: 'NodePort',
        affinitySeconds: 10800,
        externalTrafficPolicy: 'Local',
        ports: [{ nodePort: 30080, endpoints: both }],
      },
    ],
  }
  const kinds = (chain: string) =>
    rulesIn(sample, chain).map((rule) => /KUBE-MARK-MASQ|--rcheck|--set|--probability/.exec(rule)?.[0] ?? 'else')
  expect(kinds('SVC')).toEqual(['KUBE-MARK-MASQ', '--rcheck', '--rcheck', '--probability', 'else'])
  expect(kinds('SVL')).toEqual(['--rcheck', 'else'])
  expect(rulesIn(sample, 'SEP').filter((rule) => rule.includes('--set'))).toHaveLength(2)
  const lists = (part: string) =>
    emitted(sample)
      .split('\n')
      .flatMap((line) => (line.includes(part) ? [/--name (\S+)/.exec(line)?.[1]] : []))
  // The same entry counts for both chains: both ask the list that is named as the endpoint's chain.
  expect(new Set(lists('--rcheck'))).toEqual(new Set(lists(' --set ')))
  expect(lists('--rcheck')).toHaveLength(3)
  expect(emitted(sample)).toMatch(/-A (KUBE-SEP-\S+) .*-m recent --name \1 --set /)
})
