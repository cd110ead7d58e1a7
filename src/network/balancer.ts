import { type Cluster, qualifiedName, type Service, type ServicePort } from '../cluster/cluster.ts'
import { type Address, type Family, familyOf } from '../net/address.ts'
import { addressAt, cidrFamily, contains, hostCidr } from '../net/cidr.ts'
import { emptyConntrack } from '../netfilter/conntrack.ts'
import { connected, defaultRoutes } from './connected.ts'
import { attach, type Lan } from './lan.ts'
import type { BalancerTarget, Device, Host, Listener, Route } from './network.ts'
import { plainHost } from './sysctls.ts'

/** What a load balancer is when the Lab says nothing about it. */
const usual = { targets: 'nodes', sourceAddress: 'client', healthCheck: { interval: 10, threshold: 2 } } as const

/** The load balancer's name among the hosts. */
export const balancerHost = 'load-balancer'

/** First place in the nodes' network that the load balancer's own address may take. */
const ownOffset = 5

/**
 * The provider's load balancer: a host on the nodes' network, one for all Services that have a load-balancer address.
 * Undefined when none has.
 */
export function buildBalancer(cluster: Cluster, lan: Lan): Host | undefined {
  const { targets, sourceAddress, healthCheck } = cluster.lab.loadBalancer ?? usual
  const ownSource = sourceAddress === 'own'
  const listeners = cluster.services.flatMap((service) =>
    balancedAddresses(cluster, service).flatMap(({ ip, ipMode }) =>
      service.ports.map((port): Listener => {
        const translates = targets === 'pods' || ownSource || ipMode === 'Proxy'
        return {
          service: qualifiedName(service),
          address: ip,
          port: port.port,
          protocol: port.protocol,
          translates,
          checked: targets !== 'pods' && service.externalTrafficPolicy === 'Local',
          // Where the destination stays, kube-proxy's own rules keep the ranges.
          sourceRanges: translates ? service.loadBalancerSourceRanges : [],
          targets:
            targets === 'pods' ? podTargets(port, familyOf(ip)) : nodeTargets(cluster, service, port, ip, translates),
        }
      }),
    ),
  )
  if (listeners.length === 0) return undefined
  const eth0: Device = { name: 'eth0', type: 'eth', addresses: balancerAddresses(cluster, lan) }
  return {
    name: balancerHost,
    kind: 'load-balancer',
    devices: [eth0],
    routes: [...connected([eth0]), ...podRoutes(cluster), ...defaultRoutes('eth0', lan.gateways)],
    sockets: [],
    sysctls: { ...plainHost, ipForward: true },
    netfilter: { rulesets: [], conntrack: emptyConntrack },
    balancer: { listeners, notice: healthCheck.interval * healthCheck.threshold, ownSource },
  }
}

/** Addresses that lead to the load balancer. A node's own one (k3s' ServiceLB) leads to that node. */
export function balancedAddresses(cluster: Cluster, service: Service): Service['loadBalancer'] {
  const nodes = new Set(cluster.nodes.flatMap((node) => node.addresses))
  return service.loadBalancer.filter(({ ip }) => !nodes.has(ip))
}

/** The router's routes to every address the load balancer answers for. */
export function balancerRoutes(balancer: Host): readonly Route[] {
  const addresses = [...new Set((balancer.balancer?.listeners ?? []).map((listener) => listener.address))]
  return addresses.flatMap((to): readonly Route[] => {
    const via = balancer.devices[0]?.addresses.find((own) => familyOf(own.address) === familyOf(to))
    return via ? [{ to: hostCidr(to), type: 'unicast', device: 'lan', via: [via.address] }] : []
  })
}

/**
 * Nodes, by way of their node port, or as they are when the destination stays. With externalTrafficPolicy Local a node's
 * health check is kube-proxy's answer on healthCheckNodePort: 200 with a ready Pod of the Service there, else 503.
 */
function nodeTargets(
  cluster: Cluster,
  service: Service,
  port: ServicePort,
  like: Address,
  translates: boolean,
): readonly BalancerTarget[] {
  if (translates && port.nodePort === undefined) return []
  const local = service.externalTrafficPolicy === 'Local'
  return cluster.nodes.flatMap((node) => {
    const address = node.addresses.find((own) => familyOf(own) === familyOf(like))
    const here = port.endpoints.some((endpoint) => endpoint.ready && endpoint.nodeName === node.name)
    const toPort = translates ? (port.nodePort ?? 0) : port.port
    return address ? [target(node.name, address, toPort, !local || here)] : []
  })
}

function podTargets(port: ServicePort, family: Family): readonly BalancerTarget[] {
  return port.endpoints
    .filter((endpoint) => endpoint.ready && familyOf(endpoint.address) === family)
    .map((endpoint) => target(endpoint.pod ?? endpoint.address, endpoint.address, endpoint.port, true))
}

function target(name: string, address: Address, port: number, healthy: boolean): BalancerTarget {
  return { name, address, port, healthy, since: 0, was: healthy }
}

/** The load balancer's own addresses: one per family, in the network of the first node that has one. */
export function balancerAddresses(cluster: Cluster, lan: Lan): Device['addresses'] {
  const taken = new Set<Address>([
    ...cluster.nodes.flatMap((node) => node.addresses),
    ...cluster.pods.flatMap((pod) => pod.addresses),
    ...cluster.outside.hosts.flatMap((host) => host.addresses.flatMap(attach).map((own) => own.address)),
    ...lan.router.map((own) => own.address),
  ])
  return ([4, 6] as const).flatMap((family) => {
    const node = cluster.nodes.flatMap((each) => each.addresses).find((own) => familyOf(own) === family)
    const network = node && lan.networkOf(node)
    if (!network) return []
    let offset = ownOffset
    while (taken.has(addressAt(network, offset))) offset++
    return [{ address: addressAt(network, offset), network }]
  })
}

/** Pods are reached by way of their node: by its Pod networks, and one by one where a Pod lies in none of them. */
function podRoutes(cluster: Cluster): readonly Route[] {
  return cluster.nodes.flatMap((node) => {
    const strays = cluster.pods
      .filter((pod) => pod.node === node.name && !pod.hostNetwork)
      .flatMap((pod) => pod.addresses.filter((own) => !node.podCIDRs.some((network) => contains(network, own))))
    return [...node.podCIDRs, ...strays.map(hostCidr)].flatMap((to): readonly Route[] => {
      const via = node.addresses.find((hop) => familyOf(hop) === cidrFamily(to))
      return via ? [{ to, type: 'unicast', device: 'eth0', via: [via] }] : []
    })
  })
}
