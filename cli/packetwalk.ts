import { type Language, languages, learn } from '../src/index.ts'
import { check } from './check.ts'
import { resolve } from './resolve.ts'
import type { Result } from './result.ts'
import { rules } from './rules.ts'
import { say } from './say.ts'
import { trace } from './trace.ts'
import { UsageError } from './usage-error.ts'
import { waysIn } from './ways-in.ts'

const usage = `packetwalk check FILE… [--format text|json]
packetwalk rules FILE… --node NAME [--format kube-proxy|restore|save] [--ip-family 4|6] [--with-cni]
packetwalk rules FILE… --node NAME --diff DUMP
packetwalk trace FILE… [--from NAME] [--to TARGET] [--protocol tcp|udp|sctp] [--source-port N]
                       [--pick POD | --seed N] [--format text|json] [-o OUT] [--expect OUTCOME]
packetwalk trace --ruleset DUMP --from ADDR|local --to ADDR:PORT [--protocol tcp|udp|sctp] [--source-port N]
                       [--node-address ADDR…] [--in DEV] [--out DEV] [--choose N] [--format text|json] [-o OUT]
packetwalk resolve FILE… --from POD --name NAME [--format text|dig|json] [--type TYPE | --libc glibc|musl]
                       [--seed N]
packetwalk ways-in FILE… [--format text|json]

FILE and DUMP may be -. All commands take --lang en|zh-CN; rules, trace, resolve and ways-in take --skip-validation.
`

const commands: ReadonlyMap<string, (args: readonly string[], language: Language) => Result> = new Map([
  ['check', check],
  ['rules', rules],
  ['trace', trace],
  ['resolve', resolve],
  ['ways-in', waysIn],
])

/** Fetches the words of the language a command line asks for; to be awaited before `run`. */
export async function prepare(args: readonly string[]): Promise<void> {
  await learn(languageOf(args) ?? 'en')
}

/** Runs one command line. Wrong usage is said on stderr, with exit code 2. */
export function run(args: readonly string[]): Result {
  const [name, ...rest] = args
  if (name === undefined) return { code: 2, stdout: '', stderr: usage }
  if (name === 'help' || args.includes('--help') || args.includes('-h')) return { code: 0, stdout: usage, stderr: '' }
  const language = languageOf(rest)
  try {
    if (language === undefined)
      throw new UsageError('option-choice', { option: '--lang', choices: languages.join(', ') })
    const command = commands.get(name)
    if (!command) throw new UsageError('no-command', { name })
    return command(rest, language)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    const spoken = language ?? 'en'
    const message = say(spoken, error.word, error.values)
    return { code: 2, stdout: '', stderr: `${message}\n${say(spoken, 'see-help')}\n` }
  }
}

/** The language asked for, English when none is; undefined for one that is not spoken here. */
function languageOf(args: readonly string[]): Language | undefined {
  const at = args.findLastIndex((arg) => arg === '--lang' || arg.startsWith('--lang='))
  if (at < 0) return 'en'
  const value = args[at]?.split('=')[1] ?? args[at + 1]
  return languages.find((candidate) => candidate === value)
}
