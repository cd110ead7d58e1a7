import { type ApiService, type ApiServicePort, needsHealthCheck } from '../manifest/api-service.ts'
import { type FieldError, FieldErrors } from '../manifest/field-error.ts'
import { cidrFamily } from '../net/cidr.ts'
import type { Allocation } from './allocate.ts'
import type { ClusterSettings } from './cluster.ts'
import { initIPFamilies, ipFamily } from './ip-families.ts'

/** A Service with everything allocated and the paths of what was, or why the request ended here. */
export type Allocated =
  | { readonly service: ApiService; readonly allocated: readonly string[] }
  | { readonly errors: readonly FieldError[] }

/**
 * Families, cluster IPs, node ports and the health-check port of a new Service, in the API server's order
 * (registry/core/service/storage/alloc.go allocateCreate). It runs before validation and ends at its first failure,
 * which the client then sees alone.
 */
export function allocateService(service: ApiService, settings: ClusterSettings, allocation: Allocation): Allocated {
  const families = initIPFamilies(service, settings)
  if ('errors' in families) return families
  const addressed = allocateClusterIPs(families.service, settings, allocation)
  if ('errors' in addressed) return addressed
  const ported = allocateNodePorts(addressed.service, allocation)
  if ('errors' in ported) return ported
  const checked = allocateHealthCheck(ported.service, allocation)
  if ('errors' in checked) return checked
  return {
    service: checked.service,
    allocated: [...addressed.allocated, ...ported.allocated, ...checked.allocated],
  }
}

function nameOf({ metadata }: ApiService): string {
  return `${metadata.namespace}/${metadata.name}`
}

function allocateClusterIPs(service: ApiService, settings: ClusterSettings, allocation: Allocation): Allocated {
  const { spec } = service
  if (spec.type === 'ExternalName' || spec.clusterIPs[0] === 'None') return { service, allocated: [] }
  // An empty text stands for the address of a family that is yet to be found, also in error messages.
  const marked = spec.ipFamilies.map((_, index) => spec.clusterIPs[index] ?? '')
  const clusterIPs: string[] = []
  const allocated: string[] = []
  for (const [index, wanted] of marked.entries()) {
    if (wanted !== '') {
      const refusal = allocation.takeAddress(wanted)
      if (refusal !== undefined)
        return invalid('spec.clusterIPs', marked, `failed to allocate IP ${wanted}: ${refusal}`)
      clusterIPs.push(wanted)
      continue
    }
    const range = settings.serviceCIDRs.find((each) => ipFamily(cidrFamily(each)) === spec.ipFamilies[index])
    const chosen = range && allocation.nextAddress(range, nameOf(service))
    if (chosen === undefined) return internal('spec.clusterIP', 'failed to allocate a serviceIP: range is full')
    clusterIPs.push(chosen)
    allocated.push(index === 0 ? 'spec.clusterIP' : `spec.clusterIPs[${index}]`)
  }
  return { service: { ...service, spec: { ...spec, clusterIPs, clusterIP: clusterIPs[0] ?? '' } }, allocated }
}

function allocateNodePorts(service: ApiService, allocation: Allocation): Allocated {
  const { spec } = service
  if (spec.type !== 'NodePort' && spec.type !== 'LoadBalancer') return { service, allocated: [] }
  const picks = spec.type === 'NodePort' || spec.allocateLoadBalancerNodePorts !== false
  // Ports with one number share one node port: 53/UDP and 53/TCP.
  const shared = new Map<number, number>()
  const allocated: string[] = []
  const ports: ApiServicePort[] = []
  for (const [index, port] of spec.ports.entries()) {
    const path = `spec.ports[${index}].nodePort`
    const known = shared.get(port.port)
    let nodePort = port.nodePort
    if (nodePort !== 0 || picks) {
      if (known === undefined) {
        const wanted = spec.ports.find((other) => other.port === port.port && other.nodePort !== 0)?.nodePort
        if (wanted !== undefined) {
          const refusal = allocation.takeNodePort(wanted)
          if (refusal !== undefined) return invalid(path, wanted, refusal)
        }
        const chosen = wanted ?? allocation.nextNodePort(`${nameOf(service)}/${port.port}`)
        if (chosen === undefined) return internal(path, 'failed to allocate a nodePort: range is full')
        nodePort = chosen
        shared.set(port.port, nodePort)
      } else if (nodePort === 0) nodePort = known
      else if (nodePort !== known) {
        const refusal = allocation.takeNodePort(nodePort)
        if (refusal !== undefined) return invalid(path, nodePort, refusal)
      }
    }
    if (port.nodePort === 0 && nodePort !== 0) allocated.push(path)
    ports.push({ ...port, nodePort })
  }
  return { service: { ...service, spec: { ...spec, ports } }, allocated }
}

function allocateHealthCheck(service: ApiService, allocation: Allocation): Allocated {
  if (!needsHealthCheck(service)) return { service, allocated: [] }
  const path = 'spec.healthCheckNodePort'
  const { healthCheckNodePort: wanted } = service.spec
  if (wanted !== 0) {
    const refusal = allocation.takeNodePort(wanted)
    if (refusal === undefined) return { service, allocated: [] }
    return internal(path, `failed to allocate requested HealthCheck NodePort ${wanted}: ${refusal}`)
  }
  const chosen = allocation.nextNodePort(`${nameOf(service)}/healthCheck`)
  if (chosen === undefined) return internal(path, 'failed to allocate a HealthCheck NodePort 0: range is full')
  return { service: { ...service, spec: { ...service.spec, healthCheckNodePort: chosen } }, allocated: [path] }
}

function invalid(path: string, value: number | readonly string[], detail: string): Allocated {
  const errors = new FieldErrors()
  errors.invalid(path, value, detail)
  return { errors: errors.list() }
}

/** HTTP 500 rather than 422: an error of no field, though the path says where to look. */
function internal(path: string, detail: string): Allocated {
  return { errors: [{ path, message: `Internal error occurred: ${detail}` }] }
}
