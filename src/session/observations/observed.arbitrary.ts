import { expect, test } from 'vitest'
import type { Cause } from '../../trace/causes.ts'
import type { Outcome, Trace, TracedPacket } from '../../trace/trace.ts'
import { createWalker } from '../walker.ts'

const pod = (name: string, node: number, address: string, kind: string) => `---
apiVersion: v1
kind: Pod
metadata: { name: ${name}, labels: { kind: ${kind}, name: ${name} } }
spec: { nodeName: node${node}, containers: [{ name: c, ports: [{ containerPort: 8080 }, { containerPort: 53, protocol: UDP }] }] }
status: { podIP: ${address} }
`

/** The cluster that was measured: three nodes, servers a1–a3, callers b1 and b2, two outside clients, one router. */
const pods = [
  pod('a1', 1, '10.244.1.2', 'a'),
  pod('b1', 1, '10.244.1.3', 'b'),
  pod('a2', 2, '10.244.2.2', 'a'),
  pod('b2', 2, '10.244.2.3', 'b'),
  pod('a3', 3, '10.244.3.2', 'a'),
].join('')

const hosts = '[{ name: client, addresses: [203.0.113.10/24] }, { name: client2, addresses: [198.51.100.10/24] }]'

/** A text for that cluster: one Service's spec, and fields of the Lab's spec as lines of YAML. */
export function observed(service: string, lab: readonly string[] = [], more = ''): string {
  const egress = lab.some((line) => line.startsWith('egressMasquerade')) ? [] : ['egressMasquerade: outside']
  const fields = [`hosts: ${hosts}`, 'systemServices: false', ...egress, ...lab].map((line) => `  ${line}\n`).join('')
  return `apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: ${service}\n---\napiVersion: packetwalk/v1\nkind: Lab\nspec:\n${fields}${pods}${more}`
}

/** ClusterIP 10.96.0.100:80 and node port 30080 of the Pods with these labels. */
export function service(selector: string, more = ''): string {
  const rest = more === '' ? '' : `, ${more}`
  return `{ type: NodePort, clusterIP: 10.96.0.100, selector: { ${selector} }, ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }]${rest} }`
}

/** What was asked, and what the kernel did. */
export interface Probe {
  readonly from: string
  readonly to: string
  readonly pick?: string
  readonly protocol?: 'TCP' | 'UDP'
  readonly sourcePort?: number
  readonly outcome: Outcome
  readonly cause?: Cause
  readonly where?: string
  /** Pod that answered, and the source address it saw. */
  readonly server?: string
  readonly sees?: string
  /** Per packet: kind, how often, and the address pairs with the interfaces they were seen on. `cni0 out` is left out. */
  readonly packets: readonly string[]
}

/**
 * A test of several flows in a row, with the CNI's egress masquerading and without; `egress` is the line of the Lab that
 * says so.
 */
export function inBothModes(name: string, run: (egress: string) => void): void {
  test.each(['outside', 'off'])(`${name} (egress masquerade %s)`, (mode) => run(`egressMasquerade: ${mode}`))
}

/** Sends the probe with the CNI's egress masquerading as the Lab has it and without, and compares both with the kernel. */
export function probe(name: string, text: string, expected: Probe): void {
  const modes = text.includes('egressMasquerade: outside') ? ['outside', 'off'] : ['as written']
  test.each(modes)(`${name} (egress masquerade %s)`, (mode) => {
    compare(
      ask(
        text.replace('egressMasquerade: outside', `egressMasquerade: ${mode === 'off' ? 'off' : 'outside'}`),
        expected,
      ),
      expected,
    )
  })
}

function ask(text: string, request: Pick<Probe, 'from' | 'to' | 'pick' | 'protocol' | 'sourcePort'>): Trace {
  const { from, to, pick, protocol, sourcePort } = request
  const { trace, diagnostics } = createWalker()(text, {
    from,
    to,
    ...(pick === undefined ? {} : { pick }),
    ...(protocol === undefined ? {} : { protocol }),
    ...(sourcePort === undefined ? {} : { sourcePort }),
  })
  if (!trace) throw new Error(`no trace from ${from} to ${to}`)
  expect(diagnostics.filter(({ stage }) => stage === 'lab')).toEqual([])
  return trace
}

export function compare(trace: Trace, expected: Probe): void {
  const { outcome, cause, where, server } = trace
  const told = {
    outcome,
    ...(expected.cause === undefined ? {} : { cause }),
    ...(expected.where === undefined ? {} : { where }),
    ...(expected.server === undefined && outcome !== 'answered' ? {} : { server: server?.name.replace(/^.*\//, '') }),
    ...(expected.sees === undefined ? {} : { sees: withoutPort(server?.sees ?? '') }),
    packets: trace.packets.map(crossings),
  }
  const { from: _from, to: _to, pick: _pick, protocol: _protocol, sourcePort: _port, ...answer } = expected
  expect(told).toEqual(answer)
}

function withoutPort(socket: string): string {
  return socket.replace(/:\d+$/, '')
}

/** Ports that mean something here; any other was drawn. */
const knownPorts = new Set(['80', '81', '8080', '8081', '30080', '30081', '53', '9099'])

/** One packet's way in one line: address pairs and the interfaces they were seen on. */
export function crossings({ kind, repeats, events }: TracedPacket): string {
  let line = `${kind}${repeats === 1 ? '' : ` ×${repeats}`}:`
  let pair = ''
  let device = ''
  for (const event of events) {
    if (event.type !== 'cross' || (event.device === 'cni0' && event.way === 'out') || event.device === 'lo') continue
    const ends = `${socket(event.source)} > ${socket(event.destination)}`
    const at = `${event.host.replace(/^.*\//, '')}.${event.device}`
    if (ends === pair && at === device) continue
    line += ends === pair ? ` ${at}` : `${pair === '' ? '' : ' ⇒'} ${ends} on ${at}`
    pair = ends
    device = at
  }
  return line
}

function socket(text: string): string {
  return text.replace(/:(\d+)$/, (all, port: string) => (knownPorts.has(port) ? all : ':*'))
}
