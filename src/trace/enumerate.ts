import type { Network } from '../network/network.ts'
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

/**
 * The same one by one, so that a caller may stop in between. Replays the flow with a script of draws, each run taking the
 * last undecided draw the other way.
 */
export function* branchesOf(network: Network, flow: Flow, seed = 1): Generator<Branch, void> {
  let script: boolean[] | undefined = []
  for (let count = 0; script && count < maxBranches; count++) {
    const decided: { hit: boolean; chance: number }[] = []
    const prefix: readonly boolean[] = script
    const followed = traceFlow(network, flow, { seed }, (_rule, threshold) => {
      const chance = Math.min(1, threshold / 2 ** 31)
      // A certain draw is no fork: taking it the other way would be a branch of probability 0.
      const hit = prefix[decided.length] ?? chance > 0
      decided.push({ hit, chance })
      return hit
    })
    if (!followed) return
    const probability = decided.reduce((product, { hit, chance }) => product * (hit ? chance : 1 - chance), 1)
    yield { probability, ...followed }
    script = nextScript(decided)
  }
}

/** The next combination in depth-first order: the last hit that could have missed now misses. */
function nextScript(decided: readonly { hit: boolean; chance: number }[]): boolean[] | undefined {
  for (let i = decided.length - 1; i >= 0; i--) {
    const { hit, chance } = decided[i] as { hit: boolean; chance: number }
    if (hit && chance < 1) return [...decided.slice(0, i).map((d) => d.hit), false]
  }
  return undefined
}
