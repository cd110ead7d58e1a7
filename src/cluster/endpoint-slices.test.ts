import { describe, expect, test } from 'vitest'
import { parseManifest } from '../manifest/parse.ts'
import type { Cluster } from './cluster.ts'
import { resolve } from './resolve.ts'

const clusterOf = (text: string): Cluster => resolve(parseManifest(text)).cluster

const service = (spec: string, metadata = 'name: web') =>
  `apiVersion: v1\nkind: Service\nmetadata: { ${metadata} }\nspec: { selector: { app: web }, ports: [{ port: 80, targetPort: http }], ${spec} }\n---\n`

function pod(name: string, more: { spec?: string; status?: string; metadata?: string; ports?: string } = {}): string {
  const ports = more.ports ?? '[{ name: http, containerPort: 8080 }]'
  return `apiVersion: v1
kind: Pod
metadata: { name: ${name}, labels: { app: web, extra: yes-it-is }, ${more.metadata ?? ''} }
spec: { containers: [{ name: c, ports: ${ports} }], ${more.spec ?? ''} }
status: { ${more.status ?? ''} }
---
`
}

/** Every slice of `web`, one line per endpoint: port, address, conditions. */
function told(text: string): readonly string[] {
  return (clusterOf(text).endpointSlices ?? [])
    .filter(({ service: owner }) => owner === 'web')
    .flatMap(({ ports, endpoints, addressType }) => {
      const numbers = ports.map(({ port }) => port).join(',') || '<unset>'
      if (endpoints.length === 0) return [`${addressType} ${numbers} <unset>`]
      return endpoints.map(
        ({ pod: name, ready, serving, terminating }) =>
          `${addressType} ${numbers} ${name?.replace('default/', '')} ${ready ? 'ready' : '-'} ${serving ? 'serving' : '-'} ${terminating ? 'terminating' : '-'}`,
      )
    })
}

const notReady = 'conditions: [{ type: Ready, status: "False" }]'
const deleting = 'deletionTimestamp: "2026-01-01T00:00:00Z"'
const states =
  pod('a-ready') +
  pod('b-not-ready', { status: notReady }) +
  pod('c-deleting', { metadata: deleting }) +
  pod('d-deleting-not-ready', { metadata: deleting, status: notReady }) +
  pod('e-pending', { status: 'phase: Pending' }) +
  pod('f-succeeded', { status: 'phase: Succeeded' }) +
  pod('g-failed', { status: 'phase: Failed' })

describe('conditions', () => {
  test('follow the Ready condition and the deletion; finished and unstarted Pods are left out', () => {
    expect(told(service('') + states)).toEqual([
      'IPv4 8080 a-ready ready serving -',
      'IPv4 8080 b-not-ready - - -',
      'IPv4 8080 c-deleting - serving terminating',
      'IPv4 8080 d-deleting-not-ready - - terminating',
    ])
  })

  test('publishNotReadyAddresses makes all of them ready', () => {
    expect(told(service('publishNotReadyAddresses: true') + states)).toEqual([
      'IPv4 8080 a-ready ready serving -',
      'IPv4 8080 b-not-ready ready - -',
      'IPv4 8080 c-deleting ready serving terminating',
      'IPv4 8080 d-deleting-not-ready ready - terminating',
    ])
  })
})

describe('ports', () => {
  test('a name is resolved for each Pod, by name and protocol, and Pods that differ go to slices of their own', () => {
    const text =
      service('') +
      pod('a') +
      pod('b', { ports: '[{ name: http, containerPort: 53, protocol: UDP }, { name: http, containerPort: 9090 }]' }) +
      pod('c') +
      pod('d', { ports: '[]' }) +
      pod('e', {
        ports: '[]',
        spec: 'initContainers: [{ name: s, restartPolicy: Always, ports: [{ name: http, containerPort: 7070 }] }]',
      }) +
      pod('f', { ports: '[]', spec: 'initContainers: [{ name: s, ports: [{ name: http, containerPort: 7070 }] }]' })
    expect(told(text)).toEqual([
      'IPv4 8080 a ready serving -',
      'IPv4 8080 c ready serving -',
      'IPv4 9090 b ready serving -',
      'IPv4 <unset> d ready serving -',
      'IPv4 <unset> f ready serving -',
      'IPv4 7070 e ready serving -',
    ])
    const port = clusterOf(text).services.find(({ name }) => name === 'web')?.ports[0]
    expect(port?.endpoints.map(({ address, port: number }) => `${address}:${number}`)).toEqual([
      '10.244.1.2:8080',
      '10.244.1.3:8080',
      '10.244.1.4:7070',
      '10.244.2.2:9090',
    ])
  })

  test('endpoints are in the order of an Endpoints object: by address, as text', () => {
    const at = (ip: string) => `podIP: ${ip}`
    const text =
      service('') +
      pod('a', { status: at('10.0.0.2') }) +
      pod('b', { status: at('10.0.0.10') }) +
      pod('c', { status: at('10.0.0.1') })
    const port = clusterOf(text).services.find(({ name }) => name === 'web')?.ports[0]
    expect(port?.endpoints.map(({ address }) => address)).toEqual(['10.0.0.1', '10.0.0.10', '10.0.0.2'])
  })

  test('a hostNetwork Pod stands at its node', () => {
    const text = service('') + pod('a', { spec: 'hostNetwork: true, nodeName: node2' })
    const port = clusterOf(text).services.find(({ name }) => name === 'web')?.ports[0]
    expect(port?.endpoints[0]).toMatchObject({ address: '192.168.0.12', port: 8080, nodeName: 'node2' })
  })
})

describe('slices', () => {
  test('hold a hundred endpoints at most', () => {
    const deployment =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: w }\nspec: { replicas: 230, template: { metadata: { labels: { app: web } }, spec: { containers: [{ ports: [{ name: http, containerPort: 80 }] }] } } }\n'
    const slices = clusterOf(service('') + deployment).endpointSlices?.filter(({ service: owner }) => owner === 'web')
    expect(slices?.map(({ endpoints }) => endpoints.length)).toEqual([100, 100, 30])
    expect(new Set(slices?.map(({ name }) => name)).size).toBe(3)
    expect(slices?.[0]?.name).toMatch(/^web-[bcdfghjklmnpqrstvwxz2456789]{5}$/)
  })

  test('of a selector that fits nothing there is one, empty', () => {
    const text = service('').replace('app: web', 'app: other') + pod('a')
    expect(told(text)).toEqual(['IPv4 <unset> <unset>'])
  })

  test('carry hints where trafficDistribution asks for them', () => {
    const nodes = ['node1', 'node2']
      .map(
        (name) =>
          `apiVersion: v1\nkind: Node\nmetadata: { name: ${name}, labels: { topology.kubernetes.io/zone: z-${name} } }\n---\n`,
      )
      .join('')
    const hints = (distribution: string, metadata?: string) =>
      clusterOf(nodes + service(distribution, metadata) + pod('a') + pod('b', { status: notReady }))
        .endpointSlices?.find(({ service: owner }) => owner === 'web')
        ?.endpoints.map((endpoint) => endpoint.hints)
    expect(hints('trafficDistribution: PreferClose')).toEqual([{ zones: ['z-node1'], nodes: [] }, undefined])
    expect(hints('trafficDistribution: PreferSameNode')).toEqual([{ zones: ['z-node1'], nodes: ['node1'] }, undefined])
    expect(hints('')).toEqual([undefined, undefined])
    const auto = 'name: web, annotations: { service.kubernetes.io/topology-mode: Auto }'
    expect(hints('trafficDistribution: PreferClose', auto)).toEqual([undefined, undefined])
  })
})

describe('endpoints that no selector made', () => {
  const byHand =
    'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ name: http, port: 80 }] }\n---\n'

  test('an EndpointSlice by hand is joined by port name; its conditions count as given', () => {
    const slice = `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: mine, labels: { kubernetes.io/service-name: web } }
addressType: IPv4
ports: [{ name: http, port: 9000 }, { name: other, port: 9001 }]
endpoints:
- addresses: [198.51.100.7]
- addresses: [198.51.100.8]
  conditions: { ready: false }
- addresses: ["fd00::1"]
`
    const port = clusterOf(byHand + slice).services.find(({ name }) => name === 'web')?.ports[0]
    expect(port?.endpoints).toEqual([
      { address: '198.51.100.7', port: 9000, ready: true, serving: true, terminating: false },
      { address: '198.51.100.8', port: 9000, ready: false, serving: true, terminating: false },
    ])
  })

  test('an Endpoints object is mirrored, unless it says not to be', () => {
    const endpoints = (labels: string) => `apiVersion: v1
kind: Endpoints
metadata: { name: web, labels: { ${labels} } }
subsets:
- addresses: [{ ip: 198.51.100.7 }]
  notReadyAddresses: [{ ip: 198.51.100.8 }]
  ports: [{ name: http, port: 9000 }]
`
    const found = (labels: string) =>
      clusterOf(byHand + endpoints(labels))
        .services.find(({ name }) => name === 'web')
        ?.ports[0]?.endpoints.map(({ address, ready }) => `${address} ${ready}`)
    expect(found('')).toEqual(['198.51.100.7 true', '198.51.100.8 false'])
    expect(found('endpointslice.kubernetes.io/skip-mirror: "true"')).toEqual([])
  })

  test('a Service pasted with its slices alone brings the Pods they speak of', () => {
    const slice = `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: web-x, uid: u, labels: { kubernetes.io/service-name: web, endpointslice.kubernetes.io/managed-by: endpointslice-controller.k8s.io } }
addressType: IPv4
ports: [{ port: 8080 }]
endpoints: [{ addresses: [10.42.0.9], nodeName: w1, targetRef: { kind: Pod, name: web-abc, namespace: default } }]
`
    const cluster = clusterOf(service('') + slice)
    const pods = cluster.pods.filter(({ namespace }) => namespace === 'default')
    expect(pods).toMatchObject([{ name: 'web-abc', node: 'w1', addresses: ['10.42.0.9'], assumed: true }])
    expect(cluster.services.find(({ name }) => name === 'web')?.ports[0]?.endpoints).toMatchObject([
      { address: '10.42.0.9', port: 8080, pod: 'default/web-abc' },
    ])
  })

  test('what a controller had made is made anew when the Pods are there too', () => {
    const slice = `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: web-x, uid: u, labels: { kubernetes.io/service-name: web, endpointslice.kubernetes.io/managed-by: endpointslice-controller.k8s.io } }
addressType: IPv4
ports: [{ port: 8080 }]
endpoints: [{ addresses: [10.42.0.9] }]
`
    expect(told(service('') + slice + pod('a'))).toEqual(['IPv4 8080 a ready serving -'])
  })
})
