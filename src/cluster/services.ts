import type { Json, Manifest, SourceObject } from '../manifest/manifest.ts'
import { parseAddress } from '../net/address.ts'
import { parseCidr } from '../net/cidr.ts'
import type { Protocol } from '../net/packet.ts'
import type { Service, ServicePort, ServiceType, TrafficPolicy } from './cluster.ts'
import { at, list, map, text, texts, whole } from './fields.ts'

/** A Service to be admitted: as written, or one that every cluster has. */
export interface ServiceDraft {
  readonly namespace: string
  readonly name: string
  readonly value: Json
  readonly assumed: boolean
  /** Already stored in a cluster: taken as it is. */
  readonly exists: boolean
  readonly object?: SourceObject
}

/** The Services of a text, in document order. */
export function draftServices(manifest: Manifest): readonly ServiceDraft[] {
  return manifest.objects
    .filter((object) => object.kind === 'Service')
    .map((object) => ({
      namespace: object.namespace,
      name: object.name,
      value: object.value,
      assumed: false,
      exists: object.exists,
      object,
    }))
}

/** What the API server fills in (defaults.go), before it allocates anything. Endpoints come last. */
export function defaultedService({ namespace, name, value, assumed }: ServiceDraft): Service {
  const type = (text(value, 'spec', 'type') ?? 'ClusterIP') as ServiceType
  const external = type === 'ExternalName'
  const clusterIPs = clusterIPsOf(value)
  const headless = !external && clusterIPs[0] === 'None'
  const externalIPs = texts(value, 'spec', 'externalIPs').flatMap((ip) => parseAddress(ip) ?? [])
  const reachable = type === 'NodePort' || type === 'LoadBalancer' || (type === 'ClusterIP' && externalIPs.length > 0)
  const affinity = text(value, 'spec', 'sessionAffinity') === 'ClientIP'
  const externalPolicy = text(value, 'spec', 'externalTrafficPolicy') ?? (reachable ? 'Cluster' : undefined)
  const internalPolicy = text(value, 'spec', 'internalTrafficPolicy') ?? (external ? undefined : 'Cluster')
  const healthCheck = whole(value, 'spec', 'healthCheckNodePort')
  const selector = map(value, 'spec', 'selector')
  const externalName = text(value, 'spec', 'externalName')
  return {
    namespace,
    name,
    type,
    clusterIPs: external ? [] : clusterIPs.flatMap((ip) => parseAddress(ip) ?? []),
    headless,
    ...(external && externalName ? { externalName } : {}),
    externalIPs,
    loadBalancer: loadBalancerOf(value, type),
    loadBalancerSourceRanges: texts(value, 'spec', 'loadBalancerSourceRanges').flatMap(
      (range) => parseCidr(range.trim()) ?? [],
    ),
    ...(externalPolicy ? { externalTrafficPolicy: externalPolicy as TrafficPolicy } : {}),
    ...(internalPolicy ? { internalTrafficPolicy: internalPolicy as TrafficPolicy } : {}),
    ...(affinity ? { affinitySeconds: affinitySeconds(value) } : {}),
    ...(healthCheck ? { healthCheckNodePort: healthCheck } : {}),
    publishNotReadyAddresses: at(value, 'spec', 'publishNotReadyAddresses') === true,
    ...(selector && Object.keys(selector).length > 0 ? { selector } : {}),
    ports: list(value, 'spec', 'ports').map(portOf),
    allocated: [],
    assumed,
  }
}

function clusterIPsOf(value: Json): readonly string[] {
  const several = texts(value, 'spec', 'clusterIPs')
  const one = text(value, 'spec', 'clusterIP')
  return several.length > 0 ? several : one ? [one] : []
}

function portOf(entry: Json): ServicePort {
  const port = whole(entry, 'port') ?? 0
  const target = at(entry, 'targetPort')
  const nodePort = whole(entry, 'nodePort')
  return {
    name: text(entry, 'name') ?? '',
    protocol: (text(entry, 'protocol') ?? 'TCP') as Protocol,
    port,
    targetPort:
      (typeof target === 'number' && target !== 0) || (typeof target === 'string' && target !== '') ? target : port,
    ...(nodePort ? { nodePort } : {}),
    endpoints: [],
  }
}

function loadBalancerOf(value: Json, type: ServiceType): Service['loadBalancer'] {
  if (type !== 'LoadBalancer') return []
  return list(value, 'status', 'loadBalancer', 'ingress').flatMap((entry) => {
    const ip = parseAddress(text(entry, 'ip') ?? '')
    return ip ? [{ ip, ipMode: text(entry, 'ipMode') === 'Proxy' ? ('Proxy' as const) : ('VIP' as const) }] : []
  })
}

/** The API server's default when ClientIP says nothing. */
const defaultAffinitySeconds = 10800

function affinitySeconds(value: Json): number {
  return whole(value, 'spec', 'sessionAffinityConfig', 'clientIP', 'timeoutSeconds') ?? defaultAffinitySeconds
}
