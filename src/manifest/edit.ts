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
    return appendDocument(manifest.text, `apiVersion: packetwalk/v1\nkind: Lab\nspec:\n  request:\n${lines.join('')}`)
  }
  const request = child(child(lab.position, 'spec'), 'request')
  if (!request?.children || Object.keys(request.children).length === 0) return [newRequest(manifest, lab, entries)]
  return entries.flatMap(([key, value]) => setField(manifest.text, request, key, value))
}

/** The edit that adds a document of its own at a text's end. */
export function appendDocument(text: string, document: string): readonly TextEdit[] {
  const end = text.length
  const lead = text === '' || text.endsWith('\n') ? '' : '\n'
  return [{ range: { start: end, end }, insert: `${lead}---\n${document}` }]
}

/**
 * Edits that give one field of a mapping this scalar, keeping comments, order and style; undefined removes the field.
 * A mapping without any field is left alone: there is nothing to tell its style by.
 */
export function setField(text: string, mapping: Position, key: string, value: unknown): readonly TextEdit[] {
  const known = mapping.children?.[key]
  if (known) {
    if (value === undefined) return [{ range: removal(text, mapping, known), insert: '' }]
    return [setValue(text, known, scalar(value))]
  }
  const fields = Object.values(mapping.children ?? {})
  if (value === undefined || fields.length === 0) return []
  if (isFlow(text, mapping)) {
    const end = fields.reduce((a, b) => (b.value.end > a.value.end ? b : a)).value.end
    return [{ range: { start: end, end }, insert: `, ${key}: ${scalar(value)}` }]
  }
  // In front of the first field: behind the last there may be a block that ends nobody knows where.
  const start = fields.reduce((a, b) => (place(b) < place(a) ? b : a)).key?.start ?? mapping.value.start
  return [{ range: { start, end: start }, insert: `${key}: ${scalar(value)}\n${indentOf(text, start)}` }]
}

/** Writes a field's value. One that is empty has no range of its own: it stands at its key's end, or at its brace. */
export function setValue(text: string, field: Position, insert: string): TextEdit {
  const { start, end } = field.value
  if (start !== end) return { range: withQuotes(text, field.value), insert }
  const close = text[start] === '{' ? text.indexOf('}', start) : -1
  if (close >= 0) return { range: { start, end: close + 1 }, insert }
  const colon = text.indexOf(':', start) + 1
  return { range: { start: colon, end: colon }, insert: ` ${insert}` }
}

/** A scalar's range with the quotes around it, which its value does not hold. */
export function withQuotes(text: string, { start, end }: TextEdit['range']): TextEdit['range'] {
  const quote = text[start - 1]
  const quoted = (quote === '"' || quote === "'") && text[end] === quote
  return quoted ? { start: start - 1, end: end + 1 } : { start, end }
}

function place(field: Position): number {
  return field.key?.start ?? field.value.start
}

/** A whole line in block style; in flow style the entry with the comma after it, or the one before. */
function removal(text: string, mapping: Position, field: Position): TextEdit['range'] {
  const start = place(field)
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const lead = text.slice(lineStart, start)
  if (lead.trim() === '') {
    const lineEnd = text.indexOf('\n', field.value.end)
    return { start: lineStart, end: lineEnd < 0 ? text.length : lineEnd + 1 }
  }
  // The first field of a list's item: what follows moves up to the dash.
  const next = Object.values(mapping.children ?? {}).filter((other) => place(other) > start)
  if (!isFlow(text, mapping) && /^[\s-]*$/.test(lead) && next.length > 0) {
    return { start, end: Math.min(...next.map(place)) }
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
  if (existing) return setValue(text, existing, flow)
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
