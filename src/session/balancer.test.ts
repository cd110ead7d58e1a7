import { describe, expect, it } from 'vitest'
import { resolve } from '../cluster/resolve.ts'
import { parseManifest } from '../manifest/parse.ts'
import { keepWatching } from '../network/balancer-health.ts'
import type { Network } from '../network/network.ts'
import { enumerate } from '../trace/enumerate.ts'
import { bookManifests } from './book-manifests.arbitrary.ts'
import { createWalker } from './walker.ts'

const walk = createWalker()

const book = bookManifests['a load balancer']

const local = book.replace('  type: LoadBalancer', '  type: LoadBalancer\n  externalTrafficPolicy: Local')

function withLab(text: string, spec: string): string {
  return `${text}---\napiVersion: packetwalk/v1\nkind: Lab\nspec:\n${spec}`
}

/** Addresses, without ports, that Pods see over every way a request can go. */
function seen(text: string, from: string): readonly string[] {
  const { network, flow } = walk(text, { from, to: '80.11.12.20:8765' })
  const branches = flow ? enumerate(network, flow) : []
  for (const { trace } of branches) expect(trace.outcome, trace.cause ?? '').toBe('answered')
  return [...new Set(branches.map(({ trace }) => trace.server?.sees.split(':')[0] ?? ''))].sort()
}

describe('without a provider', () => {
  it('the Service stays pending: no address, no way in but its node ports and ClusterIP', () => {
    const { cluster, tos, diagnostics, network } = walk(book)
    expect(cluster.services.find(({ name }) => name === 'example-service')?.loadBalancer).toEqual([])
    expect(tos.filter(({ label }) => label === 'example-service').map(({ kind }) => kind)).toEqual([
      ...['nodePort', 'nodePort', 'clusterIP', 'localhost'],
    ])
    expect(network.hosts.some(({ kind }) => kind === 'load-balancer')).toBe(false)
    expect(diagnostics.map(({ severity, says }) => [severity, 'code' in says && says.code])).toEqual([
      ['info', 'load-balancer-pending'],
    ])
  })
})

describe('with a provider', () => {
  const nodes = ['10.244.1.1', '10.244.2.1', '192.168.0.11', '192.168.0.12']
  const client = ['203.0.113.10']
  it.each([
    ['Cluster, nodes', book, 'targets: nodes', nodes],
    ['Cluster, nodes by their node port', book, 'targets: nodes, ipMode: Proxy', nodes],
    ['Cluster, Pods', book, 'targets: pods', client],
    ['Local, nodes', local, 'targets: nodes', client],
    ['Local, nodes by their node port', local, 'targets: nodes, ipMode: Proxy', client],
    ['Local, Pods', local, 'targets: pods', client],
    ['Cluster, nodes, own source', book, 'targets: nodes, sourceAddress: own', nodes],
    ['Local, nodes, own source', local, 'targets: nodes, sourceAddress: own', ['192.168.0.5']],
    ['Local, Pods, own source', local, 'targets: pods, sourceAddress: own', ['192.168.0.5']],
  ])('%s: the Pod sees what it should', (_name, text, how, expected) => {
    expect(seen(withLab(text, `  loadBalancer: { vip: 80.11.12.20, ${how} }\n`), 'client')).toEqual(expected)
  })

  it('the first way in is its address, drawn evenly over the nodes', () => {
    const { request, network, flow } = walk(withLab(book, '  loadBalancer: {}\n'))
    expect(request.to).toBe('80.11.12.20:8765')
    const branches = flow ? enumerate(network, flow) : []
    expect(branches.map(({ probability }) => probability)).toEqual([0.25, 0.25, 0.25, 0.25])
  })

  it('a Pod and a node take the short-cut: the packet never leaves for the load balancer', () => {
    const text = withLab(book, '  loadBalancer: { vip: 80.11.12.20 }\n')
    for (const from of ['default/example-service-1', 'node1']) {
      const { trace } = walk(text, { from })
      expect(trace?.outcome).toBe('answered')
      expect(trace?.packets.flatMap(({ events }) => events.map(({ host }) => host))).not.toContain('load-balancer')
    }
  })

  it('with ipMode Proxy nothing is cut short: Pods go out to it and back in', () => {
    const text = withLab(book, '  loadBalancer: { vip: 80.11.12.20, targets: pods, sourceAddress: own }\n')
    const { trace } = walk(text, { from: 'default/example-service-1' })
    expect(trace?.outcome).toBe('answered')
    expect(trace?.packets[0]?.events.map(({ host }) => host)).toContain('load-balancer')
  })

  it('forwards the ports of its Services and nothing else', () => {
    const text = withLab(book, '  loadBalancer: { vip: 80.11.12.20 }\n')
    expect(walk(text, { to: '80.11.12.20:22' }).trace).toMatchObject({
      outcome: 'timed-out',
      cause: 'lb-no-port',
      where: 'load-balancer',
    })
  })

  it('without node ports can forward to Pods, or keep the destination, but not translate to nodes', () => {
    const bare = book.replace('  type: LoadBalancer', '  type: LoadBalancer\n  allocateLoadBalancerNodePorts: false')
    const outcome = (how: string) => walk(withLab(bare, `  loadBalancer: { vip: 80.11.12.20, ${how} }\n`)).trace
    expect(outcome('targets: nodes')?.outcome).toBe('answered')
    expect(outcome('targets: pods')?.outcome).toBe('answered')
    expect(outcome('targets: nodes, ipMode: Proxy')).toMatchObject({ outcome: 'timed-out', cause: 'lb-no-target' })
  })

  it('the picked Pod is reached also where the load balancer decides', () => {
    const text = withLab(local, '  loadBalancer: { vip: 80.11.12.20 }\n')
    for (const pick of ['example-service-1', 'example-service-2'])
      expect(walk(text, { pick }).trace?.server?.name).toBe(`default/${pick}`)
  })
})

describe('loadBalancerSourceRanges', () => {
  const guarded = book.replace(
    '  type: LoadBalancer',
    '  type: LoadBalancer\n  loadBalancerSourceRanges: [203.0.113.0/24]',
  )
  const hosts = `  hosts:
  - { name: client, addresses: [203.0.113.10/24] }
  - { name: client2, addresses: [198.51.100.10/24] }
`
  const routed = withLab(guarded.replace('8765', '80'), `${hosts}  loadBalancer: { vip: 80.11.12.20 }\n`)

  it.each([
    ['client', '80.11.12.20:80', 'answered', null],
    ['client2', '80.11.12.20:80', 'timed-out', 'source-range'],
    ['default/example-service-1', '80.11.12.20:80', 'timed-out', 'source-range'],
    ['node1', '80.11.12.20:80', 'timed-out', 'source-range'],
  ] as const)('%s to %s: %s', (from, to, outcome, cause) => {
    expect(walk(routed, { from, to }).trace).toMatchObject({ outcome, cause })
  })

  it('leave the node port of the same Service open', () => {
    const { tos } = walk(routed)
    const nodePort = tos.find(({ kind }) => kind === 'nodePort')?.value ?? ''
    expect(walk(routed, { from: 'client2', to: nodePort }).trace?.outcome).toBe('answered')
  })

  it('are kept by a load balancer that translates, because no rule on a node sees its address', () => {
    const text = withLab(guarded, `${hosts}  loadBalancer: { vip: 80.11.12.20, targets: pods }\n`)
    expect(walk(text, { from: 'client' }).trace?.outcome).toBe('answered')
    expect(walk(text, { from: 'client2' }).trace).toMatchObject({ outcome: 'timed-out', cause: 'lb-source-range' })
  })
})

describe('health checks', () => {
  const pod = (node: string, ready: boolean) => `---
apiVersion: v1
kind: Pod
metadata: { name: only, labels: { app: example } }
spec: { nodeName: ${node}, containers: [{ name: c, ports: [{ containerPort: 9376 }] }] }
status: { conditions: [{ type: Ready, status: "${ready ? 'True' : 'False'}" }] }
`
  const lab = '  loadBalancer: { vip: 80.11.12.20, healthCheck: { interval: 10s, threshold: 2 } }\n'
  const at = (node: string, ready = true) => withLab(local + pod(node, ready), lab)

  it('leave only nodes with a ready Pod', () => {
    const { network } = walk(at('node2'))
    const [listener] = network.hosts.find(({ balancer }) => balancer)?.balancer?.listeners ?? []
    expect(listener?.targets.map(({ name, healthy }) => [name, healthy])).toEqual([
      ['node1', false],
      ['node2', true],
    ])
    expect(walk(at('node2')).trace).toMatchObject({ outcome: 'answered' })
  })

  it('with no ready Pod at all there is no target', () => {
    expect(walk(at('node2', false)).trace).toMatchObject({ outcome: 'timed-out', cause: 'lb-no-target' })
  })

  it('are answered by kube-proxy on healthCheckNodePort of every node', () => {
    const { cluster } = walk(at('node2'))
    const port = cluster.services.find(({ name }) => name === 'example-service')?.healthCheckNodePort
    for (const node of ['node1', 'node2'])
      expect(walk(at('node2'), { to: `${node}:${port}` }).trace?.server?.name).toBe('kube-proxy')
  })

  it('notice a Pod that moved only after interval times threshold; until then its old node is asked, and drops', () => {
    const before = walk(at('node1')).network
    const after = walk(at('node2'))
    const later = (now: number): Network =>
      keepWatching(before, { ...after.network, now: 100 }) && {
        ...keepWatching(before, { ...after.network, now: 100 }),
        now,
      }
    const flow = after.flow
    if (!flow) throw new Error('no flow')
    const outcomes = (now: number) => enumerate(later(now), flow).map(({ trace }) => [trace.outcome, trace.where])
    expect(outcomes(100)).toEqual([['timed-out', 'node1']])
    expect(outcomes(119)).toEqual([['timed-out', 'node1']])
    expect(outcomes(120)).toEqual([['answered', null]])
  })

  it('as stages of the Lab: the same, with time that passes before the request', () => {
    const stages = (wait: string) => `  before:
  - objects: |
      apiVersion: v1
      kind: Pod
      metadata: { name: only, labels: { app: example } }
      spec: { nodeName: node1, containers: [{ name: c, ports: [{ containerPort: 9376 }] }] }
  - objects: |
      apiVersion: v1
      kind: Pod
      metadata: { name: only, labels: { app: example } }
      spec: { nodeName: node2, containers: [{ name: c, ports: [{ containerPort: 9376 }] }] }
    wait: ${wait}
`
    const outcome = (wait: string) => walk(withLab(local + pod('node2', true), lab + stages(wait))).trace
    expect(outcome('5s')).toMatchObject({ outcome: 'timed-out', cause: 'no-local-endpoint', where: 'node1' })
    expect(outcome('19s')).toMatchObject({ outcome: 'timed-out' })
    expect(outcome('20s')).toMatchObject({ outcome: 'answered' })
  })

  it('fail on a node whose kube-proxy is stopped', () => {
    const stopped = `  faults: [{ type: KubeProxyStopped, node: node2, stage: 0 }]
  before:
  - wait: 1s
  - wait: 30s
`
    expect(walk(withLab(local + pod('node2', true), lab + stopped)).trace).toMatchObject({ cause: 'lb-no-target' })
  })

  it('a Pod target that is gone is tried until it is noticed', () => {
    const text = (pods: string) => withLab(book + pods, '  loadBalancer: { vip: 80.11.12.20, targets: pods }\n')
    const before = walk(text(pod('node1', true))).network
    const after = walk(text(pod('node1', false)))
    const flow = after.flow
    if (!flow) throw new Error('no flow')
    const network = keepWatching(before, { ...after.network, now: 5 })
    expect(enumerate(network, flow)[0]?.trace.server?.name).toBe('default/only')
    expect(enumerate({ ...network, now: 25 }, flow)[0]?.trace.cause).toBe('lb-no-target')
  })
})

describe('a status that was pasted', () => {
  it('gives the address and its mode', () => {
    const text = `${book}status: { loadBalancer: { ingress: [{ ip: 146.148.47.155, ipMode: Proxy }] } }\n`
    const { cluster, trace } = walk(text)
    const service = cluster.services.find(({ name }) => name === 'example-service')
    expect(service?.loadBalancer).toEqual([{ ip: '146.148.47.155', ipMode: 'Proxy' }])
    expect(trace).toMatchObject({ outcome: 'answered', flow: { destination: '146.148.47.155:8765' } })
  })

  it('with a host name alone gets an address nobody on the nodes knows, and says so', () => {
    const text = `${book}status: { loadBalancer: { ingress: [{ hostname: a1.elb.amazonaws.com }] } }\n`
    const { cluster, diagnostics } = resolve(parseManifest(text))
    const service = cluster.services.find(({ name }) => name === 'example-service')
    expect(service?.loadBalancer).toEqual([{ ip: '80.11.12.20', ipMode: 'Proxy', assumed: true }])
    expect(diagnostics.map(({ says }) => 'code' in says && says.code)).toContain('load-balancer-host')
  })
})
