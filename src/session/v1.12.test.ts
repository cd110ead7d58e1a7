import { describe, expect, it } from 'vitest'
import { explainCause } from '../explain/cause.ts'
import { renderText } from '../explain/render.ts'
import { whyNot } from '../scene/why-not.ts'
import type { RuleEvent, Trace, TracedPacket } from '../trace/trace.ts'
import { createWalker } from './walker.ts'

const walk = createWalker()

/** A Service `web` with a Pod on node1, under the rules of v1.12. */
function manifest({ spec, lab = '', pods = ['node1'], status = '' }: Sample): string {
  const service = `apiVersion: v1
kind: Service
metadata: { name: web, uid: u }
spec:
  clusterIP: 10.96.0.80
  selector: { app: web }
${spec}${status}---
apiVersion: packetwalk/v1
kind: Lab
spec:
  kubernetesVersion: v1.12
${lab}`
  const pod = (node: string, i: number) => `---
apiVersion: v1
kind: Pod
metadata: { name: web-${i + 1}, labels: { app: web } }
spec: { nodeName: ${node}, containers: [{ name: web, ports: [{ containerPort: 80 }] }] }
`
  return [
    service,
    ...pods.map(pod),
    '---\napiVersion: v1\nkind: Pod\nmetadata: { name: caller }\nspec: { nodeName: node2, containers: [{ name: c }] }\n',
  ].join('')
}

interface Sample {
  readonly spec: string
  readonly lab?: string
  readonly pods?: readonly string[]
  readonly status?: string
}

const nodePort = (policy: string) =>
  `  type: NodePort\n  externalTrafficPolicy: ${policy}\n  ports: [{ port: 80, targetPort: 80, nodePort: 30080 }]\n`
const loadBalancer = (policy: string, more = '') =>
  `  type: LoadBalancer\n  externalTrafficPolicy: ${policy}\n${more}  ports: [{ port: 80, targetPort: 80, nodePort: 30080 }]\n`
const vip = 'status: { loadBalancer: { ingress: [{ ip: 80.11.12.20 }] } }\n'
const toNode1 = '  router: { routes: [{ to: 80.11.12.20/32, via: node1 }] }\n'
const ownedByNode1 = `${toNode1}  nodes: { node1: { addresses: [80.11.12.20] } }\n`

function ask(sample: Sample, from: string, to: string): Trace {
  const { trace, diagnostics } = walk(manifest(sample), { from, to })
  if (!trace) throw new Error(JSON.stringify(diagnostics))
  return trace
}

function hit(packet: TracedPacket | undefined, host: string): readonly RuleEvent[] {
  return packet?.events.filter((e): e is RuleEvent => e.type === 'rule' && e.host === host) ?? []
}

/** `table chain rule verdict` of every rule hit on a host, in order. */
function rulesHit(packet: TracedPacket | undefined, host: string): readonly string[] {
  return hit(packet, host).map((e) => `${e.table} ${e.chain.replace(/-[A-Z2-7]{16}$/, '')} ${e.rule} ${e.verdict}`)
}

function why(sample: Sample, from: string, to: string): string {
  const { trace, cluster } = walk(manifest(sample), { from, to })
  const cause = trace && explainCause(trace, cluster)
  return cause ? renderText(cause.sentence, 'en') : ''
}

/** The sentences of the request on one host, without those of the deepest level's ends of chains. */
function told(sample: Sample, from: string, to: string, host: string): readonly string[] {
  const { timeline } = walk(manifest(sample), { from, to })
  const frames = timeline?.frames.filter(
    (frame) => frame.packet === 1 && frame.place.host === host && frame.stack.length > 0,
  )
  return (frames ?? [])
    .map(({ caption }) => renderText(caption, 'en'))
    .filter((text) => !/^Chain |^Packets|^Whatever leaves/.test(text))
}

describe('a packet to the NodePort of a node without the Pod', () => {
  const trace = ask({ spec: nodePort('Cluster') }, 'client', 'node2:30080')
  const [syn, synAck] = trace.packets

  it('meets these rules on the contacted node', () => {
    // KUBE-SERVICES: two rules for each port of kubernetes, web and kube-dns, then the jump to the NodePorts.
    expect(rulesHit(syn, 'node2')).toEqual([
      'nat PREROUTING 1 jump',
      'nat KUBE-SERVICES 11 jump',
      'nat KUBE-NODEPORTS 1 jump',
      'nat KUBE-MARK-MASQ 1 mark',
      'nat KUBE-NODEPORTS 2 jump',
      'nat KUBE-SVC 1 jump',
      'nat KUBE-SEP 2 dnat',
      'filter FORWARD 1 jump',
      'filter KUBE-FORWARD 1 accept',
      'nat POSTROUTING 1 jump',
      'nat KUBE-POSTROUTING 1 masquerade',
    ])
  })

  it('is answered; the source port stays, and no rule clears the mark', () => {
    expect(trace.outcome).toBe('answered')
    expect(trace.server).toMatchObject({ name: 'default/web-1', sees: '192.168.0.12:40000' })
    const marks = ['node1', 'node2'].flatMap((host) => hit(syn, host).flatMap((e) => e.mark ?? []))
    expect(marks).toEqual([{ before: 0, after: 0x4000 }])
    expect(rulesHit(synAck, 'node2')).toEqual(['filter FORWARD 1 jump', 'filter KUBE-FORWARD 2 accept'])
  })

  it('without masquerading carries no mark, and the Pod answers the client directly', () => {
    const sample = { spec: nodePort('Cluster'), lab: '  whatIf: { masquerade: false }\n' }
    const without = ask(sample, 'client', 'node2:30080')
    expect(without).toMatchObject({ outcome: 'timed-out', cause: 'wrong-reply-address' })
    expect(rulesHit(without.packets[0], 'node2').filter((rule) => /MARK|POSTROUTING 1 masq/.test(rule))).toEqual([])
  })
})

describe('externalTrafficPolicy: Local', () => {
  const sample = { spec: nodePort('Local') }

  it('keeps the client’s address on the node with the Pod', () => {
    expect(ask(sample, 'client', 'node1:30080')).toMatchObject({
      outcome: 'answered',
      server: { sees: '203.0.113.10:40000' },
    })
  })

  it('marks on a node without one, and KUBE-FIREWALL drops in INPUT', () => {
    const trace = ask(sample, 'client', 'node2:30080')
    expect(trace).toMatchObject({ outcome: 'timed-out', cause: 'no-local-endpoint', where: 'node2' })
    expect(rulesHit(trace.packets[0], 'node2')).toEqual([
      'nat PREROUTING 1 jump',
      'nat KUBE-SERVICES 11 jump',
      'nat KUBE-NODEPORTS 2 jump',
      'nat KUBE-XLB 2 jump',
      'nat KUBE-MARK-DROP 1 mark',
      'filter INPUT 1 jump',
      'filter INPUT 2 jump',
      'filter KUBE-FIREWALL 1 drop',
    ])
    expect(told(sample, 'client', 'node2:30080', 'node2')).toEqual([
      'Every new connection first visits KUBE-SERVICES, the list of all Service addresses.',
      'No Service address matched, but the destination is an address of node2 itself: try the NodePorts.',
      '30080 is the NodePort of web; its policy is Local: jump to the chain of local endpoints.',
      'node2 has no endpoint of web and the policy is Local: mark the packet to be dropped.',
      'The packet gets mark 0x8000, which means: drop it, if a later chain asks for that mark.',
      'Connections to node2 itself pass KUBE-EXTERNAL-SERVICES, where unservable Services are refused.',
      'KUBE-FIREWALL looks whether the packet carries the mark of what is to be dropped.',
      'Mark 0x8000 says that this packet is to be dropped; KUBE-FIREWALL does it, and nobody is told.',
    ])
  })

  it('gives a Pod all endpoints, and the node itself those of the node only', () => {
    expect(ask(sample, 'default/caller', 'node2:30080').outcome).toBe('answered')
    expect(ask(sample, 'node2', 'node2:30080')).toMatchObject({ outcome: 'timed-out', cause: 'no-local-endpoint' })
    expect(ask(sample, 'node1', '127.0.0.1:30080')).toMatchObject({
      outcome: 'answered',
      server: { sees: expect.stringMatching(/^10\.244\.1\.1:/) },
    })
  })
})

describe('a load-balancer address', () => {
  const ranges = '  loadBalancerSourceRanges: [198.51.100.0/24]\n'

  it('is answered through KUBE-FW', () => {
    const sample = { spec: loadBalancer('Cluster'), status: vip, lab: toNode1 }
    expect(ask(sample, 'client', '80.11.12.20:80').outcome).toBe('answered')
    expect(told(sample, 'client', '80.11.12.20:80', 'node1').slice(1, 5)).toEqual([
      expect.stringMatching(
        /^80\.11\.12\.20:80 is a load-balancer address of web: jump to KUBE-FW-\w+, which asks for the source\.$/,
      ),
      'What comes by an outside address is marked here: the reply has to return through node1.',
      'The packet gets mark 0x4000, which means: change the source address on the way out.',
      expect.stringMatching(/^No source range is asked for, so the packet may go on to KUBE-SVC-\w+\.$/),
    ])
  })

  it('that the node owns: a source that is not allowed is dropped by its mark', () => {
    const sample = { spec: loadBalancer('Cluster', ranges), status: vip, lab: ownedByNode1 }
    const trace = ask(sample, 'client', '80.11.12.20:80')
    expect(trace).toMatchObject({ outcome: 'timed-out', cause: 'source-range', where: 'node1' })
    expect(hit(trace.packets[0], 'node1').flatMap((e) => e.mark?.after ?? [])).toEqual([0x4000, 0xc000])
    expect(why(sample, 'client', '80.11.12.20:80')).toBe(
      'The caller is in no range of loadBalancerSourceRanges, so KUBE-FIREWALL drops it.',
    )
    expect(told(sample, 'client', '80.11.12.20:80', 'node1')).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^No rule of KUBE-FW-\w+ let 203\.0\.113\.10:40000 in: mark the packet to be dropped\.$/),
        'The packet gets mark 0x8000, which means: drop it, if a later chain asks for that mark.',
        'Mark 0xc000 says that this packet is to be dropped; KUBE-FIREWALL does it, and nobody is told.',
      ]),
    )
  })

  it('that the node does not own: the packet is forwarded, and nobody looks at its mark', () => {
    const trace = ask({ spec: loadBalancer('Cluster', ranges), status: vip, lab: toNode1 }, 'client', '80.11.12.20:80')
    expect(
      hit(trace.packets[0], 'node1')
        .flatMap((e) => e.mark?.after ?? [])
        .slice(0, 2),
    ).toEqual([0x4000, 0xc000])
    expect(rulesHit(trace.packets[0], 'node1').filter((rule) => rule.includes('KUBE-FIREWALL'))).toEqual([])
    expect(trace.outcome).not.toBe('answered')
    expect(['source-range', 'rule-dropped']).not.toContain(trace.cause)
  })

  it('without endpoints has no rule: the packet is not refused', () => {
    const trace = ask(
      { spec: loadBalancer('Cluster'), status: vip, lab: toNode1, pods: [] },
      'client',
      '80.11.12.20:80',
    )
    expect(trace.cause).not.toBe('no-endpoint')
    expect(rulesHit(trace.packets[0], 'node1').filter((rule) => rule.endsWith('reject'))).toEqual([])
  })
})

describe('a ClusterIP without endpoints', () => {
  const sample = { spec: '  ports: [{ port: 80 }]\n  publishNotReadyAddresses: false\n', pods: [] }

  it('refuses a process on the node, in OUTPUT', () => {
    expect(ask(sample, 'node1', '10.96.0.80:80')).toMatchObject({ outcome: 'refused', cause: 'no-endpoint' })
  })

  it('does not refuse a Pod: filter FORWARD has no jump to KUBE-SERVICES', () => {
    const trace = ask(sample, 'default/caller', '10.96.0.80:80')
    expect(trace.outcome).not.toBe('answered')
    expect(trace.cause).not.toBe('no-endpoint')
    const verdicts = trace.packets.flatMap((packet) => hit(packet, 'node2').map((e) => e.verdict))
    expect(verdicts).not.toContain('reject')
  })
})

describe('an external IP', () => {
  const sample = {
    spec: '  ports: [{ port: 80, targetPort: 80 }]\n  externalIPs: [198.51.100.80]\n',
    lab: '  router: { routes: [{ to: 198.51.100.80/32, via: node2 }] }\n',
  }

  it('is served to what comes from off the machine', () => {
    const trace = ask(sample, 'client', '198.51.100.80:80')
    expect(trace.outcome).toBe('answered')
    expect(rulesHit(trace.packets[0], 'node2').slice(1, 5)).toEqual([
      'nat KUBE-SERVICES 5 jump',
      'nat KUBE-MARK-MASQ 1 mark',
      'nat KUBE-SERVICES 6 jump',
      'nat KUBE-SVC 1 jump',
    ])
    expect(told(sample, 'client', '198.51.100.80:80', 'node2')).toContain(
      'The packet came neither from a Pod’s bridge port nor from node2 itself: jump to the balancing chain.',
    )
  })

  it('is not served to a Pod by its own node: the packet came in by a port of the bridge', () => {
    const trace = ask(sample, 'default/caller', '198.51.100.80:80')
    const own = rulesHit(trace.packets[0], 'node2')
    expect(own.slice(1, 3)).toEqual(['nat KUBE-SERVICES 5 jump', 'nat KUBE-MARK-MASQ 1 mark'])
    expect(own.some((rule) => rule.startsWith('nat KUBE-SERVICES 6'))).toBe(false)
  })

  it('that is the node’s own is served to its Pods and to itself', () => {
    const own = {
      ...sample,
      lab: '  nodes: { node2: { addresses: [198.51.100.80] } }\n',
    }
    expect(rulesHit(ask(own, 'default/caller', '198.51.100.80:80').packets[0], 'node2')).toContain(
      'nat KUBE-SERVICES 7 jump',
    )
    expect(ask(own, 'node2', '198.51.100.80:80').outcome).toBe('answered')
  })

  it('says of the bridge port why the rule was passed by', () => {
    const own = { ...sample, lab: '  nodes: { node2: { addresses: [198.51.100.80] } }\n' }
    const { timeline, trace, network, rulesets } = walk(manifest(own), {
      from: 'default/caller',
      to: '198.51.100.80:80',
    })
    const frame = timeline?.frames.find((f) => f.stack.at(-1)?.chain === 'KUBE-SERVICES' && f.stack.at(-1)?.rule === 7)
    const chain = rulesets.node2?.tables
      .find(({ name }) => name === 'nat')
      ?.chains.find(({ name }) => name === 'KUBE-SERVICES')
    const rule = chain?.rules[5]
    if (!frame || !trace || !rule) throw new Error('no such frame or rule')
    const message = whyNot(rule, 6, frame, trace, network)
    expect(message && renderText(message, 'en')).toBe('Not matched: the packet came in by bridge port veth-caller.')
  })
})

describe('the order of endpoints', () => {
  const text = (made: string) => `apiVersion: packetwalk/v1
kind: Lab
spec: { kubernetesVersion: VERSION, systemServices: false }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { ${made === 'pods' ? 'selector: { app: web }, ' : ''}clusterIP: 10.96.0.5, ports: [{ port: 80 }] }
---
${
  made === 'pods'
    ? ['10.0.0.2', '10.0.0.10', '10.0.0.1']
        .map(
          (ip, i) =>
            `apiVersion: v1\nkind: Pod\nmetadata: { name: p${i}, labels: { app: web } }\nspec: { containers: [{ name: c }] }\nstatus: { podIP: ${ip} }\n`,
        )
        .join('---\n')
    : 'apiVersion: v1\nkind: Endpoints\nmetadata: { name: web }\nsubsets: [{ addresses: [{ ip: 10.0.0.2 }, { ip: 10.0.0.10 }, { ip: 10.0.0.1 }], ports: [{ port: 80 }] }]\n'
}`
  const order = (made: string, version: string) =>
    walk(text(made).replace('VERSION', version))
      .documents.node1?.tables.flatMap(({ rules }) => rules)
      .flatMap((rule) => / --to-destination (.*):80$/.exec(rule.text)?.[1] ?? [])

  it.each([
    ['pods', 'v1.12', ['10.0.0.1', '10.0.0.10', '10.0.0.2']],
    ['by hand', 'v1.12', ['10.0.0.2', '10.0.0.10', '10.0.0.1']],
    ['pods', 'v1.34', ['10.0.0.10', '10.0.0.1', '10.0.0.2']],
    ['by hand', 'v1.34', ['10.0.0.10', '10.0.0.1', '10.0.0.2']],
  ])('%s, %s', (made, version, expected) => {
    expect(order(made, version)).toEqual(expected)
  })
})
