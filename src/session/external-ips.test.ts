import { describe, expect, it } from 'vitest'
import { applyEdits } from '../manifest/edit.ts'
import { enumerate } from '../trace/enumerate.ts'
import { bookManifests } from './book-manifests.arbitrary.ts'
import { createWalker } from './walker.ts'

const walk = createWalker()

const book = bookManifests['an external IP']

function routed(router: string, request = ''): string {
  return `${book}---\napiVersion: packetwalk/v1\nkind: Lab\nspec:\n  router: { routes: [${router}] }\n  request: { ${request} }\n`
}

const toNode2 = '{ to: 80.11.12.10/32, via: node2 }'

describe('80.11.12.10:80, as a real kernel answered it', () => {
  it('routed to node2: answered, and the Pod on node1 sees node2', () => {
    const { trace, cluster } = walk(routed(toNode2, 'pick: my-service-1'))
    expect(trace).toMatchObject({ outcome: 'answered', cause: null, flow: { destination: '80.11.12.10:80' } })
    expect(trace?.server?.name).toBe('default/my-service-1')
    expect(trace?.server?.address).toBe('10.244.1.2:9376')
    expect(trace?.server?.sees).toMatch(/^192\.168\.0\.12:/)
    // The node handles the address without owning it.
    expect(cluster.nodes.flatMap(({ addresses }) => addresses)).not.toContain('80.11.12.10')
  })

  it('not routed: net-unreachable from 203.0.113.1', () => {
    const { trace } = walk(routed(''))
    expect(trace).toMatchObject({ outcome: 'unreachable', cause: 'no-route', where: 'router' })
    const [, error] = trace?.packets ?? []
    expect(error?.kind).toBe('net-unreachable')
    expect(error?.events[0]).toMatchObject({ type: 'originate', host: 'router', source: '203.0.113.1' })
  })

  it('black hole: timed out', () => {
    const { trace } = walk(routed('{ to: 80.11.12.10/32, blackhole: true }'))
    expect(trace).toMatchObject({ outcome: 'timed-out', cause: 'black-hole', where: 'router' })
    expect(trace?.packets.map(({ kind, repeats }) => [kind, repeats])).toEqual([['SYN', 4]])
  })

  it('on-link and owned by nobody: host-unreachable after ARP', () => {
    const { trace } = walk(routed('{ to: 80.11.12.10/32, onLink: true }'))
    expect(trace).toMatchObject({ outcome: 'unreachable', cause: 'arp-outside', where: 'router' })
    expect(trace?.packets.at(-1)?.kind).toBe('host-unreachable')
  })

  it('on-link and configured on node2: answered', () => {
    const text = `${book}---\napiVersion: packetwalk/v1\nkind: Lab\nspec:\n  router: { routes: [{ to: 80.11.12.10/32, onLink: true }] }\n  nodes: { node2: { addresses: [80.11.12.10] } }\n`
    expect(walk(text).trace).toMatchObject({ outcome: 'answered' })
  })

  it('port 81: router and node2 return it to each other until its TTL is 0', () => {
    const { trace } = walk(routed(toNode2), { to: '80.11.12.10:81' })
    expect(trace).toMatchObject({ outcome: 'unreachable', cause: 'ttl-loop' })
    expect(trace?.packets.at(-1)?.kind).toBe('ttl-exceeded')
    const hosts = trace?.packets[0]?.events.flatMap((event) => (event.type === 'route' ? [event.host] : [])) ?? []
    expect(hosts.filter((host) => host === 'node2').length).toBeGreaterThan(30)
  })

  it('port 81 where node2 owns the address: refused instead', () => {
    const text = `${book}---\napiVersion: packetwalk/v1\nkind: Lab\nspec:\n  router: { routes: [${toNode2}] }\n  nodes: { node2: { addresses: [80.11.12.10] } }\n`
    expect(walk(text, { to: '80.11.12.10:81' }).trace).toMatchObject({ outcome: 'refused', cause: 'node-port-closed' })
  })

  it.each(['default/my-service-2', 'node1', 'node2'])('from %s: answered, although it is routed nowhere', (from) => {
    const { trace } = walk(routed(''), { from, to: '80.11.12.10:80' })
    expect(trace).toMatchObject({ outcome: 'answered' })
  })

  it('routed to several nodes: each with the same probability, one and the same for one seed', () => {
    const text = routed('{ to: 80.11.12.10/32, via: [node1, node2] }')
    const { network, flow } = walk(text)
    const branches = flow ? enumerate(network, flow) : []
    const entered = new Map<string, number>()
    for (const { trace, probability } of branches) {
      const node = trace.packets[0]?.events.find(({ host }) => host.startsWith('node'))?.host ?? ''
      entered.set(node, (entered.get(node) ?? 0) + probability)
    }
    expect([...entered]).toEqual([
      ['node1', 0.5],
      ['node2', 0.5],
    ])
    const drawn = (seed: number) => JSON.stringify(walk(text, { seed }).trace?.packets[0]?.events)
    expect(drawn(7)).toBe(drawn(7))
    expect(new Set(Array.from({ length: 20 }, (_, seed) => drawn(seed).includes('node2'))).size).toBe(2)
  })
})

describe('the field is deprecated', () => {
  it('and this is said without a warning of the API server, which has none in v1.34', () => {
    const { diagnostics, manifest } = walk(book)
    expect(diagnostics.map(({ severity, says }) => [severity, says])).toEqual([
      ['info', { code: 'external-ips-deprecated', values: { field: 'spec.externalIPs', version: 'v1.36' } }],
    ])
    const { range } = diagnostics[0] ?? { range: { start: 0, end: 0 } }
    expect(applyEdits(manifest.text, [{ range, insert: 'X' }])).toContain('externalIPs:\n  X')
  })
})
