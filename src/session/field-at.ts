import type { Manifest, Position, SourceObject } from '../manifest/manifest.ts'
import { formatPath } from '../manifest/position.ts'

/** A field of an object in the text: its path as the API server writes it, `spec.ports[0].nodePort`. */
export interface FieldPlace {
  readonly object: SourceObject
  readonly path: string
}

/** The innermost field whose key or value stands at an offset; undefined outside of every object. */
export function fieldAt(manifest: Manifest, offset: number): FieldPlace | undefined {
  const objects = manifest.labObject ? [...manifest.objects, manifest.labObject] : manifest.objects
  const object = objects.find(({ position }) => inside(position, offset))
  if (!object) return undefined
  const path: (string | number)[] = []
  let position: Position = object.position
  for (;;) {
    const sequence = !Object.values(position.children ?? {}).some(({ key }) => key !== undefined)
    const found = Object.entries(position.children ?? {}).find(([, child]) => inside(child, offset))
    if (!found) break
    path.push(sequence ? Number(found[0]) : found[0])
    position = found[1]
  }
  return { object, path: formatPath(path) }
}

function inside({ key, value }: Position, offset: number): boolean {
  return (key?.start ?? value.start) <= offset && offset <= Math.max(value.end, key?.end ?? 0)
}
