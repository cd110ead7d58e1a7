import { type Cluster, qualifiedName } from '../cluster/cluster.ts'
import { balancerHost } from '../network/balancer.ts'
import { hasBalancer } from './owner.ts'

/** The cluster with the nodes and described outside hosts a packet comes to; the whole of it when it comes to no node. */
export function onPath(cluster: Cluster, pathHosts: readonly string[]): Cluster {
  const visited = new Set(pathHosts)
  for (const pod of cluster.pods) if (visited.has(qualifiedName(pod))) visited.add(pod.node)
  const nodes = cluster.nodes.filter(({ name }) => visited.has(name))
  if (nodes.length === 0) return cluster
  const hosts = cluster.outside.hosts.filter(({ name }) => visited.has(name))
  return { ...cluster, nodes, outside: { ...cluster.outside, hosts } }
}

/** Names of the nodes and outside hosts that a drawing of the path alone leaves out. */
export function leftOut(cluster: Cluster, pathHosts: readonly string[]): readonly string[] {
  const drawn = onPath(cluster, pathHosts)
  if (drawn === cluster) return []
  const balancer = hasBalancer(cluster) && !pathHosts.includes(balancerHost) ? [balancerHost] : []
  const missing = [
    ...cluster.nodes.filter((node) => !drawn.nodes.includes(node)),
    ...cluster.outside.hosts.filter((host) => !drawn.outside.hosts.includes(host)),
  ]
  return [...missing.map(({ name }) => name), ...balancer]
}
