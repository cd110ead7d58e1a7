import type { ApiService } from '../manifest/api-service.ts'
import { generatedSuffix } from '../manifest/generated-name.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { type Family, familyOf } from '../net/address.ts'
import type { Admitted } from './admit.ts'
import {
  type EndpointSlice,
  type Node,
  type Pod,
  qualifiedName,
  type SliceEndpoint,
  type SlicePort,
} from './cluster.ts'
import { resolveTargetPort, selectedPods } from './endpoints.ts'
import { apiServerSocket } from './system.ts'
import { mirroredSlices, writtenSlices } from './written-slices.ts'

/** Endpoints in one slice at most (`--max-endpoints-per-slice`). */
const maxEndpoints = 100

/**
 * The EndpointSlices of one Service: the controller's for its selector, those of the text, and those mirrored from an
 * Endpoints object. What the controller of a real cluster had made is made anew from the Pods when these are there.
 */
export function slicesOf(
  { service, stored }: Admitted,
  pods: readonly Pod[],
  nodes: readonly Node[],
  manifest: Manifest,
): readonly EndpointSlice[] {
  if (service.type === 'ExternalName') return []
  const written = writtenSlices(service, pods, manifest)
  const mirrored = mirroredSlices(service, pods, manifest)
  if (qualifiedName(service) === 'default/kubernetes' && !service.selector) {
    const found = written.length > 0 ? written : mirrored
    return found.length > 0 ? found : [apiServerSlice(nodes)]
  }
  if (!service.selector) return [...written, ...mirrored]
  const byHand = written.filter((slice) => slice.madeBy === 'text')
  if (selectedPods(service, pods).length > 0) return [...controllerSlices(service, stored, pods, nodes), ...byHand]
  if (written.length > 0) return written
  return mirrored.length > 0 ? mirrored : controllerSlices(service, stored, pods, nodes)
}

/** What the EndpointSlice controller makes of the Pods a selector fits (staging/src/k8s.io/endpointslice). */
function controllerSlices(
  service: Admitted['service'],
  stored: ApiService,
  pods: readonly Pod[],
  nodes: readonly Node[],
): readonly EndpointSlice[] {
  const { namespace, name } = service
  const slices: EndpointSlice[] = []
  const add = (family: Family, ports: readonly SlicePort[], endpoints: readonly SliceEndpoint[]): void => {
    slices.push({
      namespace,
      name: `${name}-${generatedSuffix(`${namespace}/${name}`, slices.length)}`,
      service: name,
      addressType: family === 4 ? 'IPv4' : 'IPv6',
      ports,
      endpoints,
      madeBy: 'endpointslice-controller',
    })
  }
  for (const family of familiesOf(service, stored)) {
    const groups = new Map<string, { readonly ports: readonly SlicePort[]; readonly endpoints: SliceEndpoint[] }>()
    for (const pod of selectedPods(service, pods)) {
      const address = pod.addresses.find((own) => familyOf(own) === family)
      if (address === undefined) continue
      const ports = resolvedPorts(service, pod)
      // Pods whose ports differ go to slices of their own.
      const key = JSON.stringify(ports)
      const group = groups.get(key) ?? { ports, endpoints: [] }
      groups.set(key, group)
      group.endpoints.push(endpointOf(service, stored, pod, address, nodes))
    }
    for (const { ports, endpoints } of groups.values())
      for (let from = 0; from < endpoints.length; from += maxEndpoints)
        add(family, ports, endpoints.slice(from, from + maxEndpoints))
    // Without any Pod one empty slice remains, so that "none" can be told from "not looked yet".
    if (groups.size === 0) add(family, [], [])
  }
  return slices
}

function familiesOf(service: Admitted['service'], stored: ApiService): readonly Family[] {
  const said = stored.spec.ipFamilies.flatMap((family): readonly Family[] =>
    family === 'IPv4' ? [4] : family === 'IPv6' ? [6] : [],
  )
  if (said.length > 0) return said
  const addressed = service.clusterIPs.map(familyOf)
  return addressed.length > 0 ? addressed : [4]
}

/** A Service port that a Pod has no port for is left out for that Pod alone. */
function resolvedPorts(service: Admitted['service'], pod: Pod): readonly SlicePort[] {
  return service.ports.flatMap((port) => {
    const target = resolveTargetPort(port, pod)
    return target === undefined ? [] : [{ name: port.name, port: target, protocol: port.protocol }]
  })
}

function endpointOf(
  service: Admitted['service'],
  { spec, metadata }: ApiService,
  pod: Pod,
  address: SliceEndpoint['address'],
  nodes: readonly Node[],
): SliceEndpoint {
  const zone = nodes.find((node) => node.name === pod.node)?.zone
  const ready = service.publishNotReadyAddresses || (pod.ready && !pod.terminating)
  const hints = ready ? hintsFor(spec.trafficDistribution, metadata.annotations, pod.node, zone) : undefined
  return {
    address,
    nodeName: pod.node,
    ready,
    serving: pod.ready,
    terminating: pod.terminating,
    ...(zone ? { zone } : {}),
    ...(hints ? { hints } : {}),
    ...(pod.hostname && pod.subdomain === service.name ? { hostname: pod.hostname } : {}),
    pod: qualifiedName(pod),
  }
}

/**
 * Where `trafficDistribution` wants an endpoint used: in its own zone, and for PreferSameNode on its own node. Under
 * topology-mode the topology cache decides instead, which hands out nothing to so few endpoints as fit on a page.
 */
function hintsFor(
  distribution: string | undefined,
  annotations: Readonly<Record<string, string>>,
  node: string,
  zone: string | undefined,
): SliceEndpoint['hints'] {
  const mode =
    annotations['service.kubernetes.io/topology-mode'] ?? annotations['service.kubernetes.io/topology-aware-hints']
  if (distribution === undefined || zone === undefined || mode === 'Auto' || mode === 'auto') return undefined
  return { zones: [zone], nodes: distribution === 'PreferSameNode' ? [node] : [] }
}

/** The API server writes its own endpoints. */
function apiServerSlice(nodes: readonly Node[]): EndpointSlice {
  const { address, port } = apiServerSocket(nodes)
  return {
    namespace: 'default',
    name: 'kubernetes',
    service: 'kubernetes',
    addressType: familyOf(address) === 4 ? 'IPv4' : 'IPv6',
    ports: [{ name: 'https', port, protocol: 'TCP' }],
    endpoints: [{ address, ready: true, serving: true, terminating: false }],
    madeBy: 'api-server',
  }
}
