import { type Cluster, type Endpoint, originKey, type Service, type ServicePort } from '../cluster/cluster.ts'
import { type Address, type Cidr, type Family, familyOf } from '../net/address.ts'
import { cidrFamily } from '../net/cidr.ts'
import { formatSocket } from '../net/packet.ts'
import { endpointChain, servicePortHash, servicePortName } from './chain-names.ts'

/** kube-proxy's unit of work: one port of one Service, in one IP family. */
export interface ProxyPort {
  readonly service: ProxyService
  /** `ns/name:port` of comments and chain names. */
  readonly name: string
  /** `tcp`, `udp` or `sctp`. */
  readonly protocol: string
  /** What the port's chain names end in. */
  readonly hash: string
  readonly port: number
  /** 0 when there is none. Honoured whatever the Service's type. */
  readonly nodePort: number
  /** Whether anything outside the cluster can name it. */
  readonly externallyAccessible: boolean
  readonly endpoints: readonly ProxyEndpoint[]
  /** `spec.ports[i]` */
  readonly path: string
}

/** What all ports of one Service have in common, in one IP family. */
interface ProxyService {
  readonly clusterIP: Address
  readonly externalIPs: readonly Placed<Address>[]
  /** Load-balancer addresses of mode VIP; those of mode Proxy get no rule. */
  readonly vips: readonly Placed<Address>[]
  readonly sourceRanges: readonly Placed<Cidr>[]
  readonly internalLocal: boolean
  readonly externalLocal: boolean
  /** 0 when there is none. */
  readonly healthCheckNodePort: number
  readonly affinitySeconds: number | undefined
  /** Origin key of one of its fields. */
  readonly origin: (path: string) => string
}

/** A value of a list together with the path of the field that holds it. */
export interface Placed<T> {
  readonly value: T
  readonly path: string
}

export interface ProxyEndpoint {
  readonly endpoint: Endpoint
  readonly address: Address
  /** `ip:port`, or `[ip]:port`. */
  readonly socket: string
  readonly chain: string
}

/**
 * The Service ports a node's kube-proxy of one family sees, in Service order, then port order, one after another.
 * Headless and ExternalName Services, and those without a cluster IP of the family, have none.
 */
export function* proxyPorts(cluster: Cluster, family: Family, nodeName: string): Generator<ProxyPort, void> {
  for (const service of cluster.services) {
    const clusterIP = proxiedAddress(service, family)
    if (clusterIP === undefined) continue
    const shared = proxyService(service, clusterIP, family)
    for (let index = 0; index < service.ports.length; index++) {
      yield proxyPort(service, service.ports[index] as ServicePort, index, shared, family, nodeName)
    }
  }
}

/** How many endpoints the Service ports of one family have together. */
export function countEndpoints(cluster: Cluster, family: Family): number {
  let count = 0
  for (const service of cluster.services) {
    if (proxiedAddress(service, family) === undefined) continue
    for (const { endpoints } of service.ports) {
      for (const { address } of endpoints) if (familyOf(address) === family) count++
    }
  }
  return count
}

/** The cluster IP of a Service that kube-proxy of this family proxies; undefined for those it does not. */
function proxiedAddress(service: Service, family: Family): Address | undefined {
  if (service.headless || service.type === 'ExternalName') return undefined
  return service.clusterIPs.find((ip) => familyOf(ip) === family)
}

function proxyService(service: Service, clusterIP: Address, family: Family): ProxyService {
  const externalIPs = placed(service.externalIPs, 'spec.externalIPs').filter((ip) => familyOf(ip.value) === family)
  const vips = service.loadBalancer
    .map(({ ip, ipMode }, i) => ({ value: ip, ipMode, path: `status.loadBalancer.ingress[${i}].ip` }))
    .filter(({ value, ipMode }) => ipMode === 'VIP' && familyOf(value) === family)
    .map(({ value, path }) => ({ value, path }))
  const sourceRanges = placed(service.loadBalancerSourceRanges, 'spec.loadBalancerSourceRanges').filter(
    (range) => cidrFamily(range.value) === family,
  )
  const reachable = service.type === 'NodePort' || service.type === 'LoadBalancer' || service.externalIPs.length > 0
  const externalLocal = reachable && service.externalTrafficPolicy === 'Local'
  const checked = service.type === 'LoadBalancer' && externalLocal
  const object = { kind: 'Service', namespace: service.namespace, name: service.name }
  const origins = new Map<string, string>()
  return {
    clusterIP,
    externalIPs,
    vips,
    sourceRanges,
    internalLocal: service.internalTrafficPolicy === 'Local',
    externalLocal,
    healthCheckNodePort: checked ? (service.healthCheckNodePort ?? 0) : 0,
    affinitySeconds: service.affinitySeconds,
    origin: (path) => {
      let key = origins.get(path)
      if (key === undefined) {
        key = originKey(object, path)
        origins.set(path, key)
      }
      return key
    },
  }
}

function proxyPort(
  service: Service,
  port: ServicePort,
  index: number,
  shared: ProxyService,
  family: Family,
  nodeName: string,
): ProxyPort {
  const name = servicePortName(service, port.name)
  const nodePort = port.nodePort ?? 0
  return {
    service: shared,
    name,
    protocol: port.protocol.toLowerCase(),
    hash: servicePortHash(name, port.protocol),
    port: port.port,
    nodePort,
    externallyAccessible: nodePort !== 0 || shared.vips.length > 0 || shared.externalIPs.length > 0,
    endpoints: proxyEndpoints(name, port, family, nodeName),
    path: `spec.ports[${index}]`,
  }
}

/** Of an `ip:port` that slices place on several nodes there is one endpoint, the local one if there is one. */
function proxyEndpoints(name: string, port: ServicePort, family: Family, nodeName: string): ProxyEndpoint[] {
  const endpoints: ProxyEndpoint[] = []
  const sockets = port.endpoints
    .filter((endpoint) => familyOf(endpoint.address) === family)
    .map((endpoint) => [formatSocket(endpoint), endpoint] as const)
    // By their text: 10.0.0.10:80 stands before 10.0.0.2:80.
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  for (const [socket, endpoint] of sockets) {
    const last = endpoints.at(-1)
    if (last?.socket !== socket) {
      endpoints.push({ endpoint, address: endpoint.address, socket, chain: endpointChain(name, port.protocol, socket) })
    } else if (endpoint.nodeName === nodeName) endpoints[endpoints.length - 1] = { ...last, endpoint }
  }
  return endpoints
}

function placed<T>(values: readonly T[], path: string): Placed<T>[] {
  return values.map((value, i) => ({ value, path: `${path}[${i}]` }))
}
