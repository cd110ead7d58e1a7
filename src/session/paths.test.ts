import { describe, expect, it } from 'vitest'
import type { LabRequest } from '../manifest/manifest.ts'
import type { Trace } from '../trace/trace.ts'
import { createWalker } from './walker.ts'

const pod = (name: string, node: string, container: string, more = '') => `apiVersion: v1
kind: Pod
metadata: { name: ${name}, labels: { app: ${name} } }
spec: { nodeName: ${node}, ${more}containers: [{ name: c${container} }] }
`
const web = pod('web', 'node1', ', ports: [{ containerPort: 80 }, { containerPort: 53, protocol: UDP }]')
const cart = pod('cart', 'node2', '')

function ask(request: LabRequest, lab: string, ...objects: readonly string[]): Trace {
  const text = [...objects, `apiVersion: packetwalk/v1\nkind: Lab\nspec: { systemServices: false${lab} }\n`].join(
    '---\n',
  )
  const { trace } = createWalker()(text, request)
  if (!trace) throw new Error('no trace')
  return trace
}

const kinds = ({ packets }: Trace) => packets.map(({ kind }) => kind)

describe('UDP', () => {
  it('a closed port is refused by ICMP, which becomes ECONNREFUSED', () => {
    const trace = ask({ from: 'cart', to: 'web:5353', protocol: 'UDP' }, '', web, cart)
    expect(trace).toMatchObject({ outcome: 'refused', cause: 'port-closed', where: 'default/web', told: 2 })
    expect(kinds(trace)).toEqual(['request', 'port-unreachable'])
  })

  it('an answer from the wrong address is refused by the client, not reset', () => {
    const service = `apiVersion: v1
kind: Service
metadata: { name: dns }
spec: { type: NodePort, selector: { app: web }, ports: [{ port: 53, protocol: UDP, nodePort: 30053 }] }
`
    const lab = ', whatIf: { masquerade: false, podRoutes: true }'
    const trace = ask({ from: 'client', to: 'node2:30053', protocol: 'UDP' }, lab, service, web, cart)
    expect(trace).toMatchObject({ outcome: 'timed-out', cause: 'wrong-reply-address', told: null })
    expect(kinds(trace)).toEqual(['request', 'response', 'port-unreachable'])
    expect(trace.packets.map(({ repeats }) => repeats)).toEqual([1, 1, 1])
  })
})

describe('rp_filter on a node', () => {
  it.each([
    [0, 'answered'],
    [1, 'answered'],
    [2, 'answered'],
  ] as const)('%i does not disturb symmetric paths', (mode, outcome) => {
    const nodes = `, nodes: { node1: { rpFilter: ${mode} }, node2: { rpFilter: ${mode} } }`
    expect(ask({ from: 'cart', to: 'web:80' }, nodes, web, cart).outcome).toBe(outcome)
  })

  it('loose mode takes what some route leads back to, strict mode only by the same interface', () => {
    const without = ', whatIf: { masquerade: false, podRoutes: true }'
    const service = `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { type: NodePort, selector: { app: web }, ports: [{ port: 80, nodePort: 30080 }] }
`
    const at = (mode: number) =>
      ask({ from: 'client', to: 'node2:30080' }, `, router: { rpFilter: ${mode} }${without}`, service, web, cart).cause
    // The router knows the Pods through its LAN, where the answer comes from: both modes take it.
    expect([at(0), at(1), at(2)]).toEqual(Array(3).fill('wrong-reply-address'))
    const unknown = (mode: number) =>
      ask(
        { from: 'client', to: 'node2:30080' },
        `, router: { rpFilter: ${mode} }, whatIf: { masquerade: false }`,
        service,
        web,
        cart,
      ).cause
    expect([unknown(0), unknown(1), unknown(2)]).toEqual(['wrong-reply-address', 'reverse-path', 'reverse-path'])
  })
})

describe('addresses and routes', () => {
  it('a hostNetwork Pod answers with its node’s address', () => {
    const agent = pod('agent', 'node1', ', ports: [{ containerPort: 9100 }]', 'hostNetwork: true, ')
    const trace = ask({ from: 'cart', to: 'node1:9100' }, '', agent, cart)
    expect(trace).toMatchObject({
      outcome: 'answered',
      server: { name: 'default/agent', address: '192.168.0.11:9100' },
    })
  })

  it('a node asks with the address of the interface it leaves by: the bridge for its own Pods', () => {
    expect(ask({ from: 'node1', to: 'web:80' }, '', web, cart).flow.source).toMatch(/^10\.244\.1\.1:/)
    expect(ask({ from: 'node2', to: 'web:80' }, '', web, cart).flow.source).toMatch(/^192\.168\.0\.12:/)
  })

  it('a process on the node starts at OUTPUT and meets no PREROUTING there', () => {
    const [syn] = ask({ from: 'node2', to: 'web:80' }, '', web, cart).packets
    const hooks = syn?.events.flatMap((event) => (event.host === 'node2' && 'hook' in event ? [event.hook] : []))
    expect(hooks?.[0]).toBe('OUTPUT')
    expect(hooks).not.toContain('PREROUTING')
  })

  it('the longest prefix wins, whatever is written first', () => {
    const routes = (more: string) => `, router: { routes: [{ to: 80.11.12.0/24, via: node1 }, ${more}] }`
    const to = { from: 'client', to: '80.11.12.10:80' }
    expect(ask(to, routes('{ to: 80.11.12.10/32, blackhole: true }'), web, cart).cause).toBe('black-hole')
    expect(ask(to, routes('{ to: 80.11.0.0/16, blackhole: true }'), web, cart).cause).toBe('ttl-loop')
  })

  it('several next hops share the load by flow, and one flow keeps to one', () => {
    const lab = ', router: { routes: [{ to: 80.11.12.10/32, via: [node1, node2] }] }'
    const service = `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80 }], externalIPs: [80.11.12.10] }
`
    const entered = new Set<string>()
    for (let seed = 1; seed <= 12; seed++) {
      const trace = ask({ from: 'client', to: '80.11.12.10:80', seed }, lab, service, web, cart)
      expect(trace.outcome).toBe('answered')
      entered.add(trace.packets[0]?.events.find(({ host }) => host.startsWith('node'))?.host ?? '')
    }
    expect([...entered].sort()).toEqual(['node1', 'node2'])
  })
})

describe('the packet that told the sender', () => {
  it('is the ICMP error, the RST or the answer; nothing tells of silence', () => {
    expect(ask({ from: 'cart', to: 'web:81' }, '', web, cart)).toMatchObject({ outcome: 'refused', told: 2 })
    expect(ask({ from: 'cart', to: 'web:80' }, '', web, cart)).toMatchObject({ outcome: 'answered', told: 2 })
    const lab = ', router: { routes: [{ to: 80.11.12.10/32, blackhole: true }] }'
    expect(ask({ from: 'client', to: '80.11.12.10:80' }, lab, web, cart)).toMatchObject({
      outcome: 'timed-out',
      told: null,
    })
  })
})
