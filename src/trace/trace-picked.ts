import type { Network } from '../network/network.ts'
import { enumerate } from './enumerate.ts'
import type { Choice, Flow } from './flow.ts'
import { type Followed, traceFlow } from './trace-flow.ts'

/**
 * Like `traceFlow`, but the picked Pod is also reached where next hops decide and not rules, if any choice of them leads
 * there: a load balancer in front of externalTrafficPolicy Local, a router with several routes.
 */
export function tracePicked(network: Network, flow: Flow, choice: Choice): Followed | undefined {
  const followed = traceFlow(network, flow, choice)
  if (!followed || choice.pick === undefined || followed.trace.server?.name === choice.pick) return followed
  const branch = enumerate(network, flow, choice.seed).find(({ trace }) => trace.server?.name === choice.pick)
  return branch ? { trace: branch.trace, network: branch.network } : followed
}
