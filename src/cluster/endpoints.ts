import type { Manifest, SourceObject } from '../manifest/manifest.ts'
import { parseAddress } from '../net/address.ts'
import { formatSocket, type Protocol } from '../net/packet.ts'
import { type Endpoint, type Node, type Pod, qualifiedName, type Service, type ServicePort } from './cluster.ts'
import { at, list, map, text, whole } from './fields.ts'
import { apiServerEndpoint } from './system.ts'

/** A Service port's target on one Pod: the number itself, or the container port of that name and protocol. */
export function resolveTargetPort(port: ServicePort, pod: Pod): number | undefined {
  if (typeof port.targetPort === 'number') return port.targetPort
  return pod.containerPorts.find((own) => own.name === port.targetPort && own.protocol === port.protocol)?.port
}

/** Pods that carry every pair of a selector, in the Service's namespace. */
export function selectedPods(service: Pick<Service, 'namespace' | 'selector'>, pods: readonly Pod[]): readonly Pod[] {
  const wanted = Object.entries(service.selector ?? {})
  if (wanted.length === 0) return []
  return pods.filter(
    (pod) => pod.namespace === service.namespace && wanted.every(([key, value]) => pod.labels[key] === value),
  )
}

/**
 * The endpoints of one Service port, as the EndpointSlice controller makes them from Pods (or as slices written by hand
 * say) and as kube-proxy then joins them: by port name and protocol, each `ip:port` once, sorted bytewise.
 */
export function endpointsOf(
  service: Service,
  port: ServicePort,
  pods: readonly Pod[],
  nodes: readonly Node[],
  manifest: Manifest,
): readonly Endpoint[] {
  if (service.type === 'ExternalName') return []
  const isApiServer = qualifiedName(service) === 'default/kubernetes' && service.assumed
  const found = isApiServer
    ? [apiServerEndpoint]
    : service.selector
      ? fromPods(service, port, pods, nodes)
      : fromSlices(service, port, manifest, pods)
  const unique = new Map<string, Endpoint>()
  for (const endpoint of found) {
    const key = formatSocket(endpoint)
    if (!unique.has(key)) unique.set(key, endpoint)
  }
  return [...unique].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, endpoint]) => endpoint)
}

function fromPods(
  service: Service,
  port: ServicePort,
  pods: readonly Pod[],
  nodes: readonly Node[],
): readonly Endpoint[] {
  return selectedPods(service, pods).flatMap((pod): readonly Endpoint[] => {
    const target = resolveTargetPort(port, pod)
    if (target === undefined) return []
    const zone = nodes.find((node) => node.name === pod.node)?.zone
    return pod.addresses.map((address) => ({
      address,
      port: target,
      nodeName: pod.node,
      ready: service.publishNotReadyAddresses || (pod.ready && !pod.terminating),
      serving: pod.ready,
      terminating: pod.terminating,
      ...(zone ? { zone } : {}),
      pod: qualifiedName(pod),
    }))
  })
}

/** EndpointSlices written by hand for a Service without a selector. */
function fromSlices(
  service: Service,
  port: ServicePort,
  manifest: Manifest,
  pods: readonly Pod[],
): readonly Endpoint[] {
  return slicesOf(service, manifest).flatMap(({ value }) => {
    const entry = list(value, 'ports').find(
      (candidate) =>
        (text(candidate, 'name') ?? '') === port.name &&
        ((text(candidate, 'protocol') ?? 'TCP') as Protocol) === port.protocol,
    )
    const number = whole(entry, 'port')
    if (!number) return []
    return list(value, 'endpoints').flatMap((endpoint): readonly Endpoint[] => {
      const address = parseAddress(text(endpoint, 'addresses', 0) ?? '')
      if (!address) return []
      const nodeName = text(endpoint, 'nodeName')
      const pod = pods.find((candidate) => candidate.addresses.includes(address) && !candidate.hostNetwork)
      return [
        {
          address,
          port: number,
          ready: at(endpoint, 'conditions', 'ready') !== false,
          serving: at(endpoint, 'conditions', 'serving') !== false,
          terminating: at(endpoint, 'conditions', 'terminating') === true,
          ...(nodeName ? { nodeName } : {}),
          ...(pod ? { pod: qualifiedName(pod) } : {}),
        },
      ]
    })
  })
}

function slicesOf(service: Pick<Service, 'namespace' | 'name'>, manifest: Manifest): readonly SourceObject[] {
  return manifest.objects.filter(
    (object) =>
      object.kind === 'EndpointSlice' &&
      object.namespace === service.namespace &&
      map(object.value, 'metadata', 'labels')?.['kubernetes.io/service-name'] === service.name,
  )
}
