import type { JsonObject, Manifest, SourceObject } from './manifest.ts'
import { parseManifest } from './parse.ts'

/** The annotation that takes an object away for as long as the overlay lasts. */
const absent = 'packetwalk/absent'

/**
 * A manifest with other objects laid over it: same-named ones take their place, new ones come last, and one annotated
 * `packetwalk/absent: "true"` is removed. `problems` says what of the other text could not be read.
 */
export function overlay(
  manifest: Manifest,
  text: string,
): { readonly manifest: Manifest; readonly problems: readonly Manifest['diagnostics'][number]['says'][] } {
  const over = parseManifest(text)
  const objects = new Map(manifest.objects.map((object) => [keyOf(object), object]))
  for (const object of over.objects) {
    if (isAbsent(object)) objects.delete(keyOf(object))
    else objects.set(keyOf(object), object)
  }
  return {
    manifest: { ...manifest, objects: [...objects.values()] },
    problems: over.diagnostics.filter(({ severity }) => severity === 'error').map(({ says }) => says),
  }
}

function keyOf({ kind, namespace, name, position }: SourceObject): string {
  return `${kind} ${namespace}/${name || position.value.start}`
}

function isAbsent({ value }: SourceObject): boolean {
  const annotations = (value.metadata as JsonObject | undefined)?.annotations as JsonObject | undefined
  return String(annotations?.[absent]) === 'true'
}
