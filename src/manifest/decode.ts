import type { Diagnostic, ObjectName } from './diagnostic.ts'
import { nearest } from './kinds.ts'
import type { Json, Position } from './manifest.ts'
import { formatPath, type Path, positionOf } from './position.ts'
import type { Shape, Struct } from './schema.ts'

/** Go's name of a JSON value's type, in encoding/json's errors. */
function jsonType(value: Json): string {
  if (Array.isArray(value)) return 'array'
  if (value === null) return 'null'
  if (typeof value === 'boolean') return 'bool'
  return typeof value
}

/** Go's name of the type a shape stands for. */
function goType(shape: Shape): string {
  if (typeof shape === 'string') return shape === 'intOrString' ? 'string' : shape
  if ('named' in shape) return shape.named
  if ('list' in shape)
    return `[]${typeof shape.list === 'object' && 'struct' in shape.list ? `v1.${shape.list.struct}` : goType(shape.list)}`
  if ('map' in shape) return `map[string]${goType(shape.map)}`
  return `v1.${shape.struct}`
}

/**
 * Checks a value against its kind's shape, as the API server's strict decoding does: a value of a wrong type is worded
 * as encoding/json words it, an unknown field names the nearest known one.
 */
export function checkShape(
  object: ObjectName & { readonly position: Position },
  value: Json,
  shape: Struct,
): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  check(value, shape, [], '')
  return diagnostics

  function check(current: Json, expected: Shape, path: Path, owner: string): void {
    if (expected === 'any' || current === null) return
    if (typeof expected === 'string' || 'named' in expected) {
      if (!scalarFits(current, typeof expected === 'string' ? expected : 'string'))
        wrongType(current, expected, path, owner)
      return
    }
    if ('list' in expected) {
      if (!Array.isArray(current)) return wrongType(current, expected, path, owner)
      for (const [index, item] of current.entries()) check(item, expected.list, [...path, index], owner)
      return
    }
    if (typeof current !== 'object' || Array.isArray(current)) return wrongType(current, expected, path, owner)
    for (const [key, item] of Object.entries(current)) {
      const inside = [...path, key]
      if ('map' in expected) checkEntry(item, expected.map, path, inside, owner)
      else if (Object.hasOwn(expected.fields, key)) check(item, expected.fields[key] as Shape, inside, expected.struct)
      else if (!expected.open) unknownField(key, expected, inside)
    }
  }

  /** encoding/json names the map and not its entry. */
  function checkEntry(item: Json, expected: Shape, map: Path, path: Path, owner: string): void {
    if (expected === 'string' && item !== null && !scalarFits(item, expected))
      wrongType(item, expected, path, owner, map)
    else check(item, expected, path, owner)
  }

  function wrongType(current: Json, expected: Shape, path: Path, owner: string, named: Path = path): void {
    const field = named.filter((part) => typeof part === 'string').join('.')
    const actual = typeof current === 'number' && !Number.isInteger(current) ? `number ${current}` : jsonType(current)
    const into =
      owner === ''
        ? `Go value of type ${goType(expected)}`
        : `Go struct field ${owner}.${field} of type ${goType(expected)}`
    add(path, { literal: `json: cannot unmarshal ${actual} into ${into}` })
  }

  function unknownField(key: string, struct: Struct, path: Path): void {
    const meant = nearest(key, Object.keys(struct.fields))
    const range = positionOf(object, path, 'key')
    const fixes = meant
      ? {
          fixes: [
            { code: 'rename-field' as const, values: { from: key, to: meant }, edits: [{ range, insert: meant }] },
          ],
        }
      : {}
    const literal = `strict decoding error: unknown field "${formatPath(path)}"`
    diagnostics.push({ ...base(path), range, says: { literal }, ...fixes })
  }

  function add(path: Path, says: Diagnostic['says']): void {
    diagnostics.push({ ...base(path), range: positionOf(object, path), says })
  }

  function base(path: Path) {
    const { kind, namespace, name } = object
    return { severity: 'error', stage: 'decode', object: { kind, namespace, name }, path: formatPath(path) } as const
  }
}

function scalarFits(value: Json, shape: 'string' | 'int32' | 'int64' | 'bool' | 'intOrString'): boolean {
  switch (shape) {
    case 'string':
      return typeof value === 'string'
    case 'bool':
      return typeof value === 'boolean'
    case 'int32':
      return Number.isInteger(value) && Math.abs(value as number) < 2 ** 31
    case 'int64':
      return Number.isInteger(value)
    case 'intOrString':
      return typeof value === 'string' || Number.isInteger(value)
    default:
      shape satisfies never
      return false
  }
}
