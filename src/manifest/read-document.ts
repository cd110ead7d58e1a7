import { constructFromEvents, parseEvents, YAMLException } from 'js-yaml'
import type { Diagnostic, SourceRange } from './diagnostic.ts'
import { kubernetesYaml } from './dialect.ts'
import { goYamlError } from './go-yaml.ts'
import type { Json, Position } from './manifest.ts'
import { lineColumn, positionsOf } from './position.ts'
import type { DocumentText } from './split.ts'

/** Aliases per document; more is not a manifest but an attack on its reader. */
const maxAliases = 100
/** Values one document may come to once its aliases are written out. */
const maxValues = 1_000_000

/** One document's value and positions; no value when it is empty or cannot be read. */
export interface ReadDocument {
  readonly value?: Json
  readonly position?: Position
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads one YAML document. Never throws: what cannot be read becomes a diagnostic at its place. */
export function readDocument({ text, start }: DocumentText, whole: string): ReadDocument {
  if (text.trim() === '') return { diagnostics: [] }
  const nul = text.indexOf('\0')
  if (nul >= 0) {
    return { diagnostics: [error({ start: start + nul, end: start + nul + 1 }, 'nul-character', {})] }
  }
  try {
    const events = parseEvents(text, { maxDepth: 100 })
    const [value] = constructFromEvents(events, {
      source: text,
      schema: kubernetesYaml,
      json: true,
      maxAliases,
      maxTotalMergeKeys: 1000,
    })
    if (value === undefined || value === null) return { diagnostics: [] }
    const { root, duplicates } = positionsOf(events, text, start)
    const range = root?.value ?? { start, end: start + text.length }
    const json = toJson(value, { left: maxValues })
    if (json === undefined) return { diagnostics: [error(range, 'too-many-aliases', { limit: maxValues })] }
    const warnings = duplicates.map(
      ({ key, range: place }): Diagnostic => ({
        severity: 'warning',
        stage: 'yaml',
        path: null,
        range: place,
        says: { code: 'duplicate-key', values: { key } },
      }),
    )
    return { value: json, ...(root ? { position: root } : {}), diagnostics: warnings }
  } catch (thrown) {
    return { diagnostics: [syntaxError(thrown, text, start, whole)] }
  }
}

/** Plain JSON, every alias written out; undefined when that would be more values than allowed. */
function toJson(value: unknown, budget: { left: number }): Json | undefined {
  if (--budget.left < 0) return undefined
  if (Array.isArray(value)) {
    const items: Json[] = []
    for (const item of value) {
      const json = toJson(item, budget)
      if (json === undefined) return undefined
      items.push(json)
    }
    return items
  }
  if (typeof value === 'object' && value !== null) {
    const result: { [key: string]: Json } = {}
    for (const [key, item] of Object.entries(value)) {
      const json = toJson(item, budget)
      if (json === undefined) return undefined
      Object.defineProperty(result, key, { value: json, enumerable: true, configurable: true, writable: true })
    }
    return result
  }
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  return value === null || value === undefined ? null : String(value)
}

function syntaxError(thrown: unknown, text: string, start: number, whole: string): Diagnostic {
  if (!(thrown instanceof YAMLException)) throw thrown
  const position = Math.min(Math.max(thrown.mark?.position ?? 0, 0), text.length)
  const end = Math.min(position + 1, text.length)
  const range = { start: start + Math.min(position, end), end: start + end }
  const reason = thrown.reason ?? thrown.message
  if (/alias/i.test(reason) && /(max|limit|exceed)/i.test(reason))
    return error(range, 'too-many-aliases', { limit: maxAliases })
  if (/depth|nest/i.test(reason) && /(max|limit|exceed)/i.test(reason)) return error(range, 'too-deep', { limit: 100 })
  const { line } = lineColumn(whole, range.start)
  if (endsInsideJson(text)) {
    return { severity: 'error', stage: 'yaml', path: null, range, says: { literal: 'unexpected EOF' } }
  }
  const words = goYamlError(asKubectlReads(text, start)) ?? `line ${line}: ${reason}`
  const literal = `error converting YAML to JSON: yaml: ${words}`
  return { severity: 'error', stage: 'yaml', path: null, range, says: { literal } }
}

/**
 * kubectl reads a stream document by document and counts the lines of each by itself: a `---` before the first belongs
 * to it, any other is left out with the rest of its line.
 */
function asKubectlReads(text: string, start: number): string {
  if (start < 3) return text
  return start === 3 ? `---${text}` : text.slice(text.indexOf('\n') + 1)
}

/** kubectl takes what begins like an object of JSON for JSON, whose reader has fewer words. */
function endsInsideJson(text: string): boolean {
  if (!/^\s*\{\s*"/.test(text)) return false
  let depth = 0
  for (const [piece] of text.matchAll(/"(?:[^"\\]|\\.)*"?|[{}[\]]/gs)) {
    if (piece === '{' || piece === '[') depth++
    else if (piece === '}' || piece === ']') depth--
    else if (piece.length === 1 || !piece.endsWith('"')) return true
  }
  return depth > 0
}

function error(
  range: SourceRange,
  code: 'nul-character' | 'too-many-aliases' | 'too-deep',
  values: Record<string, number>,
): Diagnostic {
  return { severity: 'error', stage: 'yaml', path: null, range, says: { code, values } }
}
