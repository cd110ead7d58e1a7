import type { Cluster } from '../cluster/cluster.ts'
import { forwarded, type Message, type Question, type ResourceRecord } from './message.ts'
import { absolute, isWithin, sameName } from './name.ts'

/** Seconds of an outside record that says nothing of it. */
const defaultTtl = 300

/**
 * What the outside name server answers: the records it has, following CNAMEs among them. A name nobody gave it, or that
 * an alias leads to, is NXDOMAIN; aliases that lead back to themselves are SERVFAIL.
 */
export function answerOutside(cluster: Cluster, { name, type }: Question): Message {
  const { records } = cluster.outside.dns
  const answers: ResourceRecord[] = []
  let at = absolute(name)
  for (;;) {
    const here = records.filter((record) => sameName(record.name, at))
    const wanted = here.filter((record) => record.type === type)
    const alias = here.find((record) => record.type === 'CNAME')
    const chosen = wanted.length > 0 ? wanted : alias ? [alias] : []
    for (const { type: own, value, ttl = defaultTtl } of chosen) {
      answers.push({ name: at, ttl, type: own, data: own === 'CNAME' ? absolute(value) : value })
    }
    if (wanted.length > 0) return forwarded('NOERROR', answers)
    if (!alias) {
      const exists = records.some((record) => isWithin(record.name, at))
      return forwarded(exists ? 'NOERROR' : 'NXDOMAIN', answers)
    }
    at = absolute(alias.value)
    if (answers.some((record) => sameName(record.name, at))) return forwarded('SERVFAIL')
  }
}
