import { describe, expect } from 'vitest'
import type { Host, Network } from '../../network/network.ts'
import type { Trace } from '../../trace/trace.ts'
import { traceFlow } from '../../trace/trace-flow.ts'
import { createWalker } from '../walker.ts'
import { compare, crossings, inBothModes, observed, probe, service } from './observed.arbitrary.ts'

/** A trace on the text's network after one of its hosts was changed. */
function changed(text: string, request: { from: string; to: string }, change: (host: Host) => Host): Trace {
  const { network, flow } = createWalker()(text, request)
  if (!flow) throw new Error('no flow')
  const other: Network = { ...network, hosts: network.hosts.map(change) }
  const traced = traceFlow(other, flow, { seed: 1 })
  if (!traced) throw new Error('no trace')
  return traced.trace
}

inBothModes('(a) three hundred connections spread evenly over three Pods', (egress) => {
  const walk = createWalker()(observed(service('kind: a'), [egress]), { from: 'b1', to: '10.96.0.100:80' })
  const count = new Map<string, number>()
  for (let seed = 1; seed <= 300; seed++) {
    const server =
      traceFlow(walk.network, walk.flow as NonNullable<typeof walk.flow>, { seed })?.trace.server?.name ?? ''
    count.set(server, (count.get(server) ?? 0) + 1)
  }
  expect(count.size).toBe(3)
  for (const share of count.values()) expect(Math.abs(share - 100)).toBeLessThan(35)
})

inBothModes('(f) a port without a rule loops between router and node until its TTL is used up', (egress) => {
  const text = observed(service('name: a1', 'externalIPs: [80.11.12.10]'), [
    egress,
    'router: { routes: [{ to: 80.11.12.10/32, via: node2 }] }',
  ])
  const { trace } = createWalker()(text, { from: 'client', to: '80.11.12.10:81' })
  expect(trace).toMatchObject({ outcome: 'unreachable', cause: 'ttl-loop', where: 'node2' })
  const [syn, error] = trace?.packets ?? []
  const onLan = syn?.events.filter((event) => event.type === 'cross' && event.device === 'lan') ?? []
  expect(onLan.length).toBeGreaterThan(60)
  expect(error && crossings(error)).toBe(
    'ttl-exceeded: 192.168.0.12 > 203.0.113.10 on node2.eth0 router.lan router.wan client.eth0',
  )
})

inBothModes('(g) a Pod with accept_local answers itself over lo, and its socket resets the answer', (egress) => {
  const { rulesets } = createWalker()(observed(service('name: a1'), [egress]))
  const trace = changed(observed(service('name: a1'), [egress]), { from: 'a1', to: '10.96.0.100:80' }, (host) => {
    if (host.name === 'default/a1') return { ...host, sysctls: { ...host.sysctls, acceptLocal: true } }
    if (host.name !== 'node1' || !host.netfilter) return host
    // Without the endpoint's masquerade rule.
    const held = rulesets.node1 as NonNullable<typeof rulesets.node1>
    const tables = held.tables.map((table) => ({
      ...table,
      chains: table.chains.map((chain) =>
        chain.name.startsWith('KUBE-SEP-') ? { ...chain, rules: chain.rules.slice(1) } : chain,
      ),
    }))
    return { ...host, netfilter: { ...host.netfilter, rulesets: [{ ...held, tables }] } }
  })
  compare(trace, {
    from: '',
    to: '',
    outcome: 'timed-out',
    packets: [
      'SYN ×4: 10.244.1.2:* > 10.96.0.100:80 on a1.eth0 node1.veth-a1 ⇒ 10.244.1.2:* > 10.244.1.2:8080 on node1.veth-a1 a1.eth0',
      'SYN-ACK ×4:',
      'RST ×4:',
    ],
  })
})

describe('(k) a neighbour on the LAN sends 127.0.0.1 to node2', () => {
  const route = 'router: { routes: [{ to: 127.0.0.1/32, via: node2 }] }'
  const listener = `---
apiVersion: v1
kind: Pod
metadata: { name: agent }
spec: { nodeName: node2, hostNetwork: true, containers: [{ name: c }] }
`
  const listens = 'pods: { default/agent: { listens: [{ port: 9099, address: 127.0.0.1 }] } }'
  const guard =
    '-A KUBE-FIREWALL -d 127.0.0.0/8 ! -s 127.0.0.0/8 -m comment --comment \\"block incoming localnet connections\\" -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP'
  /** The neighbour takes an answer from 127.0.0.1. */
  const believing = (host: Host): Host =>
    host.name === 'router' ? { ...host, sysctls: { ...host.sysctls, routeLocalnet: true } } : host

  inBothModes('the node port is translated before any guard sees it', (egress) => {
    compare(
      changed(observed(service('name: a1'), [egress, route]), { from: 'router', to: '127.0.0.1:30080' }, believing),
      {
        from: '',
        to: '',
        outcome: 'answered',
        server: 'a1',
        sees: '192.168.0.12',
        packets: [
          'SYN: 192.168.0.1:* > 127.0.0.1:30080 on router.lan node2.eth0 ⇒ 192.168.0.12:* > 10.244.1.2:8080 on node2.eth0 node1.eth0 node1.veth-a1 a1.eth0',
          'SYN-ACK: 10.244.1.2:8080 > 192.168.0.12:* on a1.eth0 node1.veth-a1 node1.cni0 node1.eth0 node2.eth0 ⇒ 127.0.0.1:30080 > 192.168.0.1:* on node2.eth0 router.lan',
        ],
      },
    )
  })

  probe('KUBE-FIREWALL guards what listens on it', observed(service('name: a1'), [route, listens], listener), {
    from: 'router',
    to: '127.0.0.1:9099',
    outcome: 'timed-out',
    cause: 'martian',
    where: 'node2',
    packets: ['SYN ×4: 192.168.0.1:* > 127.0.0.1:9099 on router.lan node2.eth0'],
  })

  inBothModes('without that rule the neighbour gets in', (egress) => {
    const edit = `rules: [{ table: filter, delete: "${guard}" }]`
    const text = observed(service('name: a1'), [egress, route, listens, edit], listener)
    compare(changed(text, { from: 'router', to: '127.0.0.1:9099' }, believing), {
      from: '',
      to: '',
      outcome: 'answered',
      server: 'agent',
      sees: '192.168.0.1',
      packets: [
        'SYN: 192.168.0.1:* > 127.0.0.1:9099 on router.lan node2.eth0',
        'SYN-ACK: 127.0.0.1:9099 > 192.168.0.1:* on node2.eth0 router.lan',
      ],
    })
  })
})
