import type { SourceRange } from './diagnostic.ts'
import type { Position } from './manifest.ts'

/** Whether a collection is written in flow style: `{ … }` or `[ … ]`. */
export function isFlow(text: string, { value, children }: Position): boolean {
  return children !== undefined && (text[value.start] === '{' || text[value.start] === '[')
}

/** Children in the order of the text. */
export function childrenOf(position: Position): readonly Position[] {
  const place = ({ key, value }: Position) => key?.start ?? value.start
  return Object.values(position.children ?? {}).toSorted((a, b) => place(a) - place(b))
}

/** Where an entry begins: its key, or its value in a list, the opening quote included. */
export function startOf(text: string, { key, value, children }: Position): number {
  const start = key?.start ?? value.start
  const quotable = key !== undefined || children === undefined
  return quotable && (text[start - 1] === '"' || text[start - 1] === "'") ? start - 1 : start
}

/** Where a value ends, its closing quote or bracket included. */
export function endOf(text: string, position: Position): number {
  const { value, children } = position
  if (children === undefined) return scalarEnd(text, value)
  const last = Math.max(value.start, ...childrenOf(position).map((child) => endOf(text, child)))
  return isFlow(text, position) ? closing(text, Math.max(last, value.start + 1)) : last
}

function scalarEnd(text: string, { start, end }: SourceRange): number {
  const quote = text[start - 1]
  if ((quote === '"' || quote === "'") && text[end] === quote) return end + 1
  // A block scalar's lines end with a line break that is not part of the entry.
  return end > start && text[start - 1] === '\n' ? start + text.slice(start, end).trimEnd().length : end
}

/** One past the bracket that closes a flow collection, comments and a last comma passed over. */
function closing(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const character = text[at]
    if (character === '#') at = lineEnd(text, at)
    else if (character === '}' || character === ']') return at + 1
  }
  return text.length
}

/** One past the colon behind a key. */
function afterColon(text: string, key: SourceRange): number {
  return text.indexOf(':', key.end) + 1
}

/** What stands for an entry's value, from the colon or the dash on, so that it can be replaced as a whole. */
export function valueSpan(text: string, position: Position): SourceRange {
  const { key, value, children } = position
  const end = endOf(text, position)
  if (key) {
    const start = afterColon(text, key)
    return { start, end: Math.max(start, end) }
  }
  const quoted = children === undefined && end > value.end
  return { start: quoted ? value.start - 1 : value.start, end }
}

export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1
}

/** Before the line break that ends this line, or the text's end. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  if (end < 0) return text.length
  return text[end - 1] === '\r' ? end - 1 : end
}

/** The text's own line break. */
export function lineBreak(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}
