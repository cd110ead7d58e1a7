import { labelsBefore } from './name.ts'

/**
 * What a name in the cluster's zone asks for: `endpoint.service.namespace.svc`, `_port._protocol.service.namespace.svc`,
 * `a-b-c-d.namespace.pod`, or less. Parts that are not there are empty.
 */
export interface ZoneName {
  /** Empty at the zone itself, at `svc` and at `pod`: names that exist and hold nothing. */
  readonly branch: 'svc' | 'pod' | ''
  readonly namespace: string
  readonly service: string
  readonly endpoint: string
  readonly port: string
  readonly protocol: string
}

const nothing: ZoneName = { branch: '', namespace: '', service: '', endpoint: '', port: '', protocol: '' }

/** Reads a name below the zone, from its right end, as CoreDNS does; undefined for one that cannot exist there. */
export function parseZoneName(name: string, zone: string): ZoneName | undefined {
  const labels = labelsBefore(name, zone).map((label) => label.toLowerCase())
  const branch = labels.at(-1)
  if (branch === undefined) return nothing
  if (branch !== 'svc' && branch !== 'pod') return undefined
  if (labels.length === 1) return nothing
  const [service = '', namespace = ''] = [labels.at(-3), labels.at(-2)]
  const front = labels.slice(0, -3)
  if (front.length > 2) return undefined
  const base: ZoneName = { ...nothing, branch, namespace, service }
  if (front.length === 1) return { ...base, endpoint: front[0] ?? '' }
  if (front.length === 2) return { ...base, port: bare(front[0]), protocol: bare(front[1]) }
  return base
}

function bare(label = ''): string {
  return label.replace(/^_/, '')
}
