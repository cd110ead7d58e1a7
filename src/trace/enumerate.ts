import type { Network } from '../network/network.ts'
import { branches } from './branches.ts'
import type { Flow } from './flow.ts'
import type { Trace } from './trace.ts'
import { traceFlow } from './trace-flow.ts'

/** One way the `statistic` rules can fall, and how likely it is. */
export interface Branch {
  /** Exact up to floating point: products of the kernel's 31-bit thresholds. */
  readonly probability: number
  readonly trace: Trace
}

/** Branches are followed one by one; a flow that makes more of them than this is cut off, weights and all. */
const maxBranches = 4096

/** Every way this flow can go: `statistic` makes one flow many traces, whose probabilities sum to 1. */
export function enumerate(network: Network, flow: Flow, seed = 1): readonly Branch[] {
  const found: Branch[] = []
  for (const { probability, result } of branches((draw) => traceFlow(network, flow, { seed }, draw))) {
    if (!result) return []
    found.push({ probability, trace: result.trace })
    if (found.length === maxBranches) break
  }
  return found
}
