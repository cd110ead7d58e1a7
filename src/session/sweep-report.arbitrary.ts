import { writeFileSync } from 'node:fs'
import { expect } from 'vitest'
import type { InputKind } from './mutated-inputs.arbitrary.ts'
import { sweep, tooSlow } from './mutation-sweep.arbitrary.ts'

const full = process.env.PACKETWALK_FULL === '1'

/**
 * Sweeps mutants of one kind and prints how many, with which seed, and what was found. `PACKETWALK_FULL=1` makes it fifty
 * times as many, `PACKETWALK_SEED` others; with `PACKETWALK_SLOWEST` the slowest are written to that folder.
 */
export function sweepAndReport(kind: InputKind, count: number): void {
  const mutants = full ? 50 * count : count
  const seed = Number(process.env.PACKETWALK_SEED ?? 1)
  const start = process.cpuUsage()
  const { thrown, slowest } = sweep(kind, mutants, seed)
  const { user, system } = process.cpuUsage(start)
  const seconds = ((user + system) / 1e6).toFixed(0)
  const slow = slowest.filter(({ ratio }) => ratio > tooSlow)
  const worst = (slowest[0]?.ratio ?? 0).toFixed(1)
  console.log(
    `mutated inputs: ${mutants} ${kind.name}, seed ${seed}: ${thrown.length} exceptions, ${slow.length} over ${tooSlow}× (slowest ${worst}×), ${seconds} s of processor time`,
  )
  const folder = process.env.PACKETWALK_SLOWEST
  if (folder) {
    for (const [place, { base, text, ratio }] of slowest.entries()) {
      writeFileSync(`${folder}/${kind.name}-${ratio.toFixed(1)}-${place}--${base}`, text)
    }
  }
  expect(thrown.slice(0, 3)).toEqual([])
  expect(slow.slice(0, 3)).toEqual([])
}
