import { type Language, languages } from '../src/index.ts'
import { check } from './check.ts'
import { UsageError } from './options.ts'
import type { Result } from './result.ts'
import { rules } from './rules.ts'
import { trace } from './trace.ts'

const usage = `packetwalk check FILE… [--format text|json]
packetwalk rules FILE… --node NAME [--format kube-proxy|restore|save] [--ip-family 4|6] [--with-cni]
packetwalk trace FILE… [--from NAME] [--to TARGET] [--protocol tcp|udp|sctp] [--source-port N]
                       [--pick POD | --seed N] [--format text|json] [-o OUT] [--expect OUTCOME]
FILE may be -. All take --lang en|zh-CN; rules and trace take --skip-validation.
`

const commands: Readonly<Record<string, (args: readonly string[], language: Language) => Result>> = {
  check,
  rules,
  trace,
}

/** Runs one command line. Wrong usage is said on stderr with exit code 2. */
export function run(args: readonly string[]): Result {
  const [name = '', ...rest] = args
  if (name === '' || name === 'help' || rest.includes('--help') || name === '--help')
    return { code: name === '' ? 2 : 0, stdout: usage, stderr: '' }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  try {
    if (!command) throw new UsageError(`there is no command ${name}`)
    return command(rest, languageOf(rest))
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return { code: 2, stdout: '', stderr: `${error.message}\n${usage}` }
  }
}

function languageOf(args: readonly string[]): Language {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='))
  if (at < 0) return 'en'
  const value = args[at]?.split('=')[1] ?? args[at + 1]
  const language = languages.find((candidate) => candidate === value)
  if (!language) throw new UsageError(`--lang is one of ${languages.join(', ')}`)
  return language
}
