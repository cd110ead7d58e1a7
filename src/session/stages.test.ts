import { describe, expect, it } from 'vitest'
import { createWalker } from './walker.ts'

const service = `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { type: NodePort, selector: { app: web }, ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }] }
`
const pod = (name: string, node: string, ip: string, more = '') => `apiVersion: v1
kind: Pod
metadata: { name: ${name}, labels: { app: web }${more} }
spec: { nodeName: ${node}, containers: [{ name: c, ports: [{ containerPort: 8080 }] }] }
status: { podIP: ${ip} }
`
const absent = ', annotations: { packetwalk/absent: "true" }'

function walk(lab: string, ...objects: readonly string[]) {
  const spec = `apiVersion: packetwalk/v1\nkind: Lab\nspec:\n  request: { from: client, to: "node2:30080" }\n${lab}`
  return createWalker()([service, spec, ...objects].join('---\n'))
}

/** A block of YAML as a value of the Lab. */
const block = (text: string) => `|\n${text.replace(/^/gm, '      ')}\n`

const moved = `${pod('new', 'node1', '10.244.1.3', absent)}---\n${pod('old', 'node1', '10.244.1.2')}`
const stage = `  before:\n  - objects: ${block(moved)}    send: { from: client, to: "node2:30080" }\n`

describe('earlier stages', () => {
  it('lay their objects over the text, and leave the text as it is afterwards', () => {
    const { trace, cluster } = walk(stage, pod('new', 'node1', '10.244.1.3'))
    expect(trace?.before.map(({ server }) => server?.name)).toEqual(['default/old'])
    expect(trace?.server?.name).toBe('default/new')
    expect(cluster.pods.filter(({ namespace }) => namespace === 'default').map(({ name }) => name)).toEqual(['new'])
  })

  it('a stopped kube-proxy keeps the rules of its stage; the others go on', () => {
    const faults = '  faults: [{ type: KubeProxyStopped, node: node2, stage: 0 }]\n'
    const { rulesets, trace } = walk(stage + faults, pod('new', 'node1', '10.244.1.3'))
    expect(trace).toMatchObject({ outcome: 'unreachable', cause: 'kube-proxy-stopped', where: 'node2' })
    const leads = (node: string) => JSON.stringify(rulesets[node]).includes('10.244.1.3')
    expect([leads('node1'), leads('node2')]).toEqual([true, false])
  })

  it('a kube-proxy that stops in the last stage has missed nothing', () => {
    const faults = '  faults: [{ type: KubeProxyStopped, node: node2, stage: 1 }]\n'
    expect(walk(stage + faults, pod('new', 'node1', '10.244.1.3')).trace?.outcome).toBe('answered')
  })

  it('are told in the trace, oldest first', () => {
    const send = (to: string) => `  - send: { from: client, to: "${to}" }\n`
    const { trace } = walk(`  before:\n${send('node1:30080')}${send('node1:30081')}`, pod('new', 'node1', '10.244.1.3'))
    expect(trace?.before.map(({ outcome }) => outcome)).toEqual(['answered', 'refused'])
    expect(trace?.before.every(({ before }) => before.length === 0)).toBe(true)
  })

  it('conntrack remembers until its time is up', () => {
    const send = '  before:\n  - send: { from: client, to: "node2:30081", protocol: UDP }\n'
    const entries = (lab: string) => walk(lab, pod('new', 'node1', '10.244.1.3')).trace?.conntrack.node2?.length
    expect(entries(send)).toBe(2)
    expect(entries(`${send}    wait: 29s\n`)).toBe(2)
    expect(entries(`${send}    wait: 30s\n`)).toBe(1)
  })

  it('say what nobody can do: names that are not there, and objects that cannot be read', () => {
    const { diagnostics } = walk(
      '  before: [{ send: { from: nobody, to: "node1:30080" } }, { objects: "kind: Nonsense\\nmetadata: [" }]\n  faults: [{ type: KubeProxyStopped, node: node9 }]\n  rules: [{ node: node1, table: nat, delete: "-A KUBE-SERVICES -j DROP" }]\n',
    )
    const told = diagnostics.filter(({ stage: at }) => at === 'lab').map(({ path, says }) => [path, says])
    expect(told).toEqual([
      ['spec.before[0].send.from', { code: 'lab-name-unknown', values: { name: 'nobody' } }],
      ['spec.before[1].objects', { code: 'lab-overlay', values: { message: expect.any(String) } }],
      ['spec.faults[0].node', { code: 'node-unknown', values: { name: 'node9' } }],
      ['spec.rules[0].delete', { code: 'lab-rule-not-found', values: { node: 'node1', table: 'nat' } }],
    ])
  })
})

describe('a what-if is the real thing under a name', () => {
  it.each([
    ['{ hairpin: false }', '  nodes: { node1: { hairpin: false }, node2: { hairpin: false } }\n'],
    [
      '{ bridgeNf: false }',
      '  nodes: { node1: { bridgeNfCallIptables: false }, node2: { bridgeNfCallIptables: false } }\n',
    ],
    ['{ routeLocalnet: false }', '  nodes: { node1: { routeLocalnet: false }, node2: { routeLocalnet: false } }\n'],
    ['{ defaultVia: node2 }', '  nodes: { node1: { defaultVia: node2 } }\n'],
    ['{ rpFilter: 1 }', '  router: { rpFilter: 1 }\n  nodes: { node1: { rpFilter: 1 }, node2: { rpFilter: 1 } }\n'],
    ['{ egressMasquerade: all }', '  egressMasquerade: all\n'],
    [
      '{ podRoutes: true }',
      '  router: { routes: [{ to: 10.244.1.0/24, via: node1 }, { to: 10.244.2.0/24, via: node2 }] }\n',
    ],
  ])('%s', (whatIf, real) => {
    const named = walk(`  whatIf: ${whatIf}\n`, pod('web-1', 'node1', '10.244.1.2'))
    const written = walk(real, pod('web-1', 'node1', '10.244.1.2'))
    expect(named.network).toEqual(written.network)
    expect(named.network).not.toEqual(walk('', pod('web-1', 'node1', '10.244.1.2')).network)
  })
})
