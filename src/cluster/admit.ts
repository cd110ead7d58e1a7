import type { Diagnostic, Fix } from '../manifest/diagnostic.ts'
import { type Path, positionOf } from '../manifest/position.ts'
import { contains } from '../net/cidr.ts'
import { allocateClusterIP, allocateNodePort, type Pools } from './allocate.ts'
import { type ClusterSettings, qualifiedName, type Service, type ServicePort } from './cluster.ts'
import type { ServiceDraft } from './services.ts'

/** A field error as the API server words it. */
export interface FieldError {
  readonly path: string
  readonly message: string
  readonly fix?: Fix
}

/** A Service with its addresses and ports allocated, or the first error that allocation meets. */
export type Admission = { readonly service: Service } | { readonly error: FieldError }

/**
 * Allocation runs before validation and stops at its first error, which the client then sees alone
 * (registry/core/service/storage/alloc.go): clusterIP first, then the node ports in order.
 */
export function admit(service: Service, draft: ServiceDraft, settings: ClusterSettings, pools: Pools): Admission {
  const allocated: string[] = []
  let clusterIPs = service.clusterIPs
  const range = settings.serviceCIDRs[0]
  if (service.type !== 'ExternalName' && !service.headless && range) {
    const wanted = clusterIPs[0]
    if (wanted && !draft.exists && !contains(range, wanted)) {
      const message = `spec.clusterIPs: Invalid value: ["${wanted}"]: failed to allocate IP ${wanted}: the provided network does not match the current range`
      return { error: { path: 'spec.clusterIP', message } }
    }
    if (!wanted) {
      const chosen = allocateClusterIP(range, qualifiedName(service), pools)
      if (!chosen)
        return {
          error: {
            path: 'spec.clusterIP',
            message: 'Internal error occurred: failed to allocate a serviceIP: range is full',
          },
        }
      clusterIPs = [chosen]
      allocated.push('spec.clusterIP')
    }
  }
  const ports = admitPorts(service, draft, settings, pools, allocated)
  if ('error' in ports) return ports
  return { service: { ...service, clusterIPs, ports: ports.ports, allocated } }
}

function admitPorts(
  service: Service,
  draft: ServiceDraft,
  settings: ClusterSettings,
  pools: Pools,
  allocated: string[],
): { readonly ports: readonly ServicePort[] } | { readonly error: FieldError } {
  const { from, to } = settings.nodePortRange
  const needed = service.type === 'NodePort' || service.type === 'LoadBalancer'
  // Ports with the same number share one node port: 53/UDP and 53/TCP.
  const shared = new Map<number, number>()
  const ports: ServicePort[] = []
  for (const [index, port] of service.ports.entries()) {
    const path = `spec.ports[${index}].nodePort`
    if (port.nodePort !== undefined) {
      if (needed && !draft.exists && (port.nodePort < from || port.nodePort > to)) {
        const free = allocateNodePort(settings.nodePortRange, `${qualifiedName(service)}/${port.port}`, pools)
        const message = `${path}: Invalid value: ${port.nodePort}: provided port is not in the valid range. The range of valid ports is ${from}-${to}`
        const fix =
          free && draft.object ? replaceFix(draft, ['spec', 'ports', index, 'nodePort'], String(free)) : undefined
        return { error: { path, message, ...(fix ? { fix } : {}) } }
      }
      shared.set(port.port, port.nodePort)
      ports.push(port)
      continue
    }
    const known = shared.get(port.port)
    const chosen = needed
      ? (known ?? allocateNodePort(settings.nodePortRange, `${qualifiedName(service)}/${port.port}`, pools))
      : undefined
    if (chosen === undefined) {
      ports.push(port)
      continue
    }
    shared.set(port.port, chosen)
    allocated.push(path)
    ports.push({ ...port, nodePort: chosen })
  }
  return { ports }
}

/** Explicit values of all documents are reserved before anything is picked. The first to ask keeps what two want. */
export function reserve(
  drafts: readonly { readonly draft: ServiceDraft; readonly service: Service }[],
  pools: Pools,
): ReadonlyMap<ServiceDraft, FieldError> {
  const refused = new Map<ServiceDraft, FieldError>()
  for (const { draft, service } of drafts) {
    const [ip] = service.clusterIPs
    if (ip && pools.addresses.has(ip) && !draft.exists) {
      const message = `spec.clusterIPs: Invalid value: ["${ip}"]: failed to allocate IP ${ip}: provided IP is already allocated`
      refused.set(draft, { path: 'spec.clusterIP', message })
      continue
    }
    for (const address of service.clusterIPs) pools.addresses.add(address)
    const own = new Map<number, number>()
    for (const [index, { nodePort, port }] of service.ports.entries()) {
      if (nodePort === undefined) continue
      if (pools.nodePorts.has(nodePort) && own.get(nodePort) !== port && !draft.exists) {
        const path = `spec.ports[${index}].nodePort`
        refused.set(draft, { path, message: `${path}: Invalid value: ${nodePort}: provided port is already allocated` })
        break
      }
      own.set(nodePort, port)
      pools.nodePorts.add(nodePort)
    }
  }
  return refused
}

function replaceFix(draft: ServiceDraft, path: Path, value: string): Fix | undefined {
  if (!draft.object) return undefined
  return { code: 'replace-value', values: { value }, edits: [{ range: positionOf(draft.object, path), insert: value }] }
}

/** The API server's refusal as a diagnostic at the field. */
export function refusal(draft: ServiceDraft, error: FieldError, stage: Diagnostic['stage']): readonly Diagnostic[] {
  const { object } = draft
  if (!object) return []
  const { kind, namespace, name } = object
  return [
    {
      severity: 'error',
      stage,
      object: { kind, namespace, name },
      path: error.path,
      range: positionOf(object, error.path),
      says: { literal: error.message },
      ...(error.fix ? { fixes: [error.fix] } : {}),
    },
  ]
}
