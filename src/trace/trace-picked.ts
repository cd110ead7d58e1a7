import type { Network } from '../network/network.ts'
import { branches } from './branches.ts'
import { drawFor } from './draw.ts'
import type { Choice, Flow } from './flow.ts'
import { seededRandom } from './random.ts'
import { type Followed, traceFlow } from './trace-flow.ts'

/** Ways are tried one by one; a network that has more of them than this is not searched to the end. */
const maxWays = 4096

/**
 * Like `traceFlow`, but the picked Pod is also reached where next hops decide and not rules, if any choice of them leads
 * there: a load balancer in front of externalTrafficPolicy Local, a router with several routes.
 */
export function tracePicked(network: Network, flow: Flow, choice: Choice): Followed | undefined {
  const followed = traceFlow(network, flow, choice)
  if (!followed || choice.pick === undefined || followed.trace.server?.name === choice.pick) return followed
  let count = 0
  const ways = branches((fork) => traceFlow(network, flow, choice, drawFor(choice, seededRandom(choice.seed), fork)))
  for (const { result } of ways) {
    if (result?.trace.server?.name === choice.pick) return result
    if (++count === maxWays) break
  }
  return followed
}
