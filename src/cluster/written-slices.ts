import { findObject } from '../manifest/find-object.ts'
import type { Json, Manifest, SourceObject } from '../manifest/manifest.ts'
import { type Address, type Family, familyOf, parseAddress } from '../net/address.ts'
import type { Protocol } from '../net/packet.ts'
import {
  type EndpointSlice,
  type Pod,
  qualifiedName,
  type Service,
  type SliceEndpoint,
  type SlicePort,
} from './cluster.ts'
import { at, list, map, text, whole } from './fields.ts'
import { podAt } from './find-pod.ts'

/** The text's EndpointSlices of a Service: label kubernetes.io/service-name says whose they are. */
export function writtenSlices(service: Owner, pods: readonly Pod[], manifest: Manifest): readonly EndpointSlice[] {
  const own = slicesByOwner(manifest.objects).get(qualifiedName(service)) ?? []
  return own.map((object) => read(object, service, pods))
}

type Owner = Pick<Service, 'namespace' | 'name'>

/** A text's objects are read-only, so what is known of them stays true. */
const owned = new WeakMap<readonly SourceObject[], ReadonlyMap<string, readonly SourceObject[]>>()

/** The EndpointSlices of a text by the Service, `namespace/name`, that they say they belong to. */
function slicesByOwner(objects: readonly SourceObject[]): ReadonlyMap<string, readonly SourceObject[]> {
  const known = owned.get(objects)
  if (known) return known
  const slices = new Map<string, SourceObject[]>()
  for (const object of objects) {
    if (object.kind !== 'EndpointSlice') continue
    const name = map(object.value, 'metadata', 'labels')?.['kubernetes.io/service-name']
    if (name === undefined) continue
    const owner = qualifiedName({ namespace: object.namespace, name })
    const own = slices.get(owner)
    if (own) own.push(object)
    else slices.set(owner, [object])
  }
  owned.set(objects, slices)
  return slices
}

function read({ name, namespace, value }: SourceObject, service: Owner, pods: readonly Pod[]): EndpointSlice {
  const family: Family = text(value, 'addressType') === 'IPv6' ? 6 : 4
  const manager = map(value, 'metadata', 'labels')?.['endpointslice.kubernetes.io/managed-by']
  return {
    namespace,
    name,
    service: service.name,
    addressType: family === 4 ? 'IPv4' : 'IPv6',
    ports: list(value, 'ports').flatMap(portOf),
    endpoints: list(value, 'endpoints').flatMap((endpoint) => {
      // kube-proxy uses the first address only; a slice of another family holds none of this one.
      const address = parseAddress(text(endpoint, 'addresses', 0) ?? '')
      if (!address || familyOf(address) !== family) return []
      return [endpointOf(endpoint, address, pods)]
    }),
    madeBy: manager === 'endpointslice-controller.k8s.io' ? 'endpointslice-controller' : 'text',
  }
}

function portOf(entry: Json): readonly SlicePort[] {
  const port = whole(entry, 'port')
  if (!port) return []
  return [{ name: text(entry, 'name') ?? '', port, protocol: (text(entry, 'protocol') ?? 'TCP') as Protocol }]
}

/** Conditions that are not stated count as kube-proxy takes them: ready and serving, not terminating. */
function endpointOf(endpoint: Json, address: Address, pods: readonly Pod[]): SliceEndpoint {
  const nodeName = text(endpoint, 'nodeName')
  const zone = text(endpoint, 'zone')
  const hostname = text(endpoint, 'hostname')
  const pod = podAt(pods, address)
  const ready = at(endpoint, 'conditions', 'ready') !== false
  const serving = at(endpoint, 'conditions', 'serving')
  const hints = at(endpoint, 'hints')
  const names = (key: string) => list(hints, key).flatMap((entry) => text(entry, 'name') ?? [])
  return {
    address,
    ready,
    serving: serving !== false,
    terminating: at(endpoint, 'conditions', 'terminating') === true,
    ...(nodeName ? { nodeName } : {}),
    ...(zone ? { zone } : {}),
    ...(hints ? { hints: { zones: names('forZones'), nodes: names('forNodes') } } : {}),
    ...(pod ? { pod: qualifiedName(pod) } : {}),
    ...(hostname ? { hostname } : {}),
  }
}

/**
 * What the mirroring controller makes of an Endpoints object of the Service's name: a slice per subset and family. An
 * Endpoints object that says not to be mirrored is not.
 */
export function mirroredSlices(service: Owner, pods: readonly Pod[], manifest: Manifest): readonly EndpointSlice[] {
  const object = findObject(manifest, 'Endpoints', service.namespace, service.name)
  const labels = map(object?.value, 'metadata', 'labels')
  if (!object || labels?.['endpointslice.kubernetes.io/skip-mirror'] === 'true') return []
  const slices: EndpointSlice[] = []
  for (const subset of list(object.value, 'subsets')) {
    const endpoints = [
      ...list(subset, 'addresses').flatMap((entry) => mirrored(entry, true, pods)),
      ...list(subset, 'notReadyAddresses').flatMap((entry) => mirrored(entry, false, pods)),
    ]
    for (const family of [4, 6] as const) {
      const own = endpoints.filter(({ address }) => familyOf(address) === family)
      if (own.length === 0) continue
      slices.push({
        namespace: service.namespace,
        name: `${service.name}-${slices.length + 1}`,
        service: service.name,
        addressType: family === 4 ? 'IPv4' : 'IPv6',
        ports: list(subset, 'ports').flatMap(portOf),
        endpoints: own,
        madeBy: 'endpointslicemirroring-controller',
      })
    }
  }
  return slices
}

function mirrored(entry: Json, ready: boolean, pods: readonly Pod[]): readonly SliceEndpoint[] {
  const address = parseAddress(text(entry, 'ip') ?? '')
  if (!address) return []
  const nodeName = text(entry, 'nodeName')
  const hostname = text(entry, 'hostname')
  const pod = podAt(pods, address)
  return [
    {
      address,
      ready,
      serving: ready,
      terminating: false,
      ...(nodeName ? { nodeName } : {}),
      ...(pod ? { pod: qualifiedName(pod) } : {}),
      ...(hostname ? { hostname } : {}),
    },
  ]
}

/** The nodes an EndpointSlice or Endpoints object speaks of. */
export function mentionedNodes({ kind, value }: SourceObject): readonly string[] {
  if (kind === 'EndpointSlice') return list(value, 'endpoints').flatMap((endpoint) => text(endpoint, 'nodeName') ?? [])
  if (kind !== 'Endpoints') return []
  return list(value, 'subsets').flatMap((subset) =>
    [...list(subset, 'addresses'), ...list(subset, 'notReadyAddresses')].flatMap(
      (entry) => text(entry, 'nodeName') ?? [],
    ),
  )
}
