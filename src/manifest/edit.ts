import type { TextEdit } from './diagnostic.ts'
import type { LabRequest, Manifest, Position, SourceObject } from './manifest.ts'

/** The text with these edits made; ranges are of the text before, and do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = text
  for (const { range, insert } of edits.toSorted((a, b) => b.range.start - a.range.start)) {
    result = result.slice(0, range.start) + insert + result.slice(range.end)
  }
  return result
}

/** Fields of a request to write; an undefined one is to be removed. */
export type RequestPatch = { readonly [Field in keyof LabRequest]: LabRequest[Field] | undefined }

/**
 * Edits that write fields of the request into the Lab document, keeping comments and order. An undefined value removes
 * the field; a text without a Lab document gets one at its end.
 */
export function setRequest(manifest: Manifest, patch: RequestPatch): readonly TextEdit[] {
  const entries = Object.entries(patch)
  const lab = manifest.labObject
  if (!lab) {
    const lines = entries
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => `    ${key}: ${scalar(value)}\n`)
    if (lines.length === 0) return []
    const end = manifest.text.length
    const lead = manifest.text === '' || manifest.text.endsWith('\n') ? '' : '\n'
    const insert = `${lead}---\napiVersion: packetwalk/v1\nkind: Lab\nspec:\n  request:\n${lines.join('')}`
    return [{ range: { start: end, end }, insert }]
  }
  const request = child(child(lab.position, 'spec'), 'request')
  if (!request?.children || Object.keys(request.children).length === 0) return [newRequest(manifest, lab, entries)]
  return entries.flatMap(([key, value]) => fieldEdit(manifest.text, request, key, value))
}

function fieldEdit(text: string, request: Position, key: string, value: unknown): readonly TextEdit[] {
  const known = request.children?.[key]
  if (known) {
    if (value !== undefined) return [{ range: known.value, insert: scalar(value) }]
    return [{ range: removal(text, known), insert: '' }]
  }
  if (value === undefined) return []
  const last = Object.values(request.children ?? {}).reduce((a, b) => (b.value.end > a.value.end ? b : a))
  const at = last.value.end
  const range = { start: at, end: at }
  if (isFlow(text, request)) return [{ range, insert: `, ${key}: ${scalar(value)}` }]
  return [{ range, insert: `\n${indentOf(text, last.key?.start ?? at)}${key}: ${scalar(value)}` }]
}

/** A whole line in block style; in flow style the entry with the comma after it, or the one before. */
function removal(text: string, field: Position): TextEdit['range'] {
  const start = field.key?.start ?? field.value.start
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  if (text.slice(lineStart, start).trim() === '') {
    const lineEnd = text.indexOf('\n', field.value.end)
    return { start: lineStart, end: lineEnd < 0 ? text.length : lineEnd + 1 }
  }
  const after = /^\s*,\s*/.exec(text.slice(field.value.end))
  if (after) return { start, end: field.value.end + after[0].length }
  const before = /,\s*$/.exec(text.slice(0, start))
  return { start: before ? before.index : start, end: field.value.end }
}

/** The request as the Lab's first field, or in a spec of its own when there is none. */
function newRequest(manifest: Manifest, lab: SourceObject, entries: readonly (readonly [string, unknown])[]): TextEdit {
  const { text } = manifest
  const given = entries.filter(([, value]) => value !== undefined)
  const flow = `{ ${given.map(([key, value]) => `${key}: ${scalar(value)}`).join(', ')} }`
  const spec = child(lab.position, 'spec')
  const existing = child(spec, 'request')
  if (existing)
    return { range: existing.value, insert: existing.value.start === existing.value.end ? ` ${flow}` : flow }
  const fields = Object.values(spec?.children ?? {})
  const [first] = fields
  if (spec && first?.key) {
    const at = first.key.start
    const separator = isFlow(text, spec) ? ', ' : `\n${indentOf(text, at)}`
    return { range: { start: at, end: at }, insert: `request: ${flow}${separator}` }
  }
  const kind = child(lab.position, 'kind')?.value.end ?? text.length
  return { range: { start: kind, end: kind }, insert: `\nspec:\n  request: ${flow}` }
}

function child(position: Position | undefined, key: string): Position | undefined {
  return position?.children?.[key]
}

function isFlow(text: string, position: Position): boolean {
  return text[position.value.start] === '{'
}

function indentOf(text: string, at: number): string {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1
  return ' '.repeat(at - lineStart)
}

/** Plain where YAML takes it as this very text, quoted otherwise. */
function scalar(value: unknown): string {
  if (typeof value === 'number') return String(value)
  const text = String(value)
  return /^[A-Za-z][-A-Za-z0-9_./]*(:\d+)?$/.test(text) && !/^(true|false|yes|no|on|off|null|y|n)$/i.test(text)
    ? text
    : JSON.stringify(text)
}
