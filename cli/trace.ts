import { writeFileSync } from 'node:fs'
import { createWalker, type LabRequest, type Language, outcomes } from '../src/index.ts'
import { formatDiagnostics, worthSaying } from './diagnostics.ts'
import { choiceOption, numberOption, type Options, readOptions, textOption, UsageError } from './options.ts'
import type { Result } from './result.ts'
import { readSource } from './source.ts'
import { formatTrace } from './trace-text.ts'

/** `packetwalk trace FILE… [--from NAME] [--to TARGET] …`: one request, followed to what its sender finally knows. */
export function trace(args: readonly string[], language: Language): Result {
  const { files, options } = readOptions(args, [
    'format',
    'from',
    'to',
    'protocol',
    'source-port',
    'pick',
    'seed',
    'output',
    'expect',
    'skip-validation',
  ])
  const format = choiceOption(options, 'format', ['text', 'json'])
  const expect = textOption(options, 'expect')
  if (expect !== undefined && !outcomes.some((outcome) => outcome === expect)) {
    throw new UsageError(`--expect is one of ${outcomes.join(', ')}`)
  }
  const source = readSource(files)
  const walk = createWalker()(source.text, patchOf(options), { skipValidation: options['skip-validation'] === true })
  const said = formatDiagnostics(worthSaying(walk.diagnostics), source, language)
  if (!walk.trace) {
    const { from, to } = walk.request
    return {
      code: 1,
      stdout: '',
      stderr: `${said}no request can be made from ${from} to ${to === '' ? '(nothing)' : to}\n`,
    }
  }
  const text = format === 'json' ? `${JSON.stringify(walk.trace, null, 2)}\n` : formatTrace(walk, language)
  const unmet = expect !== undefined && walk.trace.outcome !== expect
  const stderr = unmet ? `${said}expected ${expect}, but the outcome is ${walk.trace.outcome}\n` : said
  const output = textOption(options, 'output')
  if (output !== undefined) writeFileSync(output, text)
  return { code: unmet ? 1 : 0, stdout: output === undefined ? text : '', stderr }
}

function patchOf(options: Options): LabRequest {
  const protocol = textOption(options, 'protocol')
  if (protocol !== undefined && !['tcp', 'udp', 'sctp'].includes(protocol.toLowerCase())) {
    throw new UsageError('--protocol is one of tcp, udp, sctp')
  }
  const given = {
    from: textOption(options, 'from'),
    to: textOption(options, 'to'),
    protocol: protocol?.toUpperCase() as LabRequest['protocol'],
    sourcePort: numberOption(options, 'source-port', 1, 65535),
    pick: textOption(options, 'pick'),
    seed: numberOption(options, 'seed', 0, 2 ** 31),
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}
