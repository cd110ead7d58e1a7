import { createWalker, type Diagnostic, diagnosticText, type Language, type Walk } from '../src/index.ts'
import { formatDiagnostics } from './diagnostics.ts'
import { kubectlText } from './kubectl-text.ts'
import { choiceOption, readOptions } from './options.ts'
import type { Result } from './result.ts'
import { readSource, type Source } from './source.ts'
import { inServerOrder, type Verdict, verdicts } from './verdicts.ts'

/** `packetwalk check FILE… [--format text|json]`: what the API server would say. Exit code 1 on any error. */
export function check(args: readonly string[], language: Language): Result {
  const { files, options } = readOptions(args, ['format'])
  const format = choiceOption(options, 'format', ['text', 'json'])
  const source = readSource(files)
  const walk = createWalker()(source.text)
  const diagnostics = inServerOrder(walk)
  const judged = verdicts(walk, diagnostics)
  const code = diagnostics.some(({ severity }) => severity === 'error') ? 1 : 0
  if (format === 'text' || format === undefined) {
    return { code, stdout: kubectlText(judged, source), stderr: formatDiagnostics(diagnostics, source, language) }
  }
  const report = {
    version: 1,
    diagnostics: diagnostics.map((diagnostic) => entry(diagnostic, source, language)),
    objects: [...written(judged), ...assumed(walk)],
  }
  return { code, stdout: `${JSON.stringify(report, null, 2)}\n`, stderr: '' }
}

function written(judged: readonly Verdict[]) {
  return judged.flatMap(({ object, errors }) =>
    object ? [{ ...object, admitted: errors.length === 0, assumed: false }] : [],
  )
}

function entry(diagnostic: Diagnostic, source: Source, language: Language) {
  const { severity, stage, object, path, range } = diagnostic
  const start = source.place(range.start)
  const end = source.place(range.end)
  return {
    severity,
    stage,
    file: start.file,
    object: object ?? null,
    path,
    message: diagnosticText(diagnostic, language),
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
  }
}

/** Objects the text did not have, made up so that there is a cluster to speak of. */
function assumed({ cluster }: Walk) {
  const made = { admitted: true, assumed: true }
  return [
    ...cluster.nodes.filter((node) => node.assumed).map(({ name }) => ({ kind: 'Node', namespace: '', name, ...made })),
    ...cluster.pods
      .filter((pod) => pod.assumed)
      .map(({ namespace, name }) => ({ kind: 'Pod', namespace, name, ...made })),
    ...cluster.services
      .filter((service) => service.assumed)
      .map(({ namespace, name }) => ({ kind: 'Service', namespace, name, ...made })),
  ]
}
