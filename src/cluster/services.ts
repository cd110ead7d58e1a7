import { type ApiService, apiService } from '../manifest/api-service.ts'
import type { Json, Manifest, SourceObject } from '../manifest/manifest.ts'
import { parseAddress } from '../net/address.ts'
import { parseCidr } from '../net/cidr.ts'
import type { Protocol } from '../net/packet.ts'
import type { Service, ServiceType, TrafficPolicy } from './cluster.ts'
import { list, text } from './fields.ts'

/** A Service to be admitted: as written, or one that every cluster has. */
export interface ServiceDraft {
  readonly api: ApiService
  readonly status: Json | undefined
  readonly assumed: boolean
  /** Already stored in a cluster: taken as it is. */
  readonly exists: boolean
  readonly object?: SourceObject
}

/** The Services of a text, in document order. */
export function draftServices(manifest: Manifest): readonly ServiceDraft[] {
  return manifest.objects
    .filter((object) => object.kind === 'Service')
    .map((object) => {
      const api = apiService(object.value)
      const { namespace, name } = object
      return {
        api: { ...api, metadata: { ...api.metadata, namespace, name } },
        status: object.value.status,
        assumed: false,
        exists: object.exists,
        object,
      }
    })
}

/** The Service as kube-proxy sees what the API server stored. Endpoints come last. */
export function storedService(
  { metadata, spec }: ApiService,
  draft: ServiceDraft,
  allocated: readonly string[],
): Service {
  const type = spec.type as ServiceType
  const external = type === 'ExternalName'
  const selector = Object.keys(spec.selector).length > 0 ? spec.selector : undefined
  const seconds = spec.sessionAffinity === 'ClientIP' ? spec.sessionAffinityConfig?.clientIP?.timeoutSeconds : undefined
  const host = type === 'LoadBalancer' ? hostOf(draft.status) : undefined
  const wanted = parseAddress(spec.loadBalancerIP)
  return {
    namespace: metadata.namespace,
    name: metadata.name,
    type,
    clusterIPs: external ? [] : spec.clusterIPs.flatMap((ip) => parseAddress(ip) ?? []),
    headless: !external && spec.clusterIPs[0] === 'None',
    ...(external && spec.externalName ? { externalName: spec.externalName } : {}),
    externalIPs: spec.externalIPs.flatMap((ip) => parseAddress(ip) ?? []),
    loadBalancer: loadBalancerOf(draft.status, type),
    ...(host === undefined ? {} : { loadBalancerHost: host }),
    ...(wanted === undefined ? {} : { loadBalancerIP: wanted }),
    // Blanks around a range are let pass, for the sake of the annotation the field came from.
    loadBalancerSourceRanges: spec.loadBalancerSourceRanges.flatMap((range) => parseCidr(range.trim()) ?? []),
    ...(spec.externalTrafficPolicy ? { externalTrafficPolicy: spec.externalTrafficPolicy as TrafficPolicy } : {}),
    ...(spec.internalTrafficPolicy ? { internalTrafficPolicy: spec.internalTrafficPolicy as TrafficPolicy } : {}),
    ...(seconds === undefined ? {} : { affinitySeconds: seconds }),
    ...(spec.healthCheckNodePort ? { healthCheckNodePort: spec.healthCheckNodePort } : {}),
    publishNotReadyAddresses: spec.publishNotReadyAddresses,
    ...(selector ? { selector } : {}),
    ports: spec.ports.map(({ name, protocol, port, targetPort, nodePort }) => ({
      name,
      protocol: protocol as Protocol,
      port,
      targetPort,
      ...(nodePort ? { nodePort } : {}),
      endpoints: [],
    })),
    allocated,
    assumed: draft.assumed,
  }
}

function loadBalancerOf(status: Json | undefined, type: ServiceType): Service['loadBalancer'] {
  if (type !== 'LoadBalancer') return []
  return list(status, 'loadBalancer', 'ingress').flatMap((entry) => {
    const ip = parseAddress(text(entry, 'ip') ?? '')
    return ip ? [{ ip, ipMode: text(entry, 'ipMode') === 'Proxy' ? ('Proxy' as const) : ('VIP' as const) }] : []
  })
}

function hostOf(status: Json | undefined): string | undefined {
  return list(status, 'loadBalancer', 'ingress').flatMap((entry) => text(entry, 'hostname') ?? [])[0]
}
