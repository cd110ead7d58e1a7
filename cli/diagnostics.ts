import { type Diagnostic, diagnosticText, type Language } from '../src/index.ts'
import type { Source } from './source.ts'

/** Diagnostics as `file:line:column: message`, one a line, as compilers write them. */
export function formatDiagnostics(diagnostics: readonly Diagnostic[], source: Source, language: Language): string {
  return diagnostics
    .map((diagnostic) => {
      const { file, line, column } = source.place(diagnostic.range.start)
      return `${file}:${line}:${column}: ${diagnosticText(diagnostic, language)}\n`
    })
    .join('')
}

/** Errors and warnings: what a command other than `check` has to say about its input. */
export function worthSaying(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter((diagnostic) => diagnostic.severity !== 'info')
}
