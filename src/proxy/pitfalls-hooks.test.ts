import { describe, expect, test } from 'vitest'
import { address } from '../net/address.ts'
import { cidr } from '../net/cidr.ts'
import { evaluateTable } from '../netfilter/evaluate.ts'
import { loadDocument } from '../netfilter/load.ts'
import type { Rule, Ruleset, Table } from '../netfilter/ruleset.ts'
import type { Skb } from '../netfilter/skb.ts'
import { baseDocument } from './base.ts'
import { compileIptables } from './iptables.ts'
import { nodeDocument } from './node-document.ts'
import { endpoint, type SampleCluster, sampleCluster } from './sample-cluster.arbitrary.ts'
import { rulesIn, rulesWith } from './short-rules.arbitrary.ts'

const node = (sample: SampleCluster = {}, family: 4 | 6 = 4): Ruleset =>
  loadDocument(nodeDocument(sampleCluster(sample), 'node1', { family }))

function filterOf(ruleset: Ruleset): Table {
  return ruleset.tables.find((table) => table.name === 'filter') as Table
}

/** What a base chain of filter jumps to, in order. */
function jumps(ruleset: Ruleset, hook: string): readonly string[] {
  const rules = filterOf(ruleset).chains.find((chain) => chain.name === hook)?.rules ?? []
  return rules.map(({ target }) => (target?.type === 'jump' ? target.chain : ''))
}

describe('filter', () => {
  test('covers hooks unevenly: a process on the node is not told that a remote load balancer has no endpoints', () => {
    const hooksOf = (chain: string) =>
      ['INPUT', 'FORWARD', 'OUTPUT'].filter((hook) => jumps(node(), hook).includes(chain))
    expect(hooksOf('KUBE-SERVICES')).toEqual(['FORWARD', 'OUTPUT'])
    expect(hooksOf('KUBE-EXTERNAL-SERVICES')).toEqual(['INPUT', 'FORWARD'])
    expect(hooksOf('KUBE-PROXY-FIREWALL')).toEqual(['INPUT', 'FORWARD', 'OUTPUT'])
    expect(hooksOf('KUBE-FIREWALL')).toEqual(['INPUT', 'OUTPUT'])
    const dead: SampleCluster = {
      services: [{ type: 'LoadBalancer', loadBalancer: [{ ip: address('80.11.12.10'), ipMode: 'VIP' }] }],
    }
    const to = (destination: string) => (hook: 'INPUT' | 'FORWARD' | 'OUTPUT') =>
      verdict(node(dead), hook, { packet: syn(destination), mark: 0, ct: fresh })
    expect((['FORWARD', 'INPUT', 'OUTPUT'] as const).map(to('80.11.12.10'))).toEqual(['reject', 'reject', 'accept'])
    expect((['FORWARD', 'INPUT', 'OUTPUT'] as const).map(to('10.96.0.100'))).toEqual(['reject', 'accept', 'reject'])
  })

  test('has its jumps in the order of a kubelet that started first: each was inserted in front', () => {
    expect(jumps(node(), 'INPUT')).toEqual([
      'KUBE-PROXY-FIREWALL',
      'KUBE-NODEPORTS',
      'KUBE-EXTERNAL-SERVICES',
      'KUBE-FIREWALL',
    ])
    expect(jumps(node(), 'FORWARD')).toEqual([
      'KUBE-PROXY-FIREWALL',
      'KUBE-FORWARD',
      'KUBE-SERVICES',
      'KUBE-EXTERNAL-SERVICES',
    ])
    expect(jumps(node(), 'OUTPUT')).toEqual(['KUBE-PROXY-FIREWALL', 'KUBE-SERVICES', 'KUBE-FIREWALL'])
    // No kubelet writes KUBE-FIREWALL for IPv6, so there it is as on a machine where kube-proxy started alone.
    expect(jumps(node({}, 6), 'INPUT')[0]).toBe('KUBE-FIREWALL')
    expect(jumps(node({}, 6), 'OUTPUT')[0]).toBe('KUBE-FIREWALL')
  })

  test('asks for new connections at all jumps but three', () => {
    const asksNew = ({ matches }: Rule) => matches.some((match) => match.type === 'conntrack')
    const bases = filterOf(node()).chains.filter((chain) => chain.policy !== undefined)
    const asking = bases.flatMap(({ name, rules }) => rules.filter(asksNew).map((rule) => [name, rule] as const))
    const plain = bases.flatMap(({ rules }) => rules.filter((rule) => !asksNew(rule)))
    expect(asking).toHaveLength(7)
    expect(new Set(plain.map(({ target }) => target?.type === 'jump' && target.chain))).toEqual(
      new Set(['KUBE-NODEPORTS', 'KUBE-FORWARD', 'KUBE-FIREWALL']),
    )
  })
})

test('KUBE-FORWARD accepts by the mark, drops INVALID before that, and leaves plain Pod traffic to the policy', () => {
  const base = node()
  const strict: Ruleset = {
    ...base,
    tables: base.tables.map((table) => ({
      ...table,
      chains: table.chains.map((chain) => (chain.name === 'FORWARD' ? { ...chain, policy: 'DROP' as const } : chain)),
    })),
  }
  const forward = (skb: Partial<Skb>) =>
    verdict(strict, 'FORWARD', { packet: syn('10.244.2.2'), mark: 0, ct: fresh, ...skb })
  expect(forward({ mark: 0x4000 })).toBe('accept')
  expect(forward({})).toBe('drop')
  expect(forward({ ct: { direction: 'original', state: 'ESTABLISHED' } })).toBe('accept')
  expect(forward({ mark: 0x4000, ct: { direction: 'original', state: 'INVALID' } })).toBe('drop')
})

describe('KUBE-FIREWALL', () => {
  const declared = (sample: SampleCluster, family: 4 | 6 = 4) =>
    compileIptables(sampleCluster(sample), 'node1', family).tables[0]?.chains.some(
      ({ name }) => name === 'KUBE-FIREWALL',
    )

  test('is flushed by every sync while localhost node ports are on, whatever others put there', () => {
    expect(declared({})).toBe(true)
    expect(declared({ kubeProxy: { localhostNodePorts: false } })).toBe(false)
    const kubelet = baseDocument().tables.find(({ name }) => name === 'filter')
    expect(kubelet?.rules.filter(({ text }) => text.startsWith('-A KUBE-FIREWALL '))).toHaveLength(1)
    const rules = filterOf(node()).chains.find(({ name }) => name === 'KUBE-FIREWALL')?.rules
    // The kubelet wrote the same rule before: it is there once, because the chain was emptied in between.
    expect(rules).toHaveLength(1)
  })

  test('has chain and jumps for IPv6 too, and stays empty there', () => {
    const six = filterOf(node({}, 6))
    expect(six.chains.find(({ name }) => name === 'KUBE-FIREWALL')?.rules).toEqual([])
    expect(jumps(node({}, 6), 'INPUT')).toContain('KUBE-FIREWALL')
    expect(declared({}, 6)).toBe(false)
  })
})

describe('node ports', () => {
  const last = (sample: SampleCluster, family: 4 | 6 = 4) =>
    rulesWith(sample, 'NOTE: this must be the last rule', family).map((rule) => rule.replace(/^.*chain" | -j .*$/g, ''))

  test('on localhost are for IPv4 only, and off where nodePortAddresses leave loopback out', () => {
    expect(last({})).toEqual(['-m addrtype --dst-type LOCAL'])
    expect(last({ kubeProxy: { localhostNodePorts: false } })).toEqual([
      '-m addrtype --dst-type LOCAL ! -d 127.0.0.0/8',
    ])
    expect(last({}, 6)).toEqual(['-m addrtype --dst-type LOCAL ! -d ::1/128'])
    const lan: SampleCluster = { kubeProxy: { nodePortAddresses: [cidr('192.168.0.0/16')] } }
    expect(last(lan)).toEqual(['-d 192.168.0.11'])
    expect(rulesIn(lan, 'KUBE-FIREWALL')).toEqual([])
    const both: SampleCluster = { kubeProxy: { nodePortAddresses: [cidr('192.168.0.0/16'), cidr('127.0.0.0/8')] } }
    expect(last(both)).toEqual(['-d 127.0.0.1', '-d 192.168.0.11'])
    expect(rulesIn(both, 'KUBE-FIREWALL')).toHaveLength(1)
  })

  test('without endpoints are rejected on every local address, also where they would not have been served', () => {
    const sample: SampleCluster = {
      kubeProxy: { nodePortAddresses: [cidr('10.244.0.0/16')] },
      services: [{ type: 'NodePort', ports: [{ nodePort: 30080 }] }],
    }
    expect(last(sample)).toEqual(['-d 10.244.1.1'])
    expect(rulesIn(sample, 'KUBE-EXTERNAL-SERVICES')).toEqual([
      '-m comment --comment "default/web has no endpoints" -m addrtype --dst-type LOCAL -m tcp -p tcp --dport 30080 -j REJECT',
    ])
  })
})

test('nfacct counters are off by default; on, they count one rule before the node port’s own and at INVALID', () => {
  const services = [{ type: 'NodePort' as const, ports: [{ nodePort: 30080, endpoints: [endpoint('10.0.0.1:80')] }] }]
  expect(rulesWith({ services }, 'nfacct')).toEqual([])
  const nfacctCounters = ['ct_state_invalid_dropped_pkts', 'localhost_nps_accepted_pkts']
  const counted: SampleCluster = { services, kubeProxy: { nfacctCounters } }
  expect(rulesIn(counted, 'KUBE-NODEPORTS').slice(-2)).toEqual([
    '-m comment --comment default/web -m tcp -p tcp -d 127.0.0.0/8 --dport 30080 -m nfacct --nfacct-name localhost_nps_accepted_pkts -j EXT',
    '-m comment --comment default/web -m tcp -p tcp --dport 30080 -j EXT',
  ])
  expect(rulesIn(counted, 'KUBE-FORWARD')[0]).toBe(
    '-m conntrack --ctstate INVALID -m nfacct --nfacct-name ct_state_invalid_dropped_pkts -j DROP',
  )
  const { localhostNodePorts, ...rest } = { localhostNodePorts: false, nfacctCounters }
  expect(rulesWith({ services, kubeProxy: { localhostNodePorts, ...rest } }, '127.0.0.0/8 --dport')).toEqual([])
})

const fresh = { direction: 'original', state: 'NEW' } as const

function syn(to: string) {
  return {
    protocol: 'TCP',
    kind: 'SYN',
    source: { address: address('203.0.113.2'), port: 40000 },
    destination: { address: address(to), port: 80 },
    ttl: 64,
  } as const
}

function verdict(ruleset: Ruleset, hook: 'INPUT' | 'FORWARD' | 'OUTPUT', skb: Skb): string {
  const context = { skb, addressType: () => 'UNICAST', draw: () => true, lastSeen: () => undefined }
  return evaluateTable(filterOf(ruleset), hook, context).verdict.type
}
