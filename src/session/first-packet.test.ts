import { describe, expect, it } from 'vitest'
import type { RuleEvent, Trace, TracedPacket } from '../trace/trace.ts'
import { createWalker } from './walker.ts'

const walk = createWalker()

const manifest = (policy: string) => `apiVersion: v1
kind: Service
metadata: { name: my-nginx }
spec:
  type: NodePort
  externalTrafficPolicy: ${policy}
  selector: { run: my-nginx }
  ports: [{ name: http, port: 80, targetPort: 80, nodePort: 30080 }]
---
apiVersion: v1
kind: Pod
metadata: { name: web-1, labels: { run: my-nginx } }
spec: { nodeName: node1, containers: [{ name: nginx, ports: [{ containerPort: 80 }] }] }
`

function ask(policy: string, to: string): Trace {
  const { trace } = walk(manifest(policy), { from: 'client', to })
  if (!trace) throw new Error('no trace')
  return trace
}

/** `table chain rule` of every rule hit on a host, in order. */
function rulesHit(packet: TracedPacket | undefined, host: string): readonly string[] {
  const hits = packet?.events.filter((e): e is RuleEvent => e.type === 'rule' && e.host === host) ?? []
  return hits.map((e) => `${e.table} ${e.chain.replace(/-[A-Z2-7]{16}$/, '')} ${e.rule} ${e.verdict}`)
}

describe('a packet to the NodePort of a node without the Pod', () => {
  const trace = ask('Cluster', 'node2:30080')
  const [syn, synAck] = trace.packets

  it('meets these rules on the contacted node', () => {
    expect(rulesHit(syn, 'node2')).toEqual([
      'nat PREROUTING 1 jump',
      'nat KUBE-SERVICES 6 jump',
      'nat KUBE-NODEPORTS 1 jump',
      'nat KUBE-EXT 1 jump',
      'nat KUBE-MARK-MASQ 1 mark',
      'nat KUBE-EXT 2 jump',
      'nat KUBE-SVC 2 jump',
      'nat KUBE-SEP 2 dnat',
      'filter FORWARD 1 jump',
      'filter FORWARD 2 jump',
      'filter KUBE-FORWARD 2 accept',
      'nat POSTROUTING 1 jump',
      'nat KUBE-POSTROUTING 2 mark',
      'nat KUBE-POSTROUTING 3 masquerade',
    ])
  })

  it('is answered, and the answer meets no rule of nat', () => {
    expect(trace.outcome).toBe('answered')
    for (const host of ['node1', 'node2']) {
      expect(rulesHit(synAck, host).filter((rule) => rule.startsWith('nat'))).toEqual([])
    }
    expect(rulesHit(synAck, 'node2')).toEqual(['filter FORWARD 2 jump', 'filter KUBE-FORWARD 3 accept'])
  })

  it('shows the Pod the address of the contacted node', () => {
    expect(trace.server).toMatchObject({ name: 'default/web-1', address: '10.244.1.2:80' })
    expect(trace.server?.sees).toMatch(/^192\.168\.0\.12:/)
  })

  it('carries its mark no further than the node that set it', () => {
    const marks = syn?.events.filter((e): e is RuleEvent => e.type === 'rule' && e.mark !== undefined) ?? []
    expect(marks.map((e) => [e.host, e.mark])).toEqual([
      ['node2', { before: 0, after: 0x4000 }],
      ['node2', { before: 0x4000, after: 0 }],
    ])
  })
})

describe('a packet to the NodePort of the Pod’s own node', () => {
  it('shows the Pod the address of the bridge: MASQUERADE takes that of the outgoing interface', () => {
    expect(ask('Cluster', 'node1:30080').server?.sees).toMatch(/^10\.244\.1\.1:/)
  })
})

describe('with externalTrafficPolicy: Local', () => {
  it('the node with the Pod keeps the client’s address', () => {
    const trace = ask('Local', 'node1:30080')
    expect(trace.outcome).toBe('answered')
    expect(trace.server?.sees).toBe('203.0.113.10:40000')
  })

  it('the node without one drops in INPUT, and the client times out', () => {
    const trace = ask('Local', 'node2:30080')
    expect(trace).toMatchObject({ outcome: 'timed-out', cause: 'no-local-endpoint', where: 'node2', server: null })
    expect(trace.packets).toHaveLength(1)
    expect(trace.packets[0]?.repeats).toBe(4)
    expect(rulesHit(trace.packets[0], 'node2').at(-1)).toBe('filter KUBE-EXTERNAL-SERVICES 1 drop')
    expect(trace.packets[0]?.events.at(-1)).toMatchObject({ type: 'drop', host: 'node2', where: 'INPUT' })
  })
})
