import type { Cluster } from '../cluster/cluster.ts'
import type { Network } from '../network/network.ts'
import type { Flow } from '../trace/flow.ts'
import type { Trace } from '../trace/trace.ts'
import { tracePicked } from '../trace/trace-picked.ts'
import { traceNamed } from './named-request.ts'
import type { ResolvedRequest } from './request.ts'

/** What a request came to, and the network afterwards. */
export interface Followed {
  readonly trace: Trace
  readonly network: Network
  /** The connection; absent when the request went to a name that came to no address. */
  readonly flow?: Flow
}

/** Follows a request through the network, its name's lookup first; undefined when it names nobody. */
export function follow(cluster: Cluster, network: Network, asked: ResolvedRequest): Followed | undefined {
  const { named, flow, choice } = asked
  if (named) return traceNamed(cluster, network, named.asker, named.request, choice)
  const traced = flow && tracePicked(network, flow, choice)
  return traced && { ...traced, flow }
}
