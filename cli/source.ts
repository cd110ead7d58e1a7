import { readFileSync } from 'node:fs'
import { lineColumn, type SourceRange } from '../src/index.ts'
import { UsageError } from './options.ts'

/** The files of a command as one text, and the way back from an offset to a file and a line. */
export interface Source {
  readonly text: string
  place(offset: number): { readonly file: string; readonly line: number; readonly column: number }
}

/** Reads the files, `-` being standard input, and joins them as YAML documents. */
export function readSource(files: readonly string[]): Source {
  if (files.length === 0) throw new UsageError('no FILE was given')
  const parts: { readonly file: string; readonly start: number; readonly text: string }[] = []
  let text = ''
  for (const file of files) {
    if (text !== '') text += text.endsWith('\n') ? '---\n' : '\n---\n'
    const content = read(file)
    parts.push({ file, start: text.length, text: content })
    text += content
  }
  const place = (offset: number) => {
    const part = parts.findLast((candidate) => candidate.start <= offset) ?? parts[0]
    if (!part) return { file: '-', line: 1, column: 1 }
    return { file: part.file, ...lineColumn(part.text, offset - part.start) }
  }
  return { text, place }
}

function read(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch {
    throw new UsageError(`the path "${file}" does not exist`)
  }
}

/** `file:line:column`, as compilers write places. */
export function formatPlace(source: Source, range: SourceRange): string {
  const { file, line, column } = source.place(range.start)
  return `${file}:${line}:${column}`
}
