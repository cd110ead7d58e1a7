import { familyOf, parseAddress } from '../net/address.ts'
import type { ResourceRecord } from './message.ts'
import { clusterTtl as ttl } from './ttl.ts'
import type { Hit } from './zone.ts'

/**
 * SRV records for what is behind a name: priority 0, and 100 shared evenly as weights. The addresses of the targets come
 * along in the additional section. What declares no port has no SRV record.
 */
export function serviceRecords(
  name: string,
  hits: readonly Hit[],
): { readonly answers: readonly ResourceRecord[]; readonly additional: readonly ResourceRecord[] } {
  const weight = Math.max(1, Math.floor(100 / Math.max(1, hits.length)))
  const answers = new Map<string, ResourceRecord>()
  const additional = new Map<string, ResourceRecord>()
  for (const { host, port, own } of hits) {
    const address = parseAddress(host)
    if (port === undefined || address === undefined) continue
    answers.set(`${own} ${port}`, { name, ttl, type: 'SRV', data: `0 ${weight} ${port} ${own}` })
    const type = familyOf(address) === 4 ? 'A' : 'AAAA'
    additional.set(`${own} ${address}`, { name: own, ttl, type, data: address })
  }
  return { answers: [...answers.values()], additional: [...additional.values()] }
}
