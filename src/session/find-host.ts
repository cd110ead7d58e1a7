import { type Cluster, type Pod, qualifiedName } from '../cluster/cluster.ts'
import type { Network } from '../network/network.ts'

/** The Pod called so: by `namespace/name`, by its name in `default`, or by a name no other Pod has. */
export function findPod(cluster: Cluster, name: string): Pod | undefined {
  const exact = cluster.pods.find((pod) => qualifiedName(pod) === name || qualifiedName(pod) === `default/${name}`)
  if (exact) return exact
  const sameName = cluster.pods.filter((pod) => pod.name === name)
  return sameName.length === 1 ? sameName[0] : undefined
}

/** The host of the network that sends for a name: a host, a node, or a Pod, whose node it is with hostNetwork. */
export function hostNamed(cluster: Cluster, network: Network, name: string): string | undefined {
  if (network.hosts.some((host) => host.name === name)) return name
  const pod = findPod(cluster, name)
  if (!pod) return undefined
  return pod.hostNetwork ? pod.node : qualifiedName(pod)
}
