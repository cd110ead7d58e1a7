import type { Diagnostic } from '../manifest/diagnostic.ts'
import { findObject } from '../manifest/find-object.ts'
import type { Manifest, SourceObject } from '../manifest/manifest.ts'
import { positionOf } from '../manifest/position.ts'
import { admitServices } from './admit.ts'
import { assumptions } from './assumptions.ts'
import { type Cluster, type EndpointSlice, type Pod, qualifiedName, type Service } from './cluster.ts'
import { slicesOf } from './endpoint-slices.ts'
import { endpointsOf, resolveTargetPort, selectedPods } from './endpoints.ts'
import { externalNameProblems } from './external-name-problems.ts'
import { withListens } from './listens.ts'
import { withLoadBalancers } from './load-balancers.ts'
import { resolveNodes } from './nodes.ts'
import { outsideDns } from './outside-dns.ts'
import { outsideNotes } from './outside-notes.ts'
import { placePods } from './pods.ts'
import { draftServices } from './services.ts'
import { settingProblems } from './setting-problems.ts'
import { outsideHosts, resolveSettings, routerAddresses } from './settings.ts'
import { podsBehindSlices } from './slice-pods.ts'
import { systemPods, systemServices } from './system.ts'
import { workloadProblems } from './workload-problems.ts'
import { draftPods, type PodDraft } from './workloads.ts'

/** How to resolve. */
export interface ResolveOptions {
  /** Keeps every Service that can be understood, refused or not. */
  readonly skipValidation?: boolean
}

/** Kinds whose objects are Pods, make Pods, or speak of Pods. */
const madeOfPods: ReadonlySet<string> = new Set([
  ...['Pod', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'],
  ...['EndpointSlice', 'Endpoints'],
])

/** Pods an assumed Deployment has. */
const assumedReplicas = 2

/** Makes a text's objects one whole cluster: defaults, allocations, Pods on nodes, endpoints, and what was assumed. */
export function resolve(
  manifest: Manifest,
  options: ResolveOptions = {},
): { readonly cluster: Cluster; readonly diagnostics: readonly Diagnostic[] } {
  const { settings, inferred } = resolveSettings(manifest)
  const nodes = resolveNodes(manifest, settings)
  const nodeNames = nodes.map((node) => node.name)
  const drafts = [...systemServices(manifest, settings), ...draftServices(manifest)]
  const { admitted, rejected, diagnostics } = admitServices(manifest, drafts, settings, options.skipValidation === true)
  const own = admitted.map(({ service }) => service)
  const { drafts: written, cut } = draftPods(manifest, nodeNames)
  const peopled = new Set([...manifest.objects.filter(({ kind }) => madeOfPods.has(kind)), ...written].map(namespaceOf))
  const selected = own.flatMap((service) => (peopled.has(service.namespace) ? [] : assumedPods(service)))
  const assumed = selected.length > 0 ? selected : assumedCaller(own, written, manifest)
  const system = systemPods(manifest, nodeNames)
  const placed = placePods([...written, ...podsBehindSlices(manifest, written), ...assumed, ...system], nodes)
  const pods = withListens(placed, own, manifest.lab.pods)
  const endpointSlices: EndpointSlice[] = []
  const addressed = withLoadBalancers(own, manifest.lab.loadBalancer)
  const services = admitted.map((each, index): Service => {
    const slices = slicesOf(each, pods, nodes, manifest)
    endpointSlices.push(...slices)
    const service = addressed[index] ?? each.service
    const ports = service.ports.map((port) => ({ ...port, endpoints: endpointsOf(port, slices) }))
    return { ...service, ports }
  })
  const problems = services.flatMap((service) => endpointProblems(service, pods, manifest))
  const outside = outsideDns(manifest, services, settings.dnsDomain)
  const misused = services.flatMap((service) => externalNameProblems(service, outside, settings.dnsDomain, manifest))
  const cluster: Cluster = {
    nodes,
    pods,
    services: services.toSorted(byName),
    endpointSlices,
    rejected,
    settings,
    outside: {
      hosts: outsideHosts(manifest, settings.families),
      routerAddresses: routerAddresses(manifest, settings.families),
      ...outside,
    },
    lab: manifest.lab,
    assumed: [],
  }
  return {
    cluster: { ...cluster, assumed: [...inferred, ...assumptions(cluster)] },
    diagnostics: [
      ...diagnostics,
      ...settingProblems(manifest),
      ...workloadProblems(cut, pods, manifest),
      ...problems,
      ...misused,
      ...outsideNotes(services, manifest),
    ],
  }
}

/**
 * A Service alone gets Pods to lead to. As soon as its namespace has a Pod or workload of its own, a selector that
 * fits none is a mistake to be shown, not a gap to be filled.
 */
function assumedPods(service: Service): readonly PodDraft[] {
  const { namespace, name, selector } = service
  if (!selector || service.assumed || service.type === 'ExternalName') return []
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

/** An ExternalName has no Pods of its own; where the text has none at all, somebody must be there to ask for it. */
function assumedCaller(
  services: readonly Service[],
  drafts: readonly PodDraft[],
  manifest: Manifest,
): readonly PodDraft[] {
  const external = services.find((service) => service.type === 'ExternalName' && !service.assumed)
  if (!external || drafts.length > 0) return []
  if (manifest.objects.some((object) => madeOfPods.has(object.kind))) return []
  const { namespace } = external
  const spec = { containers: [{ name: 'assumed' }] }
  return [{ namespace, name: 'web-1', labels: {}, spec, status: undefined, terminating: false, assumed: true }]
}

function endpointProblems(service: Service, pods: readonly Pod[], manifest: Manifest): readonly Diagnostic[] {
  const object = findObject(manifest, 'Service', service.namespace, service.name)
  if (!object || !service.selector) return []
  const selected = selectedPods(service, pods)
  if (selected.length === 0 && service.ports.some((port) => port.endpoints.length > 0)) return []
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

function namespaceOf({ namespace }: { readonly namespace: string }): string {
  return namespace
}

/** By namespace, then name, bytewise: the order rules are written in. */
function byName(a: Service, b: Service): number {
  const [x, y] = [qualifiedName(a), qualifiedName(b)]
  if (a.namespace !== b.namespace) return a.namespace < b.namespace ? -1 : 1
  return x < y ? -1 : x > y ? 1 : 0
}
