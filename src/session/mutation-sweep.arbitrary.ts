import { type Random, seededRandom } from '../trace/random.ts'
import type { InputKind } from './mutated-inputs.arbitrary.ts'
import { mutate } from './mutation.arbitrary.ts'

/** Slower than this many times the text it was made from is too slow. */
export const tooSlow = 50

/** What takes this many times as long, several times over, is remembered and measured with care. */
const suspicious = 2

export interface Measured {
  readonly base: string
  readonly text: string
  /** Time against that of the base in the same process: the larger of parsing alone and all that is done. */
  readonly ratio: number
}

export interface Sweep {
  readonly thrown: readonly { readonly base: string; readonly text: string; readonly error: unknown }[]
  /** The slowest, worst first, each by its best of several measurements. */
  readonly slowest: readonly Measured[]
}

interface Times {
  readonly parse: number
  readonly use: number
}

/** Milliseconds of processor time: those of the wall clock would count what else runs on the machine. */
function timeOf(run: () => void): number {
  const start = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

/** Best of several: what disturbs a measurement only ever adds to it. */
function bestTimes(kind: InputKind, text: string, tries: number): Times {
  let parse = Number.POSITIVE_INFINITY
  let use = Number.POSITIVE_INFINITY
  for (let i = 0; i < tries; i++) {
    parse = Math.min(
      parse,
      timeOf(() => kind.parse(text)),
    )
    use = Math.min(
      use,
      timeOf(() => kind.use(text)),
    )
  }
  return { parse, use }
}

/** Below this many milliseconds a measurement says more about the clock than about the text. */
const floor = 0.05

function ratioOf(times: Times, base: Times): number {
  return Math.max(times.parse / Math.max(base.parse, floor), times.use / Math.max(base.use, floor))
}

/** Measures a text against the one it was made from. */
export function measure(kind: InputKind, base: string, text: string, tries: number): Measured {
  const own = kind.bases.get(base)
  if (own === undefined) throw new Error(`no ${kind.name} called ${base}`)
  return { base, text, ratio: ratioOf(bestTimes(kind, text, tries), bestTimes(kind, own, 2 * tries)) }
}

/** Makes `count` mutants of a kind, the same for the same seed, and uses each. */
export function sweep(kind: InputKind, count: number, seed: number, keep = 10): Sweep {
  const random = seededRandom(seed)
  const names = [...kind.bases.keys()]
  const times = new Map(names.map((name) => [name, bestTimes(kind, kind.bases.get(name) ?? '', 6)]))
  const thrown: Sweep['thrown'][number][] = []
  let suspects: Measured[] = []
  for (let i = 0; i < count; i++) {
    const base = shorter(kind, pick(names, random), pick(names, random))
    const text = mutate(kind.bases.get(base) ?? '', random, kind.others)
    const own = times.get(base) as Times
    try {
      // Parsing too slowly shows in the whole first, and is measured by itself then.
      let ratio = Number.POSITIVE_INFINITY
      for (let tries = 0; tries < 4 && ratio > suspicious; tries++) {
        ratio = Math.min(ratio, timeOf(() => kind.use(text)) / Math.max(own.use, floor))
      }
      if (ratio > suspicious) suspects.push({ base, text, ratio })
    } catch (error) {
      thrown.push({ base, text, error })
    }
    if (suspects.length > 1000) suspects = worst(suspects, 200)
  }
  const measured = worst(suspects, 4 * keep).map(({ base, text }) => measure(kind, base, text, 7))
  return { thrown, slowest: worst(measured, keep) }
}

function pick(names: readonly string[], random: Random): string {
  return names[Math.floor(random() * names.length)] as string
}

/** Of two bases the shorter, so that the long ones do not take most of the time. */
function shorter(kind: InputKind, one: string, other: string): string {
  return (kind.bases.get(one)?.length ?? 0) <= (kind.bases.get(other)?.length ?? 0) ? one : other
}

function worst(all: readonly Measured[], keep: number): Measured[] {
  return all.toSorted((a, b) => b.ratio - a.ratio).slice(0, keep)
}
