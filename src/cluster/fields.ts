import type { Json, JsonObject } from '../manifest/manifest.ts'

/** Reads fields of decoded objects. Every reader gives undefined, or nothing, for what is absent or of another type. */

export function at(value: Json | undefined, ...path: readonly (string | number)[]): Json | undefined {
  let current = value
  for (const part of path) {
    if (typeof current !== 'object' || current === null) return undefined
    current = (current as { readonly [key: string]: Json })[part]
  }
  return current
}

export function text(value: Json | undefined, ...path: readonly (string | number)[]): string | undefined {
  const found = at(value, ...path)
  return typeof found === 'string' && found !== '' ? found : undefined
}

export function whole(value: Json | undefined, ...path: readonly (string | number)[]): number | undefined {
  const found = at(value, ...path)
  return typeof found === 'number' ? found : undefined
}

export function list(value: Json | undefined, ...path: readonly (string | number)[]): readonly Json[] {
  const found = at(value, ...path)
  return Array.isArray(found) ? found : []
}

export function texts(value: Json | undefined, ...path: readonly (string | number)[]): readonly string[] {
  return list(value, ...path).filter((item) => typeof item === 'string')
}

/** A map of texts, such as labels; undefined when the field is absent. */
export function map(
  value: Json | undefined,
  ...path: readonly (string | number)[]
): Readonly<Record<string, string>> | undefined {
  const found = at(value, ...path)
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return undefined
  return Object.fromEntries(Object.entries(found as JsonObject).map(([key, item]) => [key, String(item)]))
}
