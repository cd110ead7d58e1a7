import type { Manifest, SourceObject } from './manifest.ts'

/** A manifest's objects are read-only, so what is known of them stays true. */
const indexes = new WeakMap<readonly SourceObject[], ReadonlyMap<string, SourceObject>>()

/** The object of this kind and name, the first when the text has several. */
export function findObject(
  { objects }: Pick<Manifest, 'objects'>,
  kind: string,
  namespace: string,
  name: string,
): SourceObject | undefined {
  let index = indexes.get(objects)
  if (index === undefined) {
    const made = new Map<string, SourceObject>()
    for (const object of objects) {
      const key = keyOf(object.kind, object.namespace, object.name)
      if (!made.has(key)) made.set(key, object)
    }
    index = made
    indexes.set(objects, index)
  }
  return index.get(keyOf(kind, namespace, name))
}

function keyOf(kind: string, namespace: string, name: string): string {
  return `${kind}\n${namespace}\n${name}`
}
