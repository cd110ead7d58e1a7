import { describe, expect, test } from 'vitest'
import type { KubeProxySettings } from '../cluster/cluster.ts'
import { address } from '../net/address.ts'
import { loadDocument } from '../netfilter/load.ts'
import { compileIptables } from './iptables.ts'
import { endpoint, sampleCluster } from './sample-cluster.arbitrary.ts'
import { traceUpstream } from './upstream-tracer.arbitrary.ts'

const sources = { pod: '10.244.1.9', node: '192.168.0.11', localhost: '127.0.0.1', client: '203.0.113.2' } as const
type From = keyof typeof sources
type To = 'clusterIP' | 'nodePort' | 'loadBalancer'
const policies = {
  cluster: {},
  external: { externalTrafficPolicy: 'Local' },
  internal: { internalTrafficPolicy: 'Local' },
} as const
type Policy = keyof typeof policies

/** Where a new connection may go (`both` nodes' endpoints, or the one `here`), and `+masq` when the client is hidden. */
function outcome(policy: Policy, from: From, to: To, kubeProxy: Partial<KubeProxySettings>): string {
  const cluster = sampleCluster({
    kubeProxy,
    services: [
      {
        type: 'LoadBalancer',
        ...policies[policy],
        loadBalancer: [{ ip: address('1.2.3.4'), ipMode: 'VIP' }],
        ports: [{ nodePort: 30080, endpoints: [endpoint('10.244.1.2:80@node1'), endpoint('10.244.2.2:80@node2')] }],
      },
    ],
  })
  const nodePortIP = from === 'localhost' ? '127.0.0.1' : '192.168.0.11'
  const { output, masqueraded } = traceUpstream(
    loadDocument(compileIptables(cluster, 'node1')),
    {
      name: '',
      sourceIP: sources[from],
      protocol: 'TCP',
      destIP: { clusterIP: '10.96.0.100', nodePort: nodePortIP, loadBalancer: '1.2.3.4' }[to],
      destPort: to === 'nodePort' ? 30080 : 80,
      expect: '',
      masq: false,
    },
    ['192.168.0.11'],
  )
  const places: Record<string, string> = { '10.244.1.2:80, 10.244.2.2:80': 'both', '10.244.1.2:80': 'here' }
  return `${places[output] ?? output}${masqueraded ? ' +masq' : ''}`
}

type Row = readonly [Policy, From, To, string]

describe('with a detector that knows Pods by the cluster CIDR', () => {
  test.each<Row>([
    ['cluster', 'pod', 'clusterIP', 'both'],
    ['cluster', 'pod', 'nodePort', 'both +masq'],
    ['cluster', 'pod', 'loadBalancer', 'both +masq'],
    ['cluster', 'node', 'clusterIP', 'both +masq'],
    ['cluster', 'node', 'nodePort', 'both +masq'],
    ['cluster', 'localhost', 'nodePort', 'both +masq'],
    ['cluster', 'client', 'clusterIP', 'both +masq'],
    ['cluster', 'client', 'nodePort', 'both +masq'],
    ['cluster', 'client', 'loadBalancer', 'both +masq'],
    ['external', 'pod', 'clusterIP', 'both'],
    ['external', 'pod', 'nodePort', 'both'],
    ['external', 'pod', 'loadBalancer', 'both'],
    ['external', 'node', 'clusterIP', 'both +masq'],
    ['external', 'node', 'loadBalancer', 'both +masq'],
    ['external', 'localhost', 'nodePort', 'both +masq'],
    ['external', 'client', 'clusterIP', 'both +masq'],
    ['external', 'client', 'nodePort', 'here'],
    ['external', 'client', 'loadBalancer', 'here'],
    ['internal', 'pod', 'clusterIP', 'here'],
    ['internal', 'pod', 'nodePort', 'both +masq'],
    ['internal', 'node', 'clusterIP', 'here +masq'],
    ['internal', 'client', 'clusterIP', 'here +masq'],
    ['internal', 'client', 'loadBalancer', 'both +masq'],
  ])('%s policy, %s to %s: %s', (policy, from, to, expected) => {
    expect(outcome(policy, from, to, {})).toBe(expected)
  })
})

describe('with masqueradeAll and no detector', () => {
  test.each<Row>([
    ['cluster', 'pod', 'clusterIP', 'both +masq'],
    ['external', 'pod', 'clusterIP', 'both +masq'],
    ['external', 'pod', 'nodePort', 'here'],
    ['external', 'pod', 'loadBalancer', 'here'],
    ['external', 'node', 'loadBalancer', 'both +masq'],
    ['external', 'client', 'nodePort', 'here'],
    ['internal', 'pod', 'clusterIP', 'here +masq'],
  ])('%s policy, %s to %s: %s', (policy, from, to, expected) => {
    expect(outcome(policy, from, to, { masqueradeAll: true, detectLocal: { mode: 'none' } })).toBe(expected)
  })
})
