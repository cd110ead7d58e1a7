import { describe, expect, test } from 'vitest'
import { printDocument } from '../netfilter/print-document.ts'
import type { Network } from '../network/network.ts'
import type { Flow } from '../trace/flow.ts'
import type { RuleEvent, Trace } from '../trace/trace.ts'
import { traceFlow } from '../trace/trace-flow.ts'
import { createWalker } from './walker.ts'

const walk = createWalker()
const rulesOf = (text: string, node = 'node1') => {
  const document = walk(text).documents[node]
  return document ? printDocument(document).split('\n') : []
}

function service(name: string, spec: string): string {
  return `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { ${spec} }\n---\n`
}

function pod(name: string, spec: string, status = ''): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, labels: { app: web } }\nspec: { ${spec} }\nstatus: { ${status} }\n---\n`
}

const container = 'containers: [{ name: main, ports: [{ name: http, containerPort: 8080 }] }]'

test('source ranges may carry blanks, and octets leading zeros, which are decimal; rules are clean', () => {
  const text = `apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  type: LoadBalancer
  externalIPs: [198.051.100.007]
  loadBalancerSourceRanges: [" 203.0.113.000/025", "10.0.0.0/8 "]
  selector: { app: web }
  ports: [{ port: 80 }]
status: { loadBalancer: { ingress: [{ ip: 080.011.012.010 }] } }
`
  const rules = rulesOf(text).join('\n')
  expect(rules).toMatch(/-A KUBE-FW-\S+ .* -s 203\.0\.113\.0\/25 -j/)
  expect(rules).toMatch(/-A KUBE-FW-\S+ .* -s 10\.0\.0\.0\/8 -j/)
  expect(rules).toMatch(/ -d 80\.11\.12\.10 --dport 80 -j KUBE-FW-/)
  expect(rules).toMatch(/ -d 198\.51\.100\.7 --dport 80 -j KUBE-EXT-/)
})

describe('endpoints', () => {
  const slice = `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: web-1, labels: { kubernetes.io/service-name: web } }
addressType: IPv4
ports: [{ name: http, port: 9000, protocol: TCP }, { name: dns, port: 9053, protocol: TCP }]
endpoints: [{ addresses: [198.51.100.9] }]
`
  const targets = (text: string) =>
    rulesOf(text).flatMap((rule) => /default\/web.*--to-destination (\S+)/.exec(rule)?.[1] ?? [])

  test('are joined by port name and protocol; kube-proxy never reads targetPort', () => {
    const named = (name: string, protocol = 'TCP') =>
      service('web', `ports: [{ name: ${name}, port: 80, protocol: ${protocol}, targetPort: 1234 }]`) + slice
    expect(targets(named('http'))).toEqual(['198.51.100.9:9000'])
    expect(targets(named('dns'))).toEqual(['198.51.100.9:9053'])
    expect(targets(named('dns', 'UDP'))).toEqual([])
    expect(targets(named('other'))).toEqual([])
  })

  test('are listed in the order of their text', () => {
    const at = (ip: string) => pod(`p-${ip.replaceAll('.', '-')}`, container, `podIP: ${ip}`)
    const text = service('web', 'selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]')
    expect(targets(text + at('10.244.1.2') + at('10.244.1.22') + at('10.244.1.10'))).toEqual([
      '10.244.1.10:8080',
      '10.244.1.22:8080',
      '10.244.1.2:8080',
    ])
  })
})

test('hairpin: KUBE-SEP compares the client’s own address with the endpoint’s, before it is translated', () => {
  const text =
    service('web', 'selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]') +
    pod('web-1', `nodeName: node1, ${container}`) +
    pod('web-2', `nodeName: node1, ${container}`)
  const masqueraded = (from: string, pick: string) => {
    const { trace } = walk(text, { from, to: 'svc/default/web:80', pick })
    expect(trace?.outcome).toBe('answered')
    return hits(trace).some(({ chain }) => chain === 'KUBE-MARK-MASQ')
  }
  expect(masqueraded('web-1', 'web-1')).toBe(true)
  expect(masqueraded('web-1', 'web-2')).toBe(false)
  expect(masqueraded('web-2', 'web-2')).toBe(true)
})

describe('a connection', () => {
  const text = (ready: boolean) =>
    service(
      'web',
      'type: NodePort, selector: { app: web }, ports: [{ port: 80, targetPort: 8080, nodePort: 30080, protocol: UDP }]',
    ) +
    pod(
      'web-1',
      'nodeName: node1, containers: [{ name: main, ports: [{ containerPort: 8080, protocol: UDP }] }]',
      ready ? '' : 'conditions: [{ type: Ready, status: "False" }]',
    )
  const request = { from: 'client', to: 'node2:30080', protocol: 'UDP' } as const
  const before = walk(text(true), request)
  const after = walk(text(false), request)

  test('asks nat for its first packet only, and loses its mark where it is masqueraded', () => {
    const first = traced(before.network, before.flow)
    const again = traced(first.network, before.flow)
    expect([first.trace.outcome, again.trace.outcome]).toEqual(['answered', 'answered'])
    expect(hits(first.trace).filter(({ table }) => table === 'nat').length).toBeGreaterThan(5)
    expect(hits(again.trace).filter(({ table }) => table === 'nat')).toEqual([])
    const marks = hits(first.trace).flatMap(({ chain, mark }) => (mark ? [[chain, mark.after]] : []))
    expect(marks).toEqual([
      ['KUBE-MARK-MASQ', 0x4000],
      ['KUBE-POSTROUTING', 0],
    ])
  })

  test('keeps its endpoint when the rules change under it', () => {
    const first = traced(before.network, before.flow)
    const kept = traced(withRulesOf(first.network, after.network), before.flow)
    expect(kept.trace.server?.name).toBe('default/web-1')
  })

  test('of UDP outlives the last endpoint: nothing deletes its entry then, while a new one is refused', () => {
    const first = traced(before.network, before.flow)
    const changed = withRulesOf(first.network, after.network)
    expect(traced(changed, before.flow).trace.outcome).toBe('answered')
    const fresh: Flow | undefined = before.flow && { ...before.flow, sourcePort: before.flow.sourcePort + 1 }
    expect(traced(changed, fresh).trace.outcome).toBe('refused')
  })
})

/** The network as one trace left it, its nodes' rules those of another. */
function withRulesOf(network: Network, other: Network): Network {
  const hosts = network.hosts.map((host) => {
    const rulesets = other.hosts.find(({ name }) => name === host.name)?.netfilter?.rulesets
    return host.netfilter && rulesets ? { ...host, netfilter: { ...host.netfilter, rulesets } } : host
  })
  return { ...network, hosts }
}

function traced(network: Network, flow: Flow | undefined) {
  const result = flow && traceFlow(network, flow, { seed: 1 })
  if (!result) throw new Error('no flow')
  return result
}

/** Every rule the request's first packet hit. */
function hits(trace: Trace | undefined): readonly RuleEvent[] {
  const events = trace?.packets[0]?.events ?? []
  return events.filter((event): event is RuleEvent => event.type === 'rule')
}
