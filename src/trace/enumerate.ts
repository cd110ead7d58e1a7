import type { Network } from '../network/network.ts'
import { branches } from './branches.ts'
import type { Flow } from './flow.ts'
import { type Followed, traceFlow } from './trace-flow.ts'

/** One way the choices can fall, and how likely it is. */
export interface Branch extends Followed {
  /** Exact up to floating point: products of the kernel's 31-bit thresholds. */
  readonly probability: number
}

/** Branches are followed one by one; a flow that makes more of them than this is cut off, weights and all. */
const maxBranches = 4096

/**
 * Every way this flow can go: `statistic` and several next hops make one flow many traces, whose probabilities sum to 1.
 * None when the flow's host is not in the network.
 */
export function enumerate(network: Network, flow: Flow, seed = 1): readonly Branch[] {
  return [...branchesOf(network, flow, seed)]
}

/** The same one by one, so that a caller may stop in between. */
export function* branchesOf(network: Network, flow: Flow, seed = 1): Generator<Branch, void> {
  let count = 0
  for (const { probability, result } of branches((draw) => traceFlow(network, flow, { seed }, draw))) {
    if (!result) return
    yield { probability, ...result }
    if (++count === maxBranches) return
  }
}
