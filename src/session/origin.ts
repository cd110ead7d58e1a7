import type { SourceRange } from '../manifest/diagnostic.ts'
import { findObject } from '../manifest/find-object.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { positionOf } from '../manifest/position.ts'

/** The place in the text that a rule's origin (`Service default/web spec.ports[0].nodePort`) speaks of. */
export function originRange(manifest: Manifest, origin: string): SourceRange | undefined {
  const [, kind = '', namespace = '', name = '', path] = /^(\S+) ([^/\s]+)\/(\S+) (.*)$/.exec(origin) ?? []
  const object = findObject(manifest, kind, namespace, name)
  return object && path !== undefined ? positionOf(object, path) : undefined
}
