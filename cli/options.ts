import { parseArgs } from 'node:util'

/** A command line that cannot be understood; the message goes to stderr, the exit code is 2. */
export class UsageError extends Error {}

const known = {
  format: { type: 'string' },
  lang: { type: 'string' },
  node: { type: 'string' },
  'ip-family': { type: 'string' },
  'with-cni': { type: 'boolean' },
  'skip-validation': { type: 'boolean' },
  from: { type: 'string' },
  to: { type: 'string' },
  protocol: { type: 'string' },
  'source-port': { type: 'string' },
  pick: { type: 'string' },
  seed: { type: 'string' },
  output: { type: 'string', short: 'o' },
  expect: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

type Name = keyof typeof known
export type Options = Readonly<Partial<Record<Name, string | boolean>>>

/** Options and files of one command. Options that the command does not have are refused. */
export function readOptions(
  args: readonly string[],
  allowed: readonly Name[],
): { readonly files: readonly string[]; readonly options: Options } {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: known, allowPositionals: true, strict: true })
    const stray = Object.keys(values).find(
      (name) => name !== 'lang' && name !== 'help' && !allowed.includes(name as Name),
    )
    if (stray !== undefined) throw new UsageError(`--${stray} is not an option of this command`)
    return { files: positionals, options: values }
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** An option's text; undefined when it was not given. */
export function textOption(options: Options, name: Name): string | undefined {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}

/** One of a few words, the first of them when the option was not given. */
export function choiceOption<const T extends string>(options: Options, name: Name, choices: readonly [T, ...T[]]): T {
  const value = textOption(options, name)
  if (value === undefined) return choices[0]
  const chosen = choices.find((choice) => choice === value)
  if (chosen === undefined) throw new UsageError(`--${name} is one of ${choices.join(', ')}`)
  return chosen
}

/** A whole number inside a range; undefined when the option was not given. */
export function numberOption(options: Options, name: Name, from: number, to: number): number | undefined {
  const value = textOption(options, name)
  if (value === undefined) return undefined
  const number = Number(value)
  if (!Number.isInteger(number) || number < from || number > to)
    throw new UsageError(`--${name} is a number from ${from} to ${to}`)
  return number
}
