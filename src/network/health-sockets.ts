import type { Cluster } from '../cluster/cluster.ts'
import type { ListeningSocket } from './network.ts'

/** kube-proxy listens on every healthCheckNodePort, on every node: it is its answer, 200 or 503, that differs. */
export function healthSockets(cluster: Cluster): readonly ListeningSocket[] {
  return cluster.services.flatMap(({ healthCheckNodePort }) =>
    healthCheckNodePort ? [{ protocol: 'TCP' as const, port: healthCheckNodePort, owner: 'kube-proxy' }] : [],
  )
}
