import type { TextEdit } from './diagnostic.ts'
import { setField, withQuotes } from './edit.ts'
import type { Position, SourceObject } from './manifest.ts'
import type { Path } from './position.ts'
import { splitDocuments } from './split.ts'

/**
 * Edits that give the field at a path this value, written as YAML that fits on one line; undefined removes the field.
 * Parents the text does not have are made on the way. Comments, order and style stay.
 */
export function setPath(text: string, object: SourceObject, path: Path, yaml: string | undefined): readonly TextEdit[] {
  let mapping: Position = object.position
  let depth = 0
  for (; depth < path.length - 1; depth++) {
    const next: Position | undefined = mapping.children?.[String(path[depth])]
    if (!next?.children || Object.keys(next.children).length === 0) break
    mapping = next
  }
  const key = String(path[depth])
  const rest = path.slice(depth + 1)
  if (yaml === undefined) return rest.length > 0 ? [] : setField(text, mapping, key, undefined)
  const value = rest.reduceRight((inner: string, part) => `{ ${part}: ${inner} }`, yaml)
  const known = mapping.children?.[key]
  if (known) return [{ range: wholeValue(text, known), insert: startsAfterColon(text, known) ? ` ${value}` : value }]
  const fields = Object.values(mapping.children ?? {})
  if (fields.length === 0) return []
  if (text[mapping.value.start] === '{') {
    const end = Math.max(...fields.map((field) => field.value.end))
    return [{ range: { start: end, end }, insert: `, ${key}: ${value}` }]
  }
  const start = Math.min(...fields.map((field) => field.key?.start ?? field.value.start))
  const indent = ' '.repeat(start - (text.lastIndexOf('\n', start - 1) + 1))
  return [{ range: { start, end: start }, insert: `${key}: ${value}\n${indent}` }]
}

/** Edits that take an object out of the text: its document, or its item of a List. */
export function removeObject(text: string, object: SourceObject): readonly TextEdit[] {
  const documents = splitDocuments(text)
  const document = documents[object.document]
  if (!document) return []
  const alone = text.slice(document.start, object.position.value.start).replace(/#.*$/gm, '').trim() === ''
  if (alone) {
    const next = documents[object.document + 1]
    const first = object.document === 0
    // With the `---` before it; the first document takes the one after it along.
    const start = first ? document.start : document.start - 3
    const end = next ? next.start - (first ? 0 : 3) : text.length
    const blank = first ? (/^[ \t]*\r?\n/.exec(text.slice(end))?.[0].length ?? 0) : 0
    return [{ range: { start, end: end + blank }, insert: '' }]
  }
  const { start, end } = object.position.value
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  if (!/^[ \t]*-[ \t]*$/.test(text.slice(lineStart, start))) return []
  const lineEnd = text.indexOf('\n', end)
  return [{ range: { start: lineStart, end: lineEnd < 0 ? text.length : lineEnd + 1 }, insert: '' }]
}

/** A value with the closing bracket of its flow style, which its last child does not reach. */
function wholeValue(text: string, { value, children }: Position): TextEdit['range'] {
  if (!children) return withQuotes(text, value)
  const open = text[value.start]
  if (open !== '{' && open !== '[') return value
  const close = open === '{' ? '}' : ']'
  const at = text.indexOf(close, value.end)
  return text[value.end - 1] === close || at < 0 ? value : { start: value.start, end: at + 1 }
}

function startsAfterColon(text: string, { value, key }: Position): boolean {
  return key !== undefined && value.start === value.end && text[value.start - 1] === ':'
}
