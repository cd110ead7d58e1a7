import { EVENT_ID, type Event, getScalarValue } from 'js-yaml'
import type { SourceRange } from './diagnostic.ts'
import type { Position, SourceObject } from './manifest.ts'

/** A field path in parts: `['spec', 'ports', 0, 'nodePort']`. */
export type Path = readonly (string | number)[]

/** Where a document's values stand, and which keys appeared twice in one mapping. */
export interface Positions {
  readonly root: Position | undefined
  readonly duplicates: readonly { readonly key: string; readonly range: SourceRange }[]
}

interface Open {
  readonly start: number
  end: number
  readonly key?: SourceRange
  readonly children: { [key: string]: Position }
  readonly sequence: boolean
  length: number
  pending?: { readonly text: string; readonly range: SourceRange }
}

/** Builds the tree of positions from one document's events. `offset` is where the document starts in the whole text. */
export function positionsOf(events: readonly Event[], source: string, offset: number): Positions {
  const duplicates: { key: string; range: SourceRange }[] = []
  const stack: Open[] = []
  let root: Position | undefined
  const place = (value: SourceRange, children: Position['children'], text: string | undefined) => {
    const parent = stack.at(-1)
    if (parent === undefined) {
      root = { value, ...(children ? { children } : {}) }
      return
    }
    if (!parent.sequence && parent.pending === undefined) {
      parent.pending = { text: text ?? '', range: value }
      return
    }
    const key = parent.sequence ? undefined : parent.pending?.range
    const name = parent.sequence ? String(parent.length++) : (parent.pending?.text ?? '')
    if (!parent.sequence && key && Object.hasOwn(parent.children, name)) duplicates.push({ key: name, range: key })
    parent.children[name] = { value, ...(key ? { key } : {}), ...(children ? { children } : {}) }
    parent.end = Math.max(parent.end, value.end)
    delete parent.pending
  }
  const at = (start: number, end: number): SourceRange => ({
    start: start + offset,
    end: Math.max(start, end) + offset,
  })
  for (const event of events) {
    switch (event.type) {
      case EVENT_ID.SEQUENCE:
      case EVENT_ID.MAPPING: {
        const start = event.start + offset
        // Without a prototype: a key may be called __proto__.
        const children: Open['children'] = Object.create(null)
        stack.push({ start, end: start, children, sequence: event.type === EVENT_ID.SEQUENCE, length: 0 })
        break
      }
      case EVENT_ID.SCALAR:
        place(scalarRange(event, stack.at(-1), at), undefined, getScalarValue(source, event))
        break
      case EVENT_ID.ALIAS:
        place(at(event.anchorStart, event.anchorEnd), undefined, undefined)
        break
      case EVENT_ID.POP: {
        const done = stack.pop()
        if (done) place({ start: done.start, end: done.end }, done.children, undefined)
        break
      }
      default:
        break
    }
  }
  return { root, duplicates }
}

/** A value left empty has no place of its own: it stands right after its key. */
function scalarRange(
  event: { readonly valueStart: number; readonly valueEnd: number },
  parent: Open | undefined,
  at: (start: number, end: number) => SourceRange,
): SourceRange {
  if (event.valueStart >= 0) return at(event.valueStart, event.valueEnd)
  const end = parent?.pending?.range.end ?? parent?.end ?? 0
  return { start: end, end }
}

/** Range of a field's value, or of the nearest parent that the text has. `part` 'key' gives the key's own range. */
export function positionOf(
  object: Pick<SourceObject, 'position'>,
  path: Path | string,
  part: 'value' | 'key' = 'value',
): SourceRange {
  let position = object.position
  for (const step of typeof path === 'string' ? parsePath(path) : path) {
    const child = position.children?.[String(step)]
    if (child === undefined) return position.key ?? position.value
    position = child
  }
  return part === 'key' ? (position.key ?? position.value) : position.value
}

/** Reads `spec.ports[0].nodePort`; keys in brackets may hold dots: `metadata.annotations[a.b/c]`. */
export function parsePath(path: string): Path {
  const parts: (string | number)[] = []
  for (const [, name, inside] of path.matchAll(/([^.[\]]+)|\[([^\]]*)\]/g)) {
    if (name !== undefined) parts.push(name)
    else if (inside !== undefined) parts.push(/^\d+$/.test(inside) ? Number(inside) : inside)
  }
  return parts
}

/** The inverse of `parsePath`. */
export function formatPath(path: Path): string {
  let text = ''
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`
    else if (/[./]/.test(part)) text += `[${part}]`
    else text += text === '' ? part : `.${part}`
  }
  return text
}

/** 1-based line and column, columns in UTF-16 units, as editors count. */
export function lineColumn(text: string, offset: number): { readonly line: number; readonly column: number } {
  let line = 1
  let start = 0
  for (let i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
    line++
    start = i + 1
  }
  return { line, column: offset - start + 1 }
}
