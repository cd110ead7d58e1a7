import type { SourceRange } from './diagnostic.ts'
import type { Position } from './manifest.ts'
import { type ReadDocument, readDocument } from './read-document.ts'
import type { DocumentText } from './split.ts'

/** So many UTF-16 units of documents are remembered at most. */
const maxRemembered = 1_000_000

/**
 * A reader of documents that remembers what was read: of a text that is typed at, all documents but one are as they
 * were, some of them a letter further on. What could not be read is read again, for its diagnostics speak of lines.
 */
export function rememberDocuments(): typeof readDocument {
  const known = new Map<string, { readonly start: number; readonly read: ReadDocument }>()
  let size = 0
  return (document: DocumentText, whole: string): ReadDocument => {
    const { text, start } = document
    const before = known.get(text)
    if (before) {
      const read = before.start === start ? before.read : moved(before.read, start - before.start)
      known.set(text, { start, read })
      return read
    }
    const read = readDocument(document, whole)
    if (read.value === undefined || read.diagnostics.length > 0) return read
    size += text.length
    if (size > maxRemembered) {
      known.clear()
      size = text.length
    }
    known.set(text, { start, read })
    return read
  }
}

function moved(read: ReadDocument, by: number): ReadDocument {
  return read.position ? { ...read, position: movedPosition(read.position, by) } : read
}

function movedPosition({ value, key, children }: Position, by: number): Position {
  return {
    value: movedRange(value, by),
    ...(key ? { key: movedRange(key, by) } : {}),
    ...(children
      ? {
          children: Object.fromEntries(
            Object.entries(children).map(([name, child]) => [name, movedPosition(child, by)] as const),
          ),
        }
      : {}),
  }
}

function movedRange({ start, end }: SourceRange, by: number): SourceRange {
  return { start: start + by, end: end + by }
}
