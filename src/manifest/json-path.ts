import type { Json, JsonObject } from './manifest.ts'
import type { Path } from './position.ts'

/** A change of one place: a new value there, a new item before it, or the place gone. */
export type PathChange =
  | { readonly type: 'set'; readonly path: Path; readonly value: Json }
  | { readonly type: 'insert'; readonly path: Path; readonly value: Json }
  | { readonly type: 'remove'; readonly path: Path }

/** The value at a path; undefined where there is none. */
export function valueAt(root: Json | undefined, path: Path): Json | undefined {
  let value = root
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Array.isArray(value) ? value[Number(step)] : fieldOf(value as JsonObject, String(step))
  }
  return value
}

function fieldOf(value: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined
}

/**
 * The whole value after a change. Places on the way that are missing, or are no collections, become mappings, or lists
 * where the next step is a number; a collection that a removal leaves empty goes too.
 */
export function changed(root: Json, change: PathChange): Json {
  const { path } = change
  const [step, ...rest] = path
  if (step === undefined) return change.type === 'remove' ? null : change.value
  if (change.type === 'remove') return removed(root, path) ?? {}
  const inside = (value: Json | undefined): Json =>
    rest.length === 0 ? change.value : changed(value ?? null, { ...change, path: rest })
  if (typeof step === 'number') {
    const list: readonly Json[] = Array.isArray(root) ? root : []
    if (change.type === 'insert' && rest.length === 0) return list.toSpliced(step, 0, change.value)
    return step < list.length ? list.with(step, inside(list[step])) : [...list, inside(undefined)]
  }
  const object = typeof root === 'object' && root !== null && !Array.isArray(root) ? (root as JsonObject) : {}
  return { ...object, [step]: inside(fieldOf(object, step)) }
}

/** What is left; undefined when nothing is. */
function removed(root: Json, [step, ...rest]: Path): Json | undefined {
  if (valueAt(root, [step as string]) === undefined) return root
  const left = rest.length === 0 ? undefined : removed(valueAt(root, [step as string]) as Json, rest)
  if (Array.isArray(root)) {
    const list = left === undefined ? root.toSpliced(Number(step), 1) : root.with(Number(step), left)
    return list.length === 0 ? undefined : list
  }
  const fields = Object.entries(root as JsonObject).flatMap(([key, value]): readonly (readonly [string, Json])[] => {
    if (key !== String(step)) return [[key, value]]
    return left === undefined ? [] : [[key, left]]
  })
  return fields.length === 0 ? undefined : Object.fromEntries(fields)
}
