import type { SourceRange, TextEdit } from './diagnostic.ts'
import { childrenOf, endOf, isFlow, lineBreak, lineEnd, lineStart, startOf, valueSpan } from './edit-span.ts'
import { changed, type PathChange, valueAt } from './json-path.ts'
import type { Json, Position, SourceObject } from './manifest.ts'
import type { Path } from './position.ts'
import { flowText } from './yaml-text.ts'

/** Characters between a dash and its item that are looked through. */
const farthestDash = 2000

type Source = Pick<SourceObject, 'value' | 'position'>

/**
 * The edit that makes a change of an object's value in its text: the smallest one, so that comments, order and style
 * around it stay. Undefined where the text is written in a way that has no such edit.
 */
export function editAt(text: string, object: Source, change: PathChange): TextEdit | undefined {
  if (change.type === 'remove') return removal(text, object, change.path)
  const { path, value } = change
  // As deep as the text goes; what is missing below is written as one new value.
  let position = object.position
  let depth = 0
  for (const step of path) {
    const child: Position | undefined = position.children?.[String(step)]
    if (child === undefined) break
    position = child
    depth++
  }
  if (depth === path.length) {
    return change.type === 'insert' ? before(text, object, path, value) : replaced(text, position, value)
  }
  const rest = path.slice(depth)
  const step = rest[0] as string | number
  const isList = Array.isArray(valueAt(object.value, path.slice(0, depth)))
  const fits = position.children !== undefined && isList === (typeof step === 'number')
  if (!fits) return replaced(text, position, nested(rest, value))
  const item = nested(rest.slice(1), value)
  return added(text, position, typeof step === 'number' ? flowText(item) : `${flowText(step)}: ${flowText(item)}`)
}

/** `[a, 0]` and a value: `{ a: [value] }`. */
function nested(path: Path, value: Json): Json {
  return path.length === 0 ? value : changed(null, { type: 'set', path, value })
}

function replaced(text: string, position: Position, value: Json): TextEdit {
  const range = valueSpan(text, position)
  return { range, insert: `${position.key ? ' ' : ''}${flowText(value)}` }
}

/** One more entry at a collection's end. */
function added(text: string, position: Position, entry: string): TextEdit {
  const last = childrenOf(position).at(-1)
  if (isFlow(text, position)) {
    if (!last) return insertion(position.value.start + 1, text[position.value.start] === '{' ? ` ${entry} ` : entry)
    return insertion(endOf(text, last), `, ${entry}`)
  }
  const end = lineEnd(text, endOf(text, position))
  const first = childrenOf(position)[0] ?? position
  const lead = dashBefore(text, first)
  const column = lead ?? startOf(text, first)
  const indent = ' '.repeat(column - lineStart(text, column))
  return insertion(end, `${lineBreak(text)}${indent}${lead === undefined ? '' : '- '}${entry}`)
}

/** A new item before one that is there. */
function before(text: string, object: Source, path: Path, value: Json): TextEdit | undefined {
  const list = positionAt(object.position, path.slice(0, -1))
  const item = positionAt(object.position, path)
  if (!list || !item) return undefined
  if (isFlow(text, list)) return insertion(valueSpan(text, item).start, `${flowText(value)}, `)
  const dash = dashBefore(text, item)
  if (dash === undefined) return undefined
  const column = ' '.repeat(dash - lineStart(text, dash))
  return insertion(dash, `- ${flowText(value)}${lineBreak(text)}${column}`)
}

/** Takes an entry away, and the collections that it would leave empty. */
function removal(text: string, object: Source, path: Path): TextEdit | undefined {
  let gone = path
  while (gone.length > 1 && childrenOf(positionAt(object.position, gone.slice(0, -1)) ?? object.position).length === 1)
    gone = gone.slice(0, -1)
  const entry = positionAt(object.position, gone)
  const parent = positionAt(object.position, gone.slice(0, -1))
  if (!entry || !parent) return undefined
  // A document is never emptied.
  if (childrenOf(parent).length === 1) return undefined
  return { range: isFlow(text, parent) ? flowEntry(text, entry) : blockEntry(text, parent, entry), insert: '' }
}

/** An entry of `{ … }` or `[ … ]` with the comma behind it, or the one before. */
function flowEntry(text: string, entry: Position): SourceRange {
  const span = valueSpan(text, entry)
  const start = startOf(text, entry)
  const after = /^\s*,[ \t]*/.exec(text.slice(span.end))
  if (after) return { start, end: span.end + after[0].length }
  const comma = /\s*,\s*$/.exec(text.slice(0, start))
  return { start: comma ? comma.index : start, end: span.end }
}

/** Whole lines; the first field of a list's item leaves its dash to the next field. */
function blockEntry(text: string, parent: Position, entry: Position): SourceRange {
  const start = dashBefore(text, entry) ?? startOf(text, entry)
  const from = lineStart(text, start)
  const end = lineEnd(text, endOf(text, entry))
  if (text.slice(from, start).trim() === '') {
    const next = text.indexOf('\n', end)
    // The last line of a text has no break of its own to take along: it takes the one before it.
    if (next < 0) return { start: Math.max(0, text[from - 2] === '\r' ? from - 2 : from - 1), end: text.length }
    return { start: from, end: next + 1 }
  }
  const follower = childrenOf(parent).find((other) => startOf(text, other) > startOf(text, entry))
  return { start, end: follower ? startOf(text, follower) : end }
}

/** Where the dash of a list's item stands: before it, with nothing but blanks, line breaks and comments between. */
function dashBefore(text: string, item: Position): number | undefined {
  if (item.key) return undefined
  const { start } = valueSpan(text, item)
  const from = Math.max(0, start - farthestDash)
  const lead = /-(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*$/.exec(text.slice(from, start))
  return lead ? from + lead.index : undefined
}

function positionAt(root: Position, path: Path): Position | undefined {
  let position: Position | undefined = root
  for (const step of path) position = position?.children?.[String(step)]
  return position
}

function insertion(at: number, insert: string): TextEdit {
  return { range: { start: at, end: at }, insert }
}
