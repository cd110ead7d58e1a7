import type { Cluster } from '../../src/index.ts'

/** The first address of a node or an outside host; empty when it is not known here. */
export function addressOf(cluster: Cluster, host: string): string {
  const node = cluster.nodes.find((candidate) => candidate.name === host)
  if (node) return node.addresses[0] ?? ''
  const outside = cluster.outside.hosts.find((candidate) => candidate.name === host)
  if (outside) return outside.addresses[0]?.split('/')[0] ?? ''
  const { dns, servers } = cluster.outside
  const unnamed = host === dns.host ? dns : servers.find(({ name }) => name === host)
  if (unnamed) return unnamed.address
  const balanced = cluster.services.flatMap((service) => service.loadBalancer.map(({ ip }) => ip))
  if (host === 'load-balancer') return balanced[0] ?? ''
  const api = cluster.services.find((service) => service.namespace === 'default' && service.name === 'kubernetes')
  return host === 'apiserver' ? (api?.ports[0]?.endpoints[0]?.address ?? '') : ''
}
