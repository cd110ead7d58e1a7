import type { Cluster } from '../cluster/cluster.ts'
import type { Address } from '../net/address.ts'
import type { Connection, Conntrack } from '../netfilter/conntrack.ts'

/**
 * The conntrack table after kube-proxy's clean-up, which follows each sync: UDP entries asked for at a Service port, or
 * at its node port on whatever address, whose answers would come from none of the port's serving endpoints, are deleted.
 * A port without a serving endpoint deletes nothing (pkg/proxy/conntrack/cleanup.go): its entries live on.
 */
export function withoutStaleConnections(conntrack: Conntrack, cluster: Cluster): Conntrack {
  const served = cluster.services.flatMap((service) => {
    const addresses: readonly Address[] = [
      ...service.clusterIPs,
      ...service.externalIPs,
      ...service.loadBalancer.map(({ ip }) => ip),
    ]
    return service.ports
      .filter((port) => port.protocol === 'UDP')
      .map((port) => {
        const serving = new Set(port.endpoints.filter((one) => one.serving).map((one) => one.address))
        return { addresses, port: port.port, nodePort: port.nodePort, serving }
      })
      .filter(({ serving }) => serving.size > 0)
  })
  const isStale = ({ original, reply }: Connection): boolean => {
    if (original.protocol !== 'UDP') return false
    const { address, port } = original.destination
    const asked = served.find(
      (one) => (one.addresses.includes(address) && one.port === port) || (one.nodePort ?? 0) === port,
    )
    return asked !== undefined && !asked.serving.has(reply.source.address)
  }
  const connections = conntrack.connections.filter((connection) => !isStale(connection))
  return connections.length === conntrack.connections.length ? conntrack : { ...conntrack, connections }
}
