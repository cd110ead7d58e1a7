import { emptyConntrack } from '../netfilter/conntrack.ts'
import type { Network } from '../network/network.ts'
import { branchesOf } from '../trace/enumerate.ts'
import type { Flow } from '../trace/flow.ts'
import { traceFlow } from '../trace/trace-flow.ts'

/** How often one server got the request, beside how often it should. */
export interface SpreadShare {
  /** Pod `namespace/name`, or null where nobody got it. */
  readonly server: string | null
  /** How many of the connections that were sent. */
  readonly drawn: number
  /** Exact, for one connection that nothing came before. */
  readonly probability: number
}

export interface Spread {
  readonly sent: number
  /** Likeliest first. */
  readonly shares: readonly SpreadShare[]
}

/** Ports that a client takes one after the other (net.ipv4.ip_local_port_range). */
const firstPort = 32768
const ports = 28232

/**
 * Sends a flow `count` times, each a new connection with a source port and a seed of its own, over one network: session
 * affinity remembers, closed connections are forgotten. Pauses after each with what has come of it so far.
 */
export function* spreadSteps(network: Network, flow: Flow, count: number, seed = 1): Generator<Spread, Spread> {
  const exact = new Map<string | null, number>()
  for (const { trace, probability } of branchesOf(network, flow, seed)) {
    const server = trace.server?.name ?? null
    exact.set(server, (exact.get(server) ?? 0) + probability)
  }
  const drawn = new Map<string | null, number>()
  const report = (sent: number): Spread => {
    const servers = [...new Set([...exact.keys(), ...drawn.keys()])]
    const shares = servers.map((server) => ({
      server,
      drawn: drawn.get(server) ?? 0,
      probability: exact.get(server) ?? 0,
    }))
    return { sent, shares: shares.toSorted((a, b) => b.probability - a.probability) }
  }
  let now = network
  for (let i = 0; i < count; i++) {
    const sourcePort = firstPort + ((flow.sourcePort + i) % ports)
    const followed = traceFlow(now, { ...flow, sourcePort }, { seed: (seed + i) >>> 0 })
    if (!followed) break
    const server = followed.trace.server?.name ?? null
    drawn.set(server, (drawn.get(server) ?? 0) + 1)
    now = withoutConnections(followed.network)
    yield report(i + 1)
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
