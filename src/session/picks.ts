import { addressesOf, type Cluster, qualifiedName } from '../cluster/cluster.ts'
import { formatSocket } from '../net/packet.ts'
import type { Flow } from '../trace/flow.ts'
import type { Party } from './walk.ts'

/** Pods that may answer this flow through a Service, in the order of the Service's endpoints. Empty for other flows. */
export function picksFor(cluster: Cluster, flow: Flow | undefined): readonly Party[] {
  if (!flow) return []
  const { address, port } = flow.destination
  const atNode = address.startsWith('127.') || cluster.nodes.some((node) => node.addresses.includes(address))
  const byName = new Map(cluster.pods.map((pod) => [qualifiedName(pod), pod]))
  const pods = new Map<string, Party>()
  for (const service of cluster.services) {
    const owned = addressesOf(service)
    for (const candidate of service.ports) {
      const meant = (owned.includes(address) && candidate.port === port) || (atNode && candidate.nodePort === port)
      if (!meant || candidate.protocol !== flow.protocol) continue
      for (const endpoint of candidate.endpoints) {
        const pod = byName.get(endpoint.pod ?? '')
        if (!pod || !endpoint.ready) continue
        const value = qualifiedName(pod)
        pods.set(value, { value, kind: 'pod', label: pod.name, address: formatSocket(endpoint) })
      }
    }
  }
  return [...pods.values()]
}
