import type { Cluster } from '../cluster/cluster.ts'
import { firstServiceNamed } from '../dns/zone.ts'
import type { Address } from '../net/address.ts'
import { formatSocket, type Protocol } from '../net/packet.ts'
import { formatConnection } from '../netfilter/track.ts'
import type { Network } from '../network/network.ts'
import type { Choice, Flow } from '../trace/flow.ts'
import type { NameLookup } from '../trace/lookup.ts'
import { renumbered } from '../trace/lookup-log.ts'
import type { Trace } from '../trace/trace.ts'
import { traceFlow } from '../trace/trace-flow.ts'
import type { Followed } from './follow.ts'
import { nameErrorOf } from './name-error.ts'
import { type Asker, lookUpName } from './name-lookup.ts'

/** A request to a DNS name. Without a port it goes to the first of the Service, or to 80. */
export interface NamedRequest {
  readonly name: string
  readonly port?: number
  /** Absent: what the Service speaks there. */
  readonly protocol?: Protocol
  readonly sourcePort: number
}

/** Looks the name up over the network, then follows the request to the first address, on one network state. */
export function traceNamed(
  cluster: Cluster,
  network: Network,
  asker: Asker,
  request: NamedRequest,
  choice: Choice,
): Followed | undefined {
  const own = network.hosts.find(({ name }) => name === asker.host)?.devices.find(({ type }) => type !== 'lo')
  if (!own?.addresses[0]) return undefined
  const lookup = lookUpName(cluster, network, asker, request.name, { choice })
  const service = firstServiceNamed(cluster, lookup.resolving.candidates)
  const port = request.port ?? service?.ports[0]?.port ?? 80
  const spoken = service?.ports.filter((candidate) => candidate.port === port).map(({ protocol }) => protocol) ?? []
  const protocol = request.protocol ?? (spoken.includes('TCP') ? 'TCP' : (spoken[0] ?? 'TCP'))
  const source = { address: own.addresses[0].address, port: request.sourcePort }
  const failed = failedTrace(cluster, asker, lookup, { protocol, source, port })
  if (lookup.resolution.type === 'failed') return { trace: failed, network: lookup.network }
  const flow: Flow = {
    from: asker.host,
    protocol,
    sourcePort: request.sourcePort,
    destination: { address: lookup.resolution.addresses[0] as Address, port },
  }
  const connected = traceFlow(lookup.network, flow, choice)
  if (!connected) return undefined
  return { flow, network: connected.network, trace: joined(lookup, connected.trace) }
}

/** The lookups' packets, then the connection's. */
function joined(lookup: NameLookup, trace: Trace): Trace {
  const numbers = new Map(trace.packets.map(({ id }) => [id, id + lookup.packets.length]))
  const packets = trace.packets.map((packet) => ({
    ...packet,
    id: packet.id + lookup.packets.length,
    events: renumbered(packet, numbers),
  }))
  return {
    ...trace,
    told: trace.told === null ? null : (numbers.get(trace.told) ?? null),
    packets: [...lookup.packets, ...packets],
    dns: lookup.exchanges,
    resolver: lookup.resolving,
  }
}

function failedTrace(
  cluster: Cluster,
  asker: Asker,
  lookup: NameLookup,
  { protocol, source, port }: { protocol: Protocol; source: { address: Address; port: number }; port: number },
): Trace {
  const { cause, where } = nameErrorOf(cluster, asker, lookup)
  const conntrack: { [host: string]: readonly string[] } = {}
  for (const { name, netfilter } of lookup.network.hosts) {
    const connections = netfilter?.conntrack.connections ?? []
    if (connections.length > 0) conntrack[name] = connections.map(formatConnection)
  }
  return {
    version: 1,
    flow: {
      from: asker.host,
      protocol,
      source: formatSocket(source),
      destination: `${lookup.resolving.name}:${port}`,
    },
    outcome: 'name-error',
    cause,
    where,
    told: lookup.exchanges.at(-1)?.packets[1] ?? null,
    server: null,
    packets: lookup.packets,
    dns: lookup.exchanges,
    resolver: lookup.resolving,
    conntrack,
    before: [],
  }
}
