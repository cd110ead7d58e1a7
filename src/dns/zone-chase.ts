import type { Cluster } from '../cluster/cluster.ts'
import { familyOf, parseAddress } from '../net/address.ts'
import type { Question, ResourceRecord } from './message.ts'
import { absolute, isWithin, sameName } from './name.ts'
import type { Forward } from './server.ts'
import { capped, clusterTtl } from './ttl.ts'
import { findInZone } from './zone.ts'

/** CNAMEs followed before one more is not added. */
const maxAliases = 7

/**
 * The A or AAAA records of a name in the zone, each once, with the CNAMEs that lead to them; undefined when there is no
 * such name. A target outside is looked up through CoreDNS itself, and its CNAME stands even when that finds nothing;
 * a target inside that comes to nothing, or back to where it began, is left out with its CNAME.
 */
export function chaseAddresses(
  cluster: Cluster,
  { name, type }: Question,
  forward: Forward,
  before: readonly ResourceRecord[] = [],
): readonly ResourceRecord[] | undefined {
  const zone = absolute(cluster.settings.dnsDomain)
  const found = findInZone(cluster, name)
  if (found.type === 'absent') return undefined
  const records = new Map<string, ResourceRecord>()
  for (const { host } of found.hits) {
    const address = parseAddress(host)
    if (address !== undefined) {
      if ((familyOf(address) === 4) === (type === 'A'))
        records.set(address, { name, ttl: clusterTtl, type, data: address })
      continue
    }
    const alias: ResourceRecord = { name, ttl: clusterTtl, type: 'CNAME', data: absolute(host) }
    if (isWithin(host, name) || before.length > maxAliases || before.some(({ data }) => sameName(data, alias.data)))
      continue
    const inside = isWithin(host, zone)
    const question: Question = { name: absolute(host), type }
    const next = inside
      ? (chaseAddresses(cluster, question, forward, [...before, alias]) ?? [])
      : (forward(question)?.answers ?? []).map(capped)
    if (inside && next.length === 0) continue
    for (const record of [alias, ...next]) records.set(`${record.name} ${record.type} ${record.data}`, record)
  }
  return [...records.values()]
}
