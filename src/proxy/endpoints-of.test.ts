import { describe, expect, test } from 'vitest'
import type { Endpoint } from '../cluster/cluster.ts'
import { endpointsOf } from './endpoints-of.ts'
import { endpoint, type SampleService, sampleCluster } from './sample-cluster.arbitrary.ts'
import { proxyPorts } from './service-ports.ts'

/** The sets on node1 (zone east), each as the last parts of its addresses. */
function sets(texts: readonly (string | Endpoint)[], service: SampleService = {}) {
  const endpoints = texts.map((text) => (typeof text === 'string' ? endpoint(text) : text))
  const [base] = service.ports ?? [{}]
  const cluster = sampleCluster({
    nodes: [{ zone: 'east' }, { zone: 'west' }],
    services: [{ ...service, ports: [{ ...base, endpoints }] }],
  })
  const [port] = proxyPorts(cluster, 4, 'node1')
  const [node] = cluster.nodes
  if (!port || !node) throw new Error('no port')
  const found = endpointsOf(port, node)
  const last = (list: typeof found.cluster): string => list.map(({ address }) => address.split('.')[3]).join(' ')
  return { cluster: last(found.cluster), local: last(found.local), reachable: last(found.reachable), any: found.any }
}

const internalLocal: SampleService = { internalTrafficPolicy: 'Local' }
const externalLocal: SampleService = { type: 'NodePort', externalTrafficPolicy: 'Local', ports: [{ nodePort: 30000 }] }

describe('policy Cluster', () => {
  test('uses what is ready', () => {
    const found = sets(['10.0.0.1:80@node1', '!10.0.0.2:80@node2', '~10.0.0.3:80@node2'])
    expect(found).toEqual({ cluster: '1', local: '', reachable: '1', any: true })
  })

  test('falls back to what is terminating but serving', () => {
    const found = sets(['!10.0.0.2:80@node2', '~10.0.0.3:80@node2'])
    expect(found).toEqual({ cluster: '3', local: '', reachable: '3', any: true })
  })

  test('has nothing when nothing serves', () => {
    expect(sets(['!10.0.0.2:80@node2'])).toEqual({ cluster: '', local: '', reachable: '', any: false })
  })

  test('is not asked for by a Service that only Pods of the node may use', () => {
    const found = sets(['10.0.0.1:80@node1', '10.0.0.2:80@node2'], internalLocal)
    expect(found).toEqual({ cluster: '', local: '1', reachable: '1', any: true })
  })
})

describe('policy Local', () => {
  test('knows that other nodes have endpoints', () => {
    expect(sets(['10.0.0.2:80@node2'], internalLocal)).toEqual({ cluster: '', local: '', reachable: '', any: true })
    expect(sets(['~10.0.0.2:80@node2'], internalLocal).any).toBe(true)
    expect(sets(['!10.0.0.2:80@node2'], internalLocal).any).toBe(false)
  })

  test('is all of Cluster and nothing else when nothing narrows either', () => {
    const found = sets(['10.0.0.1:80@node1', '10.0.0.2:80@node2'], externalLocal)
    expect(found).toEqual({ cluster: '1 2', local: '1', reachable: '1 2', any: true })
  })

  test('falls back by itself, and then both kinds are reachable', () => {
    const found = sets(['~10.0.0.1:80@node1', '10.0.0.2:80@node2'], externalLocal)
    expect(found).toEqual({ cluster: '2', local: '1', reachable: '1 2', any: true })
  })

  test('does not matter without a way in from outside', () => {
    expect(sets(['10.0.0.2:80@node2'], { externalTrafficPolicy: 'Local' }).local).toBe('')
  })
})

describe('topology hints', () => {
  const hinted = (text: string, zones: string[], nodes: string[] = []): Endpoint =>
    endpoint(text, { hints: { zones, nodes } })

  test('keep traffic in the zone', () => {
    const found = sets([hinted('10.0.0.1:80@node2', ['east']), hinted('10.0.0.2:80@node2', ['west'])])
    expect(found.cluster).toBe('1')
  })

  test('for the node come before those for the zone', () => {
    const found = sets([
      hinted('10.0.0.1:80@node2', ['east'], ['node2']),
      hinted('10.0.0.2:80@node2', ['west'], ['node1']),
    ])
    expect(found.cluster).toBe('2')
  })

  test('do not count when one endpoint has none, or none means this zone', () => {
    expect(sets([hinted('10.0.0.1:80@node2', ['east']), '10.0.0.2:80@node2']).cluster).toBe('1 2')
    expect(sets(['10.0.0.1:80@node2', hinted('10.0.0.2:80@node2', ['east'])]).cluster).toBe('1 2')
    expect(sets([hinted('10.0.0.1:80@node2', ['west'])]).cluster).toBe('1')
  })

  test('never narrow Local, but make both kinds reachable', () => {
    const all = [hinted('10.0.0.1:80@node1', ['west']), hinted('10.0.0.2:80@node2', ['east'])]
    expect(sets(all, externalLocal)).toEqual({ cluster: '2', local: '1', reachable: '1 2', any: true })
  })
})
