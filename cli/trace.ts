import { createWalker, type LabRequest, type Language, outcomes } from '../src/index.ts'
import { formatDiagnostics, worthSaying } from './diagnostics.ts'
import { choiceOption, numberOption, type Options, readOptions, textOption } from './options.ts'
import type { Result } from './result.ts'
import { say } from './say.ts'
import { readSource } from './source.ts'
import { traceDump } from './trace-dump.ts'
import { formatTrace } from './trace-text.ts'
import { UsageError } from './usage-error.ts'
import { writeResult } from './write-result.ts'

/**
 * `packetwalk trace FILE… [--from NAME] [--to TARGET] …`: one request, followed to what its sender finally knows. With
 * `--ruleset DUMP`, one packet through the rules of one node.
 */
export function trace(args: readonly string[], language: Language): Result {
  if (args.some((arg) => arg === '--ruleset' || arg.startsWith('--ruleset='))) return traceDump(args, language)
  const request = ['from', 'to', 'protocol', 'source-port', 'pick', 'seed'] as const
  const { files, options } = readOptions(args, [...request, 'format', 'output', 'expect', 'skip-validation'])
  const format = choiceOption(options, 'format', ['text', 'json'])
  const expected = choiceOption(options, 'expect', outcomes)
  const patch = requestOf(options)
  const source = readSource(files)
  const walk = createWalker()(source.text, patch, { skipValidation: options.has('skip-validation') })
  const said = formatDiagnostics(worthSaying(walk.diagnostics), source, language)
  if (!walk.trace) {
    const { from, to } = walk.request
    return { code: 1, stdout: '', stderr: `${said}${say(language, 'no-request', { from, to: to || '-' })}\n` }
  }
  const { outcome } = walk.trace
  const text = format === 'json' ? `${JSON.stringify(walk.trace, null, 2)}\n` : formatTrace(walk, walk.trace, language)
  const file = textOption(options, 'output')
  if (file !== undefined) writeResult(file, text)
  const unmet = expected !== undefined && outcome !== expected
  const stderr = unmet ? `${said}${say(language, 'expect-unmet', { expected, outcome })}\n` : said
  return { code: unmet ? 1 : 0, stdout: file === undefined ? text : '', stderr }
}

function requestOf(options: Options): LabRequest {
  if (options.has('pick') && options.has('seed')) {
    throw new UsageError('options-exclude', { one: '--pick', other: '--seed' })
  }
  const from = textOption(options, 'from')
  const to = textOption(options, 'to')
  const pick = textOption(options, 'pick')
  const protocol = protocols[choiceOption(options, 'protocol', ['tcp', 'udp', 'sctp']) ?? 'none']
  const sourcePort = numberOption(options, 'source-port', 1, 65535)
  const seed = numberOption(options, 'seed', 0, 2 ** 32 - 1)
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(pick === undefined ? {} : { pick }),
    ...(protocol === undefined ? {} : { protocol }),
    ...(sourcePort === undefined ? {} : { sourcePort }),
    ...(seed === undefined ? {} : { seed }),
  }
}

const protocols = { tcp: 'TCP', udp: 'UDP', sctp: 'SCTP', none: undefined } as const
