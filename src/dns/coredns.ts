import type { Cluster } from '../cluster/cluster.ts'
import { parseAddress } from '../net/address.ts'
import { forwarded, type Message, type Question, type Rcode, type ResourceRecord } from './message.ts'
import { absolute, isWithin, sameName } from './name.ts'
import { addressInReverse, isReverse } from './reverse-name.ts'
import type { Forward } from './server.ts'
import { serviceRecords } from './srv.ts'
import { capped, clusterTtl } from './ttl.ts'
import { findInZone, namesOfAddress } from './zone.ts'
import { chaseAddresses } from './zone-chase.ts'

/** SOA serials are the Unix time of the last change; there is no clock here. */
const serial = 1735689600

/**
 * What CoreDNS answers with kubeadm's configuration (pods insecure, fallthrough for reverse zones, forward, cache). Its
 * own lookups go through `forward`; a CNAME and what it leads to come in one message.
 */
export function answerAsCoreDns(cluster: Cluster, question: Question, forward: Forward): Message {
  const zone = absolute(cluster.settings.dnsDomain)
  if (isWithin(question.name, zone)) return answerFromZone(cluster, question, zone, forward)
  if (isReverse(question.name) && question.type === 'PTR') {
    const address = addressInReverse(question.name)
    const names = address ? namesOfAddress(cluster, address) : []
    if (names.length > 0)
      return own(
        'NOERROR',
        names.map((data) => ({ name: question.name, ttl: clusterTtl, type: 'PTR', data })),
      )
  }
  return forwardOn(question, forward)
}

function answerFromZone(cluster: Cluster, question: Question, zone: string, forward: Forward): Message {
  const { name, type } = question
  const soa: ResourceRecord = {
    name: zone,
    ttl: clusterTtl,
    type: 'SOA',
    data: `ns.dns.${zone} hostmaster.${zone} ${serial} 7200 1800 86400 ${clusterTtl}`,
  }
  const negative = (rcode: Rcode): Message => ({ ...own(rcode, []), authority: [soa] })
  if (type === 'TXT' && sameName(name, `dns-version.${zone}`))
    return own('NOERROR', [{ name, ttl: 28800, type, data: '"1.1.0"' }])
  if (type === 'SOA' && sameName(name, zone)) return own('NOERROR', [soa])
  const found = findInZone(cluster, name)
  if (found.type === 'absent') return negative('NXDOMAIN')
  const first = found.hits[0]
  switch (question.type) {
    case 'A':
    case 'AAAA': {
      const answers = chaseAddresses(cluster, question, forward)
      return answers && answers.length > 0 ? own('NOERROR', answers) : negative(answers ? 'NOERROR' : 'NXDOMAIN')
    }
    case 'CNAME':
      return first && isName(first.host)
        ? own('NOERROR', [{ name, ttl: clusterTtl, type, data: absolute(first.host) }])
        : negative('NOERROR')
    case 'SRV': {
      const { answers, additional } = serviceRecords(
        name,
        found.hits.filter(({ host }) => !isName(host)),
      )
      return answers.length > 0 ? { ...own('NOERROR', answers), additional } : negative('NOERROR')
    }
    case 'NS':
      return sameName(name, zone)
        ? own('NOERROR', [{ name, ttl: clusterTtl, type, data: `ns.dns.${zone}` }])
        : negative('NOERROR')
    case 'PTR':
    case 'TXT':
    case 'SOA':
    case 'MX':
      return negative('NOERROR')
    default: {
      question.type satisfies never
      return negative('NOERROR')
    }
  }
}

/** What is not the cluster's goes to the upstream servers. */
function forwardOn(question: Question, forward: Forward): Message {
  const reply = forward(question)
  return reply ? { ...reply, authoritative: false, answers: reply.answers.map(capped) } : forwarded('SERVFAIL')
}

function isName(host: string): boolean {
  return parseAddress(host) === undefined
}

function own(rcode: Rcode, answers: readonly ResourceRecord[]): Message {
  return { rcode, authoritative: true, recursionAvailable: false, answers, authority: [], additional: [] }
}
