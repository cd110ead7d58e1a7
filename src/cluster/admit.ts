import type { ApiService } from '../manifest/api-service.ts'
import type { Diagnostic, ObjectName } from '../manifest/diagnostic.ts'
import type { FieldError } from '../manifest/field-error.ts'
import type { Manifest, SourceObject } from '../manifest/manifest.ts'
import { positionOf } from '../manifest/position.ts'
import { defaultService } from '../manifest/service-defaults.ts'
import { serviceWarnings } from '../manifest/service-warnings.ts'
import { validateService } from '../manifest/validate-service.ts'
import { type Address, parseAddress } from '../net/address.ts'
import { Allocation, type Pools } from './allocate.ts'
import { allocateService } from './allocate-service.ts'
import type { ClusterSettings, Service } from './cluster.ts'
import { type FixContext, fixesFor } from './fixes.ts'
import { type ServiceDraft, storedService } from './services.ts'

/** A Service the API server stores, with what it stores. */
export interface Admitted {
  readonly service: Service
  readonly stored: ApiService
}

/** What the API server makes of a list of Services, created one after another. */
export interface Admission {
  readonly admitted: readonly Admitted[]
  readonly rejected: readonly ObjectName[]
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Creates Services as the API server does: defaulting, allocation, then validation. One that fails gives its allocations
 * back. Those that exist already were created before, so their addresses and ports are taken first. `keepAll` keeps what
 * would be refused, as far as it can be understood.
 */
export function admitServices(
  manifest: Manifest,
  drafts: readonly ServiceDraft[],
  settings: ClusterSettings,
  keepAll: boolean,
): Admission {
  const pools = openPools(drafts)
  const admitted: Admitted[] = []
  const rejected: ObjectName[] = []
  const diagnostics: Diagnostic[] = []
  for (const draft of drafts) {
    const allocation = new Allocation(settings, pools)
    const api = defaultService(draft.api)
    const created = draft.exists ? adopt(api, settings, allocation) : create(api, settings, allocation)
    const { stored, errors, stage } = created
    if (errors.length === 0 || (keepAll && api.metadata.name !== '')) {
      allocation.commit()
      admitted.push({ stored, service: storedService(stored, draft, created.allocated) })
    } else rejected.push({ kind: 'Service', namespace: api.metadata.namespace, name: api.metadata.name })
    diagnostics.push(...refusals(draft, errors, stage, { manifest, settings, pools }))
    if (errors.length === 0 && !draft.exists) diagnostics.push(...warnings(draft, stored))
  }
  return { admitted, rejected, diagnostics }
}

interface Created {
  readonly stored: ApiService
  readonly allocated: readonly string[]
  readonly errors: readonly FieldError[]
  readonly stage: 'allocation' | 'validation'
}

function create(api: ApiService, settings: ClusterSettings, allocation: Allocation): Created {
  const result = allocateService(api, settings, allocation)
  if ('errors' in result) return { ...adopt(api, settings, allocation), errors: result.errors, stage: 'allocation' }
  const { service: stored, allocated } = result
  return { stored, allocated, errors: validateService(stored), stage: 'validation' }
}

/** A Service as it stands: what it says is believed, and only what it lacks is filled in. */
function adopt(api: ApiService, settings: ClusterSettings, allocation: Allocation): Created {
  const { metadata, spec } = api
  const allocated: string[] = []
  const name = `${metadata.namespace}/${metadata.name}`
  const headless = spec.clusterIP === 'None' || spec.clusterIPs[0] === 'None'
  let clusterIPs = spec.clusterIPs.filter((ip) => ip === 'None' || parseAddress(ip) !== undefined)
  const [range] = settings.serviceCIDRs
  if (spec.type !== 'ExternalName' && !headless && clusterIPs.length === 0 && range) {
    const chosen = allocation.nextAddress(range, name)
    clusterIPs = chosen === undefined ? [] : [chosen]
    allocated.push('spec.clusterIP')
  }
  const needed =
    spec.type === 'NodePort' || (spec.type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts === true)
  const ports = spec.ports.map((port, index) => {
    if (port.nodePort !== 0 || !needed) return port
    allocated.push(`spec.ports[${index}].nodePort`)
    return { ...port, nodePort: allocation.nextNodePort(`${name}/${port.port}`) ?? 0 }
  })
  const stored = { ...api, spec: { ...spec, clusterIPs, clusterIP: clusterIPs[0] ?? '', ports } }
  return { stored, allocated, errors: [], stage: 'allocation' }
}

/** What existing Services hold is taken; what new ones ask for is kept free of dynamic picks. */
function openPools(drafts: readonly ServiceDraft[]): Pools {
  const addresses = new Set<Address>()
  const nodePorts = new Set<number>()
  const reservedAddresses = new Set<Address>()
  const reservedNodePorts = new Set<number>()
  for (const { api, exists } of drafts) {
    for (const ip of [api.spec.clusterIP, ...api.spec.clusterIPs]) {
      const address = parseAddress(ip)
      if (address) (exists ? addresses : reservedAddresses).add(address)
    }
    for (const { nodePort } of [...api.spec.ports, { nodePort: api.spec.healthCheckNodePort }])
      if (nodePort !== 0) (exists ? nodePorts : reservedNodePorts).add(nodePort)
  }
  return { addresses, nodePorts, reservedAddresses, reservedNodePorts }
}

function refusals(
  draft: ServiceDraft,
  errors: readonly FieldError[],
  stage: 'allocation' | 'validation',
  context: FixContext,
): readonly Diagnostic[] {
  const { object } = draft
  if (!object) return []
  const { kind, namespace, name } = object
  return errors.map(({ path, message }): Diagnostic => {
    const fixes = fixesFor(object, { path, message }, context)
    return {
      severity: 'error',
      stage,
      object: { kind, namespace, name },
      path,
      range: positionOf(object, writtenPath(object, path)),
      says: { literal: message },
      ...(fixes.length > 0 ? { fixes } : {}),
    }
  })
}

function warnings({ object }: ServiceDraft, stored: ApiService): readonly Diagnostic[] {
  if (!object) return []
  const { kind, namespace, name } = object
  return serviceWarnings(stored).map(({ path, message }) => ({
    severity: 'warning',
    stage: 'warning',
    object: { kind, namespace, name },
    path,
    range: positionOf(object, path),
    says: { literal: message },
  }))
}

/** Where the person wrote what an error names by its stored field. */
function writtenPath(object: SourceObject, path: string): string {
  const spec = object.position.children?.spec?.children ?? {}
  if (path.startsWith('spec.clusterIPs') && !('clusterIPs' in spec)) return 'spec.clusterIP'
  return path.replace(/^spec\.LoadBalancerSourceRanges/, 'spec.loadBalancerSourceRanges')
}
