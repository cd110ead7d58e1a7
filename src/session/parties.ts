import { type Cluster, type Pod, qualifiedName, type Service, type ServicePort } from '../cluster/cluster.ts'
import type { Address } from '../net/address.ts'
import { formatSocket } from '../net/packet.ts'
import type { Party } from './walk.ts'

/** Who can send: outside hosts first, then the Pods, then the nodes. */
export function froms(cluster: Cluster): readonly Party[] {
  const hosts = cluster.outside.hosts.map((host): Party => {
    const address = host.addresses[0]?.split('/')[0] ?? ''
    return { value: host.name, kind: 'client', label: host.name, address }
  })
  const pods = cluster.pods.filter((pod) => pod.addresses[0] && !pod.hostNetwork).map((pod) => podParty(pod))
  const nodes = cluster.nodes.map((node): Party => {
    return { value: node.name, kind: 'node', label: node.name, address: node.addresses[0] ?? '' }
  })
  return [...hosts, ...pods, ...nodes]
}

/** What can be asked for: every way in of every Service, those from outside first; then the Pods themselves. */
export function tos(cluster: Cluster): readonly Party[] {
  const ways = cluster.services.flatMap((service) =>
    service.ports.flatMap((port) => servicePortTargets(cluster, service, port)),
  )
  const names = cluster.services.filter((service) => service.externalName || service.headless).map(namedParty)
  const pods = cluster.pods.flatMap((pod): readonly Party[] => {
    const listen = pod.listens[0]
    const address = pod.addresses[0]
    if (!listen || !address) return []
    const socket = formatSocket({ address, port: listen.port })
    return [
      {
        value: `${qualifiedName(pod)}:${listen.port}`,
        kind: 'podIP',
        label: pod.name,
        address: socket,
        protocol: listen.protocol,
      },
    ]
  })
  return [...ways, ...names, ...pods].sort((a, b) => Number(isSystem(a)) - Number(isSystem(b)))
}

/** Whether this is the cluster's own, there whatever the text says: the API server and cluster DNS. */
export function isSystem({ value }: Party): boolean {
  return value.includes('kube-system/') || value === 'svc/default/kubernetes:443'
}

/** A Service without an address of its own is asked for by its name. */
function namedParty(service: Service): Party {
  const name = service.namespace === 'default' ? service.name : `${service.name}.${service.namespace}`
  const port = service.ports[0]
  const value = port ? `${name}:${port.port}` : name
  const address = service.externalName ?? value
  return { value, kind: 'dns', label: service.name, address, ...(port ? { protocol: port.protocol } : {}) }
}

/** The ways in to one Service port: its outside addresses, its node port on every node, its ClusterIP, and localhost. */
export function servicePortTargets(cluster: Cluster, service: Service, port: ServicePort): readonly Party[] {
  const label = port.name === '' ? service.name : `${service.name}:${port.name}`
  const { protocol, nodePort } = port
  const outside = (kind: 'loadBalancer' | 'externalIP', address: Address): Party => {
    const socket = formatSocket({ address, port: port.port })
    return { value: socket, kind, label, address: socket, protocol }
  }
  const atNode = (name: string, own: Address | undefined, number: number): Party => {
    const address = own ? formatSocket({ address: own, port: number }) : ''
    return { value: `${name}:${number}`, kind: 'nodePort', label, address, protocol }
  }
  const clusterIP = service.clusterIPs[0]
  return [
    ...service.loadBalancer.map(({ ip }) => outside('loadBalancer', ip)),
    ...service.externalIPs.map((ip) => outside('externalIP', ip)),
    ...(nodePort ? cluster.nodes.map((node) => atNode(node.name, node.addresses[0], nodePort)) : []),
    ...(clusterIP
      ? [
          {
            value: `svc/${qualifiedName(service)}:${port.port}`,
            kind: 'clusterIP' as const,
            label,
            address: formatSocket({ address: clusterIP, port: port.port }),
            protocol,
          },
        ]
      : []),
    ...(nodePort && cluster.settings.families.includes(4)
      ? [
          {
            value: `localhost:${nodePort}`,
            kind: 'localhost' as const,
            label,
            address: `127.0.0.1:${nodePort}`,
            protocol,
          },
        ]
      : []),
  ]
}

function podParty(pod: Pod): Party {
  return { value: qualifiedName(pod), kind: 'pod', label: pod.name, address: pod.addresses[0] ?? '' }
}
