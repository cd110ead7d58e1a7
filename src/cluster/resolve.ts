import type { Diagnostic } from '../manifest/diagnostic.ts'
import type { Manifest, SourceObject } from '../manifest/manifest.ts'
import { positionOf } from '../manifest/position.ts'
import { cidr } from '../net/cidr.ts'
import { admit, refusal, reserve } from './admit.ts'
import type { Pools } from './allocate.ts'
import { assumptions } from './assumptions.ts'
import { checkService } from './check-service.ts'
import { type Cluster, type Pod, qualifiedName, type Service } from './cluster.ts'
import { endpointsOf, resolveTargetPort, selectedPods } from './endpoints.ts'
import { withListens } from './listens.ts'
import { resolveNodes } from './nodes.ts'
import { placePods } from './pods.ts'
import { defaultedService, draftServices, type ServiceDraft } from './services.ts'
import { defaultSettings, routerAddresses } from './settings.ts'
import { systemPods, systemServices } from './system.ts'
import { draftPods, type PodDraft } from './workloads.ts'

/** How to resolve. */
export interface ResolveOptions {
  /** Keeps every Service that can be understood, refused or not. */
  readonly skipValidation?: boolean
}

/** Pods an assumed Deployment has. */
const assumedReplicas = 2

/** Makes a text's objects one whole cluster: defaults, allocations, Pods on nodes, endpoints, and what was assumed. */
export function resolve(
  manifest: Manifest,
  options: ResolveOptions = {},
): { readonly cluster: Cluster; readonly diagnostics: readonly Diagnostic[] } {
  const settings = defaultSettings
  const diagnostics: Diagnostic[] = []
  const nodes = resolveNodes(manifest, settings.clusterCIDRs[0] ?? cidr('10.244.0.0/16'))
  const nodeNames = nodes.map((node) => node.name)
  const { services: admitted, rejected } = admitServices(manifest, settings, options, diagnostics)
  const drafts = draftPods(manifest, nodeNames)
  const assumed = admitted.flatMap((service) => assumedPods(service, drafts, manifest))
  const placed = placePods([...drafts, ...assumed, ...systemPods(manifest, nodeNames)], nodes)
  const pods = withListens(placed, admitted, manifest.lab.pods)
  const services = admitted.map((service): Service => {
    const ports = service.ports.map((port) => ({
      ...port,
      endpoints: endpointsOf(service, port, pods, nodes, manifest),
    }))
    return { ...service, ports }
  })
  for (const service of services) diagnostics.push(...endpointProblems(service, pods, manifest))
  const cluster: Cluster = {
    nodes,
    pods,
    services: services.toSorted(byName),
    rejected,
    settings,
    outside: { hosts: manifest.lab.hosts, routerAddresses: routerAddresses(manifest) },
    lab: manifest.lab,
    assumed: [],
  }
  return { cluster: { ...cluster, assumed: assumptions(cluster) }, diagnostics }
}

function admitServices(
  manifest: Manifest,
  settings: Cluster['settings'],
  options: ResolveOptions,
  diagnostics: Diagnostic[],
): { readonly services: readonly Service[]; readonly rejected: Cluster['rejected'] } {
  const pools: Pools = { addresses: new Set(), nodePorts: new Set() }
  const drafts = [...systemServices(manifest), ...draftServices(manifest)].map((draft) => ({
    draft,
    service: defaultedService(draft),
  }))
  const refused = reserve(drafts, pools)
  const services: Service[] = []
  const rejected: Cluster['rejected'][number][] = []
  for (const { draft, service } of drafts) {
    const early = refused.get(draft)
    const admission = early ? { error: early } : admit(service, draft, settings, pools)
    const problems =
      'error' in admission ? refusal(draft, admission.error, 'allocation') : validate(admission.service, draft)
    diagnostics.push(...problems)
    const kept = 'service' in admission ? admission.service : service
    const refusedNow = problems.some((problem) => problem.severity === 'error')
    if (!refusedNow || options.skipValidation) services.push(kept)
    else rejected.push({ kind: 'Service', namespace: service.namespace, name: service.name })
  }
  return { services, rejected }
}

function validate(service: Service, draft: ServiceDraft): readonly Diagnostic[] {
  if (draft.exists) return []
  return checkService(service, draft).flatMap((error) => refusal(draft, error, 'validation'))
}

/**
 * A Service alone gets Pods to lead to. As soon as its namespace has a Pod or workload of its own, a selector that
 * fits none is a mistake to be shown, not a gap to be filled.
 */
function assumedPods(service: Service, drafts: readonly PodDraft[], manifest: Manifest): readonly PodDraft[] {
  const { namespace, name, selector } = service
  if (!selector || service.assumed || service.type === 'ExternalName') return []
  const workloads = new Set(['Pod', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'EndpointSlice'])
  if (manifest.objects.some((object) => object.namespace === namespace && workloads.has(object.kind))) return []
  if (drafts.some((draft) => draft.namespace === namespace)) return []
  const named = service.ports.flatMap(({ targetPort, protocol, port }) =>
    typeof targetPort === 'string' ? [{ name: targetPort, containerPort: port, protocol }] : [],
  )
  return Array.from({ length: assumedReplicas }, (_, i) => ({
    namespace,
    name: `${name}-${i + 1}`,
    labels: selector,
    spec: { containers: [{ name: 'assumed', ports: named }] },
    status: undefined,
    terminating: false,
    assumed: true,
  }))
}

function endpointProblems(service: Service, pods: readonly Pod[], manifest: Manifest): readonly Diagnostic[] {
  const object = manifest.objects.find(
    (candidate) =>
      candidate.kind === 'Service' && candidate.namespace === service.namespace && candidate.name === service.name,
  )
  if (!object || !service.selector) return []
  const selected = selectedPods(service, pods)
  if (selected.length === 0) {
    const selector = Object.entries(service.selector)
      .map(([key, value]) => `${key}=${value}`)
      .join(',')
    return [warning(object, 'spec.selector', 'selector-matches-nothing', { service: service.name, selector })]
  }
  return service.ports.flatMap((port, index) => {
    if (selected.some((pod) => resolveTargetPort(port, pod) !== undefined)) return []
    return [
      warning(object, `spec.ports[${index}].targetPort`, 'target-port-unresolved', { port: String(port.targetPort) }),
    ]
  })
}

function warning(
  object: SourceObject,
  path: string,
  code: 'selector-matches-nothing' | 'target-port-unresolved',
  values: Record<string, string>,
): Diagnostic {
  const { kind, namespace, name } = object
  return {
    severity: 'warning',
    stage: 'warning',
    object: { kind, namespace, name },
    path,
    range: positionOf(object, path),
    says: { code, values },
  }
}

/** By namespace, then name, bytewise: the order rules are written in. */
function byName(a: Service, b: Service): number {
  const [x, y] = [qualifiedName(a), qualifiedName(b)]
  if (a.namespace !== b.namespace) return a.namespace < b.namespace ? -1 : 1
  return x < y ? -1 : x > y ? 1 : 0
}
