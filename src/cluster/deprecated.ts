import type { Manifest, SourceObject } from '../manifest/manifest.ts'
import type { Service } from './cluster.ts'
import { list, text } from './fields.ts'

/** Something a text uses that the API server still takes, and the version that deprecated it. */
export interface Deprecation {
  /** The kind with its version, or the field's path, as the API server writes it. */
  readonly what: string
  readonly version: string
}

/** Until that version the API server says nothing about the field. */
export const externalIPsDeprecation: Deprecation = { what: 'spec.externalIPs', version: 'v1.36' }

const endpointsDeprecation: Deprecation = { what: 'v1 Endpoints', version: 'v1.33' }

/** What is deprecated about an object of the text. An ExternalName's externalIPs are ignored, and so not told of. */
export function deprecationsOf({ kind, value }: SourceObject): readonly Deprecation[] {
  if (kind === 'Endpoints') return [endpointsDeprecation]
  const used = kind === 'Service' && list(value, 'spec', 'externalIPs').length > 0
  return used && text(value, 'spec', 'type') !== 'ExternalName' ? [externalIPsDeprecation] : []
}

/** The same about a Service and the Endpoints written for it. */
export function deprecationsAround({ namespace, name }: Service, manifest: Manifest): readonly Deprecation[] {
  return manifest.objects
    .filter((object) => object.namespace === namespace && object.name === name)
    .flatMap(deprecationsOf)
}
