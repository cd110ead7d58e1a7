import type { Cluster, Service } from '../cluster/cluster.ts'

/**
 * The Service that owns `addr:port`: by its ClusterIP, an external or load-balancer address, or a NodePort of a node.
 * Undefined when no Service does.
 */
export function serviceAt(cluster: Cluster, socket: string): Service | undefined {
  const [, address = '', digits = ''] = /^\[?(.+?)\]?:(\d+)$/.exec(socket) ?? []
  const port = Number(digits)
  const onNode =
    address.startsWith('127.') || cluster.nodes.some((node) => node.addresses.some((own) => own === address))
  const owns = (service: Service) => {
    const own: readonly string[] = [
      ...service.clusterIPs,
      ...service.externalIPs,
      ...service.loadBalancer.map((entry) => entry.ip),
    ]
    return service.ports.some(
      (entry) => (entry.port === port && own.includes(address)) || (onNode && entry.nodePort === port),
    )
  }
  return cluster.services.find(owns)
}
