import type { Cluster } from '../cluster/cluster.ts'
import type { Cidr, Family } from '../net/address.ts'
import { cidrFamily } from '../net/cidr.ts'

/**
 * The range by which kube-proxy knows the cluster's Pods (`--cluster-cidr`), in one family; undefined when it was told
 * none. Before there were detect-local modes it was the only way to know them.
 */
export function podRange(cluster: Cluster, family: Family): Cidr | undefined {
  const { detectLocal } = cluster.settings.kubeProxy
  if (detectLocal.mode === 'none') return undefined
  const told = detectLocal.mode === 'ClusterCIDR' ? detectLocal.clusterCIDRs : undefined
  return (told ?? cluster.settings.clusterCIDRs).find((prefix) => cidrFamily(prefix) === family)
}
