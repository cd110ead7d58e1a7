import { resolve } from '../../src/cluster/resolve.ts'
import { parseManifest } from '../../src/manifest/parse.ts'
import { familyOf } from '../../src/net/address.ts'
import type { RestoreDocument } from '../../src/netfilter/document.ts'
import { loadDocument } from '../../src/netfilter/load.ts'
import { printDocument } from '../../src/netfilter/print-document.ts'
import { buildNetwork } from '../../src/network/build.ts'
import type { Network } from '../../src/network/network.ts'
import { nodeDocument } from '../../src/proxy/node-document.ts'
import { resolveRequest } from '../../src/session/request.ts'
import type { Trace } from '../../src/trace/trace.ts'
import { traceFlow } from '../../src/trace/trace-flow.ts'
import type { KernelCase, Step } from './case.ts'
import { type Choices, choicesOf, choose } from './choices.ts'
import { type LabPlan, type Names, namesOf, planNetwork } from './plan.ts'

/** A request as the model traced it, and what the kernel's part needs to know to compare. */
export interface Traced {
  readonly title: string
  readonly step: Extract<Step, { send: unknown }>
  readonly trace: Trace
  /** Conntrack of the model before the request. */
  readonly before: Trace['conntrack']
  /** Ports that mean something; all others are random. */
  readonly known: ReadonlySet<number>
}

/** One case for the kernel: the cluster, the steps, and what the model says of each request. */
export interface Script {
  readonly plan: LabPlan
  readonly steps: readonly PlanStep[]
  readonly traced: readonly Traced[]
  readonly names: Names
}

export type PlanStep =
  | { readonly do: 'load'; readonly namespace: string; readonly family: 4 | 6; readonly text: string }
  | { readonly do: 'reset' }
  | { readonly do: 'forget'; readonly namespace: string; readonly arguments: string }
  | { readonly do: 'wait'; readonly seconds: number }
  | {
      readonly do: 'send'
      readonly namespace: string
      readonly family: 4 | 6
      readonly protocol: string
      readonly sourcePort: number
      readonly address: string
      readonly port: number
      readonly patience: number
      /** Nothing is remembered of earlier requests, so it may be asked again. */
      readonly fresh: boolean
    }

/** Below the first retransmission of a SYN (1 s): silence this long is a timeout. */
const patience = 0.85

const firstSourcePort = 40001

/** The model's walk through a case. Throws when the case names somebody who is not there: a mistake in the case. */
export function scriptOf(test: KernelCase): Script {
  let ruled = rule(test.text, test.without)
  const names = namesOf(ruled.network)
  let network = ruled.network
  const steps: PlanStep[] = []
  const traced: Traced[] = []
  const loaded = new Map<string, string>()
  for (const step of test.steps) {
    if ('waitSeconds' in step) {
      steps.push({ do: 'wait', seconds: step.waitSeconds })
      network = { ...network, now: (network.now ?? 0) + step.waitSeconds }
    } else if ('rules' in step) {
      ruled = rule(step.rules, test.without)
      network = withRulesOf(network, ruled.network)
      // Loaded now, not only when somebody sends: what `recent` remembers must survive it.
      steps.push(...loads(ruled, names, loaded, new Map()))
    } else if ('forget' in step) {
      for (const host of network.hosts.filter((h) => h.netfilter)) {
        steps.push({
          do: 'forget',
          namespace: names.namespace(host.name),
          arguments: `-p udp --orig-dst ${step.forget}`,
        })
      }
      network = forget(network, step.forget)
    } else {
      if (!test.keep) network = ruled.network
      const sourcePort = step.send.sourcePort ?? firstSourcePort + traced.length
      const asked = resolveRequest(ruled.cluster, network, { ...step.send, sourcePort })
      const { flow } = asked
      const result = flow && traceFlow(network, flow, asked.choice)
      if (!flow || !result || asked.problems.length > 0) {
        throw new Error(`${test.shape}, ${test.name}: nobody is called ${step.send.from} or ${step.send.to}`)
      }
      const before = conntrackOf(network, result.trace)
      network = result.network
      steps.push(...loads(ruled, names, loaded, choicesOf(result.trace)))
      if (!test.keep) steps.push({ do: 'reset' })
      steps.push({
        do: 'send',
        namespace: names.namespace(flow.from),
        family: familyOf(flow.destination.address),
        protocol: flow.protocol,
        sourcePort,
        address: flow.destination.address,
        port: flow.destination.port,
        patience,
        fresh: !test.keep,
      })
      const title = `${flow.from} → ${step.send.to ?? result.trace.flow.destination} ${flow.protocol}`
      traced.push({
        title,
        step,
        trace: result.trace,
        before,
        known: knownPorts(ruled.network, ruled, flow, sourcePort),
      })
    }
  }
  return { plan: planNetwork(ruled.network), steps, traced, names }
}

interface Ruled {
  readonly cluster: ReturnType<typeof resolve>['cluster']
  readonly network: Network
  /** Restore text per node and family. */
  readonly texts: readonly { readonly node: string; readonly family: 4 | 6; readonly text: string }[]
}

function rule(text: string, without: RegExp | undefined): Ruled {
  const { cluster } = resolve(parseManifest(text), { skipValidation: true })
  const documents = cluster.nodes.flatMap(({ name }) =>
    cluster.settings.families.map((family) => ({
      node: name,
      family,
      document: leaveOut(nodeDocument(cluster, name, { withCni: true, family }), without),
    })),
  )
  const rulesets = Object.fromEntries(
    cluster.nodes.map(({ name }) => [
      name,
      documents.filter(({ node }) => node === name).map(({ document }) => loadDocument(document)),
    ]),
  )
  const texts = documents.map(({ node, family, document }) => ({ node, family, text: printDocument(document) }))
  return { cluster, network: buildNetwork(cluster, rulesets), texts }
}

function leaveOut(document: RestoreDocument, without: RegExp | undefined): RestoreDocument {
  if (!without) return document
  const tables = document.tables.map((table) => ({ ...table, rules: table.rules.filter((r) => !without.test(r.text)) }))
  return { ...document, tables }
}

/** Loads where the text differs from what is loaded: the kernel's random choices are made as the model made them. */
function loads(ruled: Ruled, names: Names, loaded: Map<string, string>, choices: Choices): readonly PlanStep[] {
  return ruled.texts.flatMap(({ node, family, text }): readonly PlanStep[] => {
    const chosen = choose(text, choices.get(node))
    const key = `${node} ${family}`
    if (loaded.get(key) === chosen) return []
    loaded.set(key, chosen)
    return [{ do: 'load', namespace: names.namespace(node), family, text: chosen }]
  })
}

function withRulesOf(network: Network, other: Network): Network {
  const hosts = network.hosts.map((host) => {
    const rulesets = other.hosts.find((candidate) => candidate.name === host.name)?.netfilter?.rulesets
    return host.netfilter && rulesets ? { ...host, netfilter: { ...host.netfilter, rulesets } } : host
  })
  return { ...network, hosts }
}

function forget(network: Network, address: string): Network {
  const hosts = network.hosts.map((host) => {
    if (!host.netfilter) return host
    const { conntrack } = host.netfilter
    const connections = conntrack.connections.filter(
      ({ original }) => original.protocol !== 'UDP' || original.destination.address !== address,
    )
    return { ...host, netfilter: { ...host.netfilter, conntrack: { ...conntrack, connections } } }
  })
  return { ...network, hosts }
}

/** Lines of a network's conntrack as the trace prints them; connections this very trace changed are not among them. */
function conntrackOf(network: Network, trace: Trace): Trace['conntrack'] {
  const before: { [host: string]: readonly string[] } = {}
  for (const host of network.hosts) {
    const ids = host.netfilter?.conntrack.connections.length ?? 0
    if (ids > 0) before[host.name] = trace.conntrack[host.name]?.slice(0, ids) ?? []
  }
  return before
}

function knownPorts(
  network: Network,
  { cluster }: Ruled,
  flow: { readonly destination: { readonly port: number } },
  sourcePort: number,
): ReadonlySet<number> {
  const services = cluster.services.flatMap((service) =>
    service.ports.flatMap((port) => [port.port, port.nodePort ?? 0, ...port.endpoints.map((e) => e.port)]),
  )
  const sockets = network.hosts.flatMap((host) => host.sockets.flatMap(({ port }) => port ?? []))
  return new Set([sourcePort, flow.destination.port, ...services, ...sockets])
}
