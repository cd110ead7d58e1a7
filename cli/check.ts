import { createWalker, type Diagnostic, diagnosticText, type Language, type Walk } from '../src/index.ts'
import { formatDiagnostics } from './diagnostics.ts'
import { choiceOption, readOptions } from './options.ts'
import type { Result } from './result.ts'
import { readSource, type Source } from './source.ts'

/** `packetwalk check FILE… [--format text|json]`: what the API server would say. Exit code 1 on any error. */
export function check(args: readonly string[], language: Language): Result {
  const { files, options } = readOptions(args, ['format'])
  const format = choiceOption(options, 'format', ['text', 'json'])
  const source = readSource(files)
  const walk = createWalker()(source.text)
  const code = walk.diagnostics.some((diagnostic) => diagnostic.severity === 'error') ? 1 : 0
  if (format === 'json')
    return { code, stdout: `${JSON.stringify(report(walk, source, language), null, 2)}\n`, stderr: '' }
  return { code, stdout: frame(walk), stderr: formatDiagnostics(walk.diagnostics, source, language) }
}

function report(walk: Walk, source: Source, language: Language) {
  const rejected = new Set(walk.cluster.rejected.map((object) => `${object.namespace}/${object.name}`))
  const objects = walk.manifest.objects.map(({ kind, namespace, name }) => {
    const admitted = kind !== 'Service' || !rejected.has(`${namespace}/${name}`)
    return { kind, namespace, name, admitted, assumed: false }
  })
  return { version: 1, diagnostics: walk.diagnostics.map((d) => entry(d, source, language)), objects }
}

function entry(diagnostic: Diagnostic, source: Source, language: Language) {
  const { severity, stage, object, path, range } = diagnostic
  const { file, line, column } = source.place(range.start)
  const end = source.place(range.end)
  const message = diagnosticText(diagnostic, language)
  return {
    severity,
    stage,
    file,
    object: object ?? null,
    path,
    message,
    line,
    column,
    endLine: end.line,
    endColumn: end.column,
  }
}

/** The API server's refusals framed as kubectl prints them, and a line for every object it would take. */
function frame(walk: Walk): string {
  const lines: string[] = []
  for (const object of walk.manifest.objects) {
    const errors = walk.diagnostics.filter(
      (d) =>
        d.severity === 'error' &&
        d.object?.kind === object.kind &&
        d.object.name === object.name &&
        d.object.namespace === object.namespace,
    )
    const messages = errors.map((error) => diagnosticText(error, 'en'))
    const [first] = messages
    if (first === undefined) lines.push(`${object.kind.toLowerCase()}/${object.name} created`)
    else if (messages.length === 1) lines.push(`The ${object.kind} "${object.name}" is invalid: ${first}`)
    else lines.push(`The ${object.kind} "${object.name}" is invalid: `, ...messages.map((message) => `* ${message}`))
  }
  return lines.map((line) => `${line}\n`).join('')
}
