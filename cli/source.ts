import { readFileSync } from 'node:fs'
import { lineColumn } from '../src/index.ts'
import { UsageError } from './usage-error.ts'

/** The files of a command as one text, and the way back from an offset to a file and a line. */
export interface Source {
  readonly text: string
  /** 1-based line and column; columns in UTF-16 units. */
  place(offset: number): { readonly file: string; readonly line: number; readonly column: number }
}

/** Reads the files, `-` being standard input, and joins them as YAML documents. */
export function readSource(files: readonly string[]): Source {
  if (files.length === 0) throw new UsageError('no-file')
  return joinSources(files.map((file) => ({ file, text: read(file) })))
}

/** Several texts as one stream of YAML documents. */
function joinSources(files: readonly { readonly file: string; readonly text: string }[]): Source {
  const parts: { readonly file: string; readonly start: number; readonly text: string }[] = []
  let text = ''
  for (const part of files) {
    if (text !== '') text += text.endsWith('\n') ? '---\n' : '\n---\n'
    parts.push({ ...part, start: text.length })
    text += part.text
  }
  return {
    text,
    place(offset) {
      const part = parts.findLast(({ start }) => start <= offset)
      return { file: part?.file ?? '-', ...lineColumn(part?.text ?? '', offset - (part?.start ?? 0)) }
    },
  }
}

function read(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw new UsageError(missing ? 'file-missing' : 'file-unreadable', { file })
  }
}
