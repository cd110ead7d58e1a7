import { type Cluster, qualifiedName } from '../cluster/cluster.ts'
import { selectedPods } from '../cluster/endpoints.ts'
import { answerAsCoreDns } from './coredns.ts'
import { answerOutside } from './outside.ts'
import { resolvConfOf } from './resolv-conf.ts'
import type { DnsServer, DnsServers } from './server.ts'

/**
 * Who answers questions: the Pods behind the Service at the cluster's nameserver address, which are taken for CoreDNS,
 * and the outside name server. CoreDNS forwards to the nameservers of its own /etc/resolv.conf.
 */
export function dnsServers(cluster: Cluster): DnsServers {
  const servers = new Map<string, DnsServer>()
  const { dns } = cluster.outside
  servers.set(dns.host, { upstreams: [], balances: false, answer: (question) => answerOutside(cluster, question) })
  const services = cluster.services.filter(({ clusterIPs }) =>
    clusterIPs.some((address) => cluster.settings.clusterDNS.includes(address)),
  )
  const behind = new Set(
    services.flatMap((service) => [
      ...selectedPods(service, cluster.pods).map(qualifiedName),
      ...service.ports.flatMap(({ endpoints }) => endpoints.flatMap(({ pod }) => pod ?? [])),
    ]),
  )
  for (const pod of cluster.pods) {
    if (!behind.has(qualifiedName(pod))) continue
    const upstreams = resolvConfOf(cluster, qualifiedName(pod)).nameservers
    servers.set(qualifiedName(pod), {
      upstreams,
      balances: true,
      answer: (question, forward) => answerAsCoreDns(cluster, question, forward),
    })
  }
  return servers
}
