import type { ResourceRecord } from './message.ts'

/** Seconds; `ttl 30` of the kubernetes plugin and `cache 30`, as kubeadm configures both. */
export const clusterTtl = 30

/** The cache lets no record live longer than its own time. */
export function capped(record: ResourceRecord): ResourceRecord {
  return { ...record, ttl: Math.min(record.ttl, clusterTtl) }
}
