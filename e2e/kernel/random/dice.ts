import { type Random, seededRandom } from '../../../src/trace/random.ts'

/** Draws of one seed: the same seed, the same cluster. */
export class Dice {
  readonly #next: Random

  constructor(seed: number) {
    this.#next = seededRandom(Math.imul(seed, 0x9e3779b1))
  }

  /** True so often out of 100. */
  chance(percent: number): boolean {
    return this.#next() * 100 < percent
  }

  /** A whole number from 1 to `most`. */
  upTo(most: number): number {
    return 1 + Math.floor(this.#next() * most)
  }

  one<T>(of: readonly T[]): T {
    return of[Math.floor(this.#next() * of.length)] as T
  }

  /** The text so often out of 100, nothing otherwise. */
  maybe(percent: number, text: string): readonly string[] {
    return this.chance(percent) ? [text] : []
  }
}
