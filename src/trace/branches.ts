import type { Draw } from './draw.ts'

/** One way the `statistic` rules can fall, and what came of it. */
export interface Fork<T> {
  /** Exact up to floating point: products of the kernel's 31-bit thresholds. */
  readonly probability: number
  readonly result: T
}

/**
 * Runs something that draws once for each way its draws can fall, hits before misses: each run replays the one before
 * and takes its last undecided draw the other way. Probabilities sum to 1 when all are taken.
 */
export function* branches<T>(run: (draw: Draw) => T): Generator<Fork<T>> {
  let script: readonly boolean[] | undefined = []
  while (script) {
    const decided: { hit: boolean; chance: number }[] = []
    const prefix: readonly boolean[] = script
    const result = run((_rule, threshold) => {
      const chance = Math.min(1, threshold / 2 ** 31)
      // A certain draw is no fork: taking it the other way would be a branch of probability 0.
      const hit = prefix[decided.length] ?? chance > 0
      decided.push({ hit, chance })
      return hit
    })
    const probability = decided.reduce((product, { hit, chance }) => product * (hit ? chance : 1 - chance), 1)
    yield { probability, result }
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
