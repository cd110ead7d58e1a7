import { availableParallelism } from 'node:os'
import { type Backend, backends } from './case.ts'

export interface Options {
  readonly backends: readonly Backend[]
  /** Only cases whose shape or name holds this text. */
  readonly only: string
  /** How many random clusters, instead of the written cases; 0: the written ones. */
  readonly random: number
  readonly seed: number
  readonly jobs: number
  /** Updates docs/how-we-know.json. */
  readonly write: boolean
  /** Where to put the counts, for the script that adds them up. */
  readonly report: string | undefined
  /** Prints every request with what was observed. */
  readonly verbose: boolean
}

/** Reads `--name value` and `--flag`; the reason when something is not understood. */
export function readOptions(args: readonly string[]): Options | string {
  const values = new Map<string, string>()
  for (let i = 0; i < args.length; i++) {
    const name = args[i] ?? ''
    if (['--write', '--verbose'].includes(name)) values.set(name, 'yes')
    else if (['--backend', '--only', '--random', '--seed', '--jobs', '--report'].includes(name)) {
      const value = args[++i]
      if (value === undefined) return `${name} wants a value`
      values.set(name, value)
    } else return `unknown option ${name}`
  }
  const backend = values.get('--backend')
  const chosen = backends.filter((candidate) => backend === undefined || candidate === backend)
  if (chosen.length === 0) return `--backend is one of ${backends.join(', ')}`
  const whole = (name: string, otherwise: number) => Number(values.get(name) ?? otherwise)
  const numbers = { random: whole('--random', 0), seed: whole('--seed', 1), jobs: whole('--jobs', jobs()) }
  const wrong = Object.entries(numbers).find(([, value]) => !Number.isInteger(value) || value < 0)
  if (wrong) return `--${wrong[0]} wants a whole number`
  return {
    backends: chosen,
    only: values.get('--only') ?? '',
    ...numbers,
    write: values.has('--write'),
    report: values.get('--report'),
    verbose: values.has('--verbose'),
  }
}

/** Most of the time is spent waiting for deliberate timeouts. */
function jobs(): number {
  return Math.max(2, availableParallelism()) * 3
}
