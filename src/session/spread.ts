import { emptyConntrack } from '../netfilter/conntrack.ts'
import type { Network } from '../network/network.ts'
import { branchesOf } from '../trace/enumerate.ts'
import type { Flow } from '../trace/flow.ts'
import type { Trace } from '../trace/trace.ts'
import { traceFlow } from '../trace/trace-flow.ts'

/** How often requests ended in one way, beside how often they should. */
export interface SpreadShare {
  /** Name of the Pod or host that answered, or the outcome of those nobody answered. */
  readonly end: string
  /** How many of the connections that were sent. */
  readonly drawn: number
  /** Exact, for one connection that nothing came before. */
  readonly probability: number
}

export interface Spread {
  readonly sent: number
  /** Likeliest first. */
  readonly shares: readonly SpreadShare[]
  /** What became of the last one; absent once all are told together. */
  readonly last?: Trace
}

/** Name of the Pod or host that answered, or the outcome of those nobody answered. */
export function endOf({ outcome, server }: Trace): string {
  return outcome === 'answered' ? (server?.name ?? outcome) : outcome
}

/** Ports that a client takes one after the other (net.ipv4.ip_local_port_range). */
const firstPort = 32768
const ports = 28232

/**
 * Sends a flow `count` times, each a new connection with a source port and a seed of its own, over one network: session
 * affinity remembers, closed connections are forgotten. Pauses after each with what has come of it so far.
 */
export function* spreadSteps(network: Network, flow: Flow, count: number, seed = 1): Generator<Spread, Spread> {
  const exact = new Map<string, number>()
  for (const { trace, probability } of branchesOf(network, flow, seed)) {
    const end = endOf(trace)
    exact.set(end, (exact.get(end) ?? 0) + probability)
  }
  const drawn = new Map<string, number>()
  const report = (sent: number, last?: Trace): Spread => {
    const ends = [...new Set([...exact.keys(), ...drawn.keys()])]
    const shares = ends.map((end) => ({ end, drawn: drawn.get(end) ?? 0, probability: exact.get(end) ?? 0 }))
    return { sent, shares: shares.toSorted((a, b) => b.probability - a.probability), ...(last ? { last } : {}) }
  }
  let now = network
  for (let i = 0; i < count; i++) {
    const sourcePort = firstPort + ((flow.sourcePort + i) % ports)
    const followed = traceFlow(now, { ...flow, sourcePort }, { seed: (seed + i) >>> 0 })
    if (!followed) break
    const end = endOf(followed.trace)
    drawn.set(end, (drawn.get(end) ?? 0) + 1)
    now = withoutConnections(followed.network)
    yield report(i + 1, followed.trace)
  }
  return report([...drawn.values()].reduce((sum, each) => sum + each, 0))
}

/** The whole spread at once. */
export function spread(network: Network, flow: Flow, count = 1000, seed = 1): Spread {
  const steps = spreadSteps(network, flow, count, seed)
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}

function withoutConnections(network: Network): Network {
  const hosts = network.hosts.map((host) =>
    host.netfilter && host.netfilter.conntrack.connections.length > 0
      ? { ...host, netfilter: { ...host.netfilter, conntrack: emptyConntrack } }
      : host,
  )
  return { ...network, hosts }
}
