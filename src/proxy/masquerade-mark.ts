import type { Cluster } from '../cluster/cluster.ts'

/** Go's `%#08x` of the masquerade mark's bit: eight digits after the prefix. */
export function masqueradeMark(cluster: Cluster): string {
  return `0x${((1 << cluster.settings.kubeProxy.masqueradeBit) >>> 0).toString(16).padStart(8, '0')}`
}
