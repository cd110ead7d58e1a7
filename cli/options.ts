import { parseArgs } from 'node:util'
import { UsageError } from './usage-error.ts'

const known = {
  format: { type: 'string' },
  lang: { type: 'string' },
  node: { type: 'string' },
  diff: { type: 'string' },
  'ip-family': { type: 'string' },
  'with-cni': { type: 'boolean' },
  'skip-validation': { type: 'boolean' },
  from: { type: 'string' },
  to: { type: 'string' },
  name: { type: 'string' },
  type: { type: 'string' },
  libc: { type: 'string' },
  protocol: { type: 'string' },
  'source-port': { type: 'string' },
  pick: { type: 'string' },
  seed: { type: 'string' },
  output: { type: 'string', short: 'o' },
  expect: { type: 'string' },
  ruleset: { type: 'string' },
  'node-address': { type: 'string' },
  in: { type: 'string' },
  out: { type: 'string' },
  choose: { type: 'string' },
} as const

export type OptionName = keyof typeof known

/** Options that may come several times: their values are joined by commas. */
const repeatable: ReadonlySet<string> = new Set(['node-address'])

/** Options that were given; the last of two with the same name counts. */
export type Options = ReadonlyMap<OptionName, string | true>

/** Options and files of one command. What the command does not have, or cannot mean, is refused. */
export function readOptions(
  args: readonly string[],
  allowed: readonly OptionName[],
): { readonly files: readonly string[]; readonly options: Options } {
  const { tokens } = parseArgs({ args: [...args], options: known, allowPositionals: true, strict: false, tokens: true })
  const options = new Map<OptionName, string | true>()
  const files: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') files.push(token.value)
    if (token.kind !== 'option') continue
    const name = token.name as OptionName
    const option = token.rawName
    if (name !== 'lang' && !allowed.includes(name)) throw new UsageError('option-unknown', { option })
    if (known[name].type === 'boolean') {
      if (token.value !== undefined) throw new UsageError('option-takes-none', { option })
      options.set(name, true)
    } else {
      const swallowed = !token.inlineValue && token.value !== '-' && token.value?.startsWith('-')
      if (token.value === undefined || swallowed) throw new UsageError('option-needs-value', { option })
      const before = repeatable.has(name) ? options.get(name) : undefined
      options.set(name, before === undefined ? token.value : `${before},${token.value}`)
    }
  }
  return { files, options }
}

/** An option's text; undefined when it was not given. */
export function textOption(options: Options, name: OptionName): string | undefined {
  const value = options.get(name)
  return value === true ? undefined : value
}

/** One of a few words; undefined when the option was not given. */
export function choiceOption<const T extends string>(
  options: Options,
  name: OptionName,
  choices: readonly T[],
): T | undefined {
  const value = textOption(options, name)
  if (value === undefined) return undefined
  const chosen = choices.find((choice) => choice === value)
  if (chosen === undefined) throw new UsageError('option-choice', { option: `--${name}`, choices: choices.join(', ') })
  return chosen
}

/** A whole number inside a range; undefined when the option was not given. */
export function numberOption(options: Options, name: OptionName, from: number, to: number): number | undefined {
  const value = textOption(options, name)
  if (value === undefined) return undefined
  const number = Number(value)
  if (!/^\d+$/.test(value) || number < from || number > to) {
    throw new UsageError('option-number', { option: `--${name}`, from, to })
  }
  return number
}
