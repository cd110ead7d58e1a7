import { askerNamed, createWalker, type Language, libraries, lookUpName, recordTypes } from '../src/index.ts'
import { formatDiagnostics, worthSaying } from './diagnostics.ts'
import { digText } from './dig-text.ts'
import { choiceOption, numberOption, readOptions, textOption } from './options.ts'
import { resolveText } from './resolve-text.ts'
import type { Result } from './result.ts'
import { say } from './say.ts'
import { readSource } from './source.ts'
import { UsageError } from './usage-error.ts'

/**
 * `packetwalk resolve FILE… --from POD --name NAME [--format text|dig|json]`: every question a resolver sends for a
 * name, in its order, and what came back. With `--type` one question for the name as it is, as dig asks.
 */
export function resolve(args: readonly string[], language: Language): Result {
  const { files, options } = readOptions(args, [
    ...(['from', 'name', 'format', 'type', 'libc', 'seed', 'skip-validation'] as const),
  ])
  const format = choiceOption(options, 'format', ['text', 'dig', 'json']) ?? 'text'
  const type = choiceOption(options, 'type', recordTypes)
  const library = choiceOption(options, 'libc', libraries)
  const seed = numberOption(options, 'seed', 0, 2 ** 32 - 1) ?? 1
  if (type !== undefined && library !== undefined)
    throw new UsageError('options-exclude', { one: '--type', other: '--libc' })
  const from = textOption(options, 'from')
  const name = textOption(options, 'name')
  if (from === undefined) throw new UsageError('option-missing', { option: '--from POD' })
  if (name === undefined) throw new UsageError('option-missing', { option: '--name NAME' })
  const source = readSource(files)
  const { cluster, network, diagnostics } = createWalker()(
    source.text,
    {},
    { skipValidation: options.has('skip-validation') },
  )
  const said = formatDiagnostics(worthSaying(diagnostics), source, language)
  const asker = askerNamed(cluster, network, from)
  if (!asker) {
    const names = cluster.pods.map((pod) => `${pod.namespace}/${pod.name}`).join(', ')
    return { code: 1, stdout: '', stderr: `${said}${say(language, 'no-asker', { name: from, names })}\n` }
  }
  const lookup = lookUpName(cluster, network, asker, name, {
    choice: { seed },
    ...(type ? { type } : {}),
    ...(library ? { library } : {}),
  })
  const text = {
    text: () => resolveText(lookup),
    dig: () => lookup.exchanges.map(digText).join('\n'),
    json: () => `${JSON.stringify(lookup.exchanges, null, 2)}\n`,
  }
  return { code: 0, stdout: text[format](), stderr: said }
}
