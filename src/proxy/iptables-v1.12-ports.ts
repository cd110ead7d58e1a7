import {
  type Cluster,
  type Endpoint,
  type Node,
  originKey,
  type Service,
  type ServicePort,
} from '../cluster/cluster.ts'
import { type Address, type Cidr, type Family, familyOf } from '../net/address.ts'
import { cidrFamily, hostCidr } from '../net/cidr.ts'
import { formatSocket } from '../net/packet.ts'
import type { RestoreChain, RestoreRule } from '../netfilter/document.ts'
import { endpointChain, servicePortHash } from './chain-names.ts'
import type { Placed } from './service-ports.ts'

/** What the rules of all Service ports of one node have in common, in v1.12. */
export interface OldProxy {
  readonly family: Family
  readonly node: Node
  /** `--cluster-cidr`: who is a Pod. */
  readonly clusterCIDR: Cidr | undefined
  readonly masqueradeAll: boolean
  /** False leaves out the masquerading of what comes from outside: the "what if" of the Lab. */
  readonly masqueradeExternal: boolean
}

/** Where the rules of all Service ports are gathered, each list in the order of the text. */
export interface OldRules {
  readonly filter: RestoreRule[]
  readonly natChains: RestoreChain[]
  readonly nat: RestoreRule[]
}

/** One port of one Service as kube-proxy v1.12 knows it on one node. */
export interface OldPort {
  /** `ns/name:port`; the colon is there even when the port has no name. */
  readonly name: string
  readonly port: number
  /** 0 when there is none. */
  readonly nodePort: number
  readonly clusterIP: Cidr
  readonly externalIPs: readonly Placed<Cidr>[]
  /** Load-balancer addresses; `ipMode` was not known yet. */
  readonly vips: readonly Placed<Cidr>[]
  readonly sourceRanges: readonly Placed<Cidr>[]
  /** externalTrafficPolicy Local of a NodePort or LoadBalancer Service. */
  readonly onlyLocal: boolean
  readonly affinitySeconds: number | undefined
  /** Ready ones, in the order of the Endpoints object. */
  readonly endpoints: readonly OldEndpoint[]
  readonly serviceChain: string
  /** KUBE-XLB. */
  readonly localChain: string
  readonly firewallChain: string
  /** `-m tcp -p tcp` */
  readonly protocolMatch: string
  /** `spec.ports[i]` */
  readonly path: string
  /** Origin key of one of the Service's fields. */
  readonly origin: (path: string) => string
}

interface OldEndpoint {
  readonly address: Cidr
  /** `ip:port`, or `[ip]:port`. */
  readonly socket: string
  readonly chain: string
  /** Whether it runs on this node. */
  readonly local: boolean
}

/** The Service ports that the kube-proxy of one family sees, in Service order, then port order. */
export function oldPorts(cluster: Cluster, node: Node, family: Family): OldPort[] {
  return cluster.services.flatMap((service) => {
    const clusterIP = service.clusterIPs.find((ip) => familyOf(ip) === family)
    if (service.headless || service.type === 'ExternalName' || clusterIP === undefined) return []
    return service.ports.map((port, index) => oldPort(service, port, index, clusterIP, node, family))
  })
}

function oldPort(
  service: Service,
  port: ServicePort,
  index: number,
  clusterIP: Address,
  node: Node,
  family: Family,
): OldPort {
  const name = `${service.namespace}/${service.name}:${port.name}`
  const hash = servicePortHash(name, port.protocol)
  const protocol = port.protocol.toLowerCase()
  const object = { kind: 'Service', namespace: service.namespace, name: service.name }
  const hosts = (addresses: readonly Address[], path: (i: number) => string): Placed<Cidr>[] =>
    addresses
      .map((ip, i) => ({ value: hostCidr(ip), path: path(i) }))
      .filter(({ value }) => cidrFamily(value) === family)
  return {
    name,
    port: port.port,
    nodePort: port.nodePort ?? 0,
    clusterIP: hostCidr(clusterIP),
    externalIPs: hosts(service.externalIPs, (i) => `spec.externalIPs[${i}]`),
    vips: hosts(
      service.loadBalancer.map(({ ip }) => ip),
      (i) => `status.loadBalancer.ingress[${i}].ip`,
    ),
    sourceRanges: service.loadBalancerSourceRanges
      .map((value, i) => ({ value, path: `spec.loadBalancerSourceRanges[${i}]` }))
      .filter(({ value }) => cidrFamily(value) === family),
    onlyLocal:
      (service.type === 'NodePort' || service.type === 'LoadBalancer') && service.externalTrafficPolicy === 'Local',
    affinitySeconds: service.affinitySeconds,
    endpoints: oldEndpoints(name, port, node, family),
    serviceChain: `KUBE-SVC-${hash}`,
    localChain: `KUBE-XLB-${hash}`,
    firewallChain: `KUBE-FW-${hash}`,
    protocolMatch: `-m ${protocol} -p ${protocol}`,
    path: `spec.ports[${index}]`,
    origin: (path) => originKey(object, path),
  }
}

/** An `ip:port` that is written down for several nodes counts once, as a local one if it is one. */
function oldEndpoints(name: string, port: ServicePort, node: Node, family: Family): readonly OldEndpoint[] {
  const found = new Map<string, OldEndpoint>()
  for (const endpoint of port.endpoints) {
    if (!endpoint.ready || familyOf(endpoint.address) !== family) continue
    const known = oldEndpoint(endpoint, name, port, node)
    if (known.local || !found.has(known.socket)) found.set(known.socket, known)
  }
  return [...found.values()]
}

function oldEndpoint(endpoint: Endpoint, name: string, { protocol }: ServicePort, node: Node): OldEndpoint {
  const socket = formatSocket(endpoint)
  return {
    address: hostCidr(endpoint.address),
    socket,
    chain: endpointChain(name, protocol, socket),
    local: endpoint.nodeName === node.name,
  }
}
