import { type Cluster, qualifiedName, type Service } from '../../src/index.ts'

/** Host names of the Pods a Service has or would have: its endpoints and whatever its selector fits. */
export function podsBehind(cluster: Cluster, service: Service | undefined): ReadonlySet<string> {
  if (!service) return new Set()
  const endpoints = service.ports.flatMap((port) => port.endpoints.flatMap((endpoint) => endpoint.pod ?? []))
  const selector = Object.entries(service.selector ?? {})
  const selected = cluster.pods.filter(
    (pod) =>
      selector.length > 0 &&
      pod.namespace === service.namespace &&
      selector.every(([key, value]) => pod.labels[key] === value),
  )
  return new Set([...endpoints, ...selected.map(qualifiedName)])
}
