import { type Cluster, qualifiedName } from '../cluster/cluster.ts'

/** The node's end of each Pod's veth pair, by `namespace/name`; real CNIs draw random names, readable ones teach more. */
export function vethNames(cluster: Cluster): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const taken = new Set<string>()
  for (const pod of cluster.pods) {
    if (pod.hostNetwork) continue
    let name = `veth-${pod.name}`
    if (taken.has(`${pod.node} ${name}`)) name = `veth-${pod.namespace}-${pod.name}`
    taken.add(`${pod.node} ${name}`)
    names.set(qualifiedName(pod), name)
  }
  return names
}
