import { type Cluster, qualifiedName, type Service, type ServicePort } from '../cluster/cluster.ts'
import type { Protocol } from '../net/packet.ts'
import { formatSocket } from '../net/packet.ts'
import { froms, servicePortTargets } from './parties.ts'
import type { Party } from './walk.ts'

/** One way in to one Service port. */
export interface Way {
  /** `<kind>:<namespace>/<service>:<port>`, then `@node` or `@address` where there are several of the kind. */
  readonly id: string
  /** `namespace/name`. */
  readonly service: string
  readonly port: number
  /** Empty when the port has no name. */
  readonly portName: string
  readonly protocol: Protocol
  readonly kind: 'clusterIP' | 'nodePort' | 'loadBalancer' | 'externalIP' | 'dns' | 'podIP' | 'localhost'
  /** `addr:port`. */
  readonly address: string
  /** What a request names to go this way. */
  readonly to: string
  /** The node whose node port it is. */
  readonly node?: string
}

/** Who may ask in the table of ways in: everybody but the Pods that nobody wrote. */
export function callers(cluster: Cluster): readonly Party[] {
  const hidden = new Set(
    cluster.pods.filter((pod) => pod.assumed && pod.namespace === 'kube-system').map((pod) => qualifiedName(pod)),
  )
  return froms(cluster).filter((party) => !hidden.has(party.value))
}

/** Every way in to every Service that the text has, Service by Service and port by port. */
export function waysOf(cluster: Cluster): readonly Way[] {
  return cluster.services
    .filter((service) => !service.assumed)
    .flatMap((service) => service.ports.flatMap((port) => portWays(cluster, service, port)))
}

/** Whether a caller can take a way at all: localhost is a node's own. */
export function canTake(from: Party, way: Way): boolean {
  return way.kind !== 'localhost' || from.kind === 'node'
}

function portWays(cluster: Cluster, service: Service, port: ServicePort): readonly Way[] {
  const name = qualifiedName(service)
  const base = { service: name, port: port.port, portName: port.name, protocol: port.protocol }
  const id = (kind: Way['kind'], at?: string) => {
    const suffix = at === undefined ? '' : `@${at}`
    return `${kind}:${name}:${port.name === '' ? port.port : port.name}${suffix}`
  }
  const fronts = servicePortTargets(cluster, service, port).map(({ kind, value, address }): Way => {
    const node = kind === 'nodePort' ? value.slice(0, value.lastIndexOf(':')) : undefined
    const host = address.slice(0, address.lastIndexOf(':'))
    const at = node ?? (kind === 'loadBalancer' || kind === 'externalIP' ? host : undefined)
    const way = { ...base, id: id(kind as Way['kind'], at), kind: kind as Way['kind'], address, to: value }
    return node === undefined ? way : { ...way, node }
  })
  const pods = port.endpoints
    .filter((endpoint) => endpoint.ready)
    .map((endpoint): Way => {
      const address = formatSocket(endpoint)
      return { ...base, id: id('podIP', endpoint.address), kind: 'podIP', address, to: address }
    })
  const to = `${service.name}.${service.namespace}:${port.port}`
  return [...fronts, { ...base, id: id('dns'), kind: 'dns', address: to, to }, ...pods]
}
