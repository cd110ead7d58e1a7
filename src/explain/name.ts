import { type Cluster, qualifiedName, type Service } from '../cluster/cluster.ts'
import { firstServiceNamed } from '../dns/zone.ts'
import type { Trace } from '../trace/trace.ts'
import type { Message } from './message.ts'

/** What the sentences about a name that came to nothing speak of; nothing for a request to an address. */
export function nameValues(
  trace: Pick<Trace, 'cause' | 'flow' | 'resolver'> & Partial<Pick<Trace, 'dns'>>,
  cluster: Cluster,
): Message['values'] {
  const { resolver, cause } = trace
  if (!resolver || !cause?.startsWith('dns-')) return {}
  const namespace = trace.flow.from.includes('/') ? (trace.flow.from.split('/')[0] ?? '') : 'default'
  const service =
    cause === 'dns-no-endpoint' || cause === 'dns-refused' ? dnsService(cluster) : namedService(trace, cluster)
  const elsewhere = cluster.services.find(({ name }) => name === resolver.name)
  return {
    name: resolver.name,
    namespace,
    count: resolver.candidates.length,
    other: elsewhere?.namespace ?? '',
    full: elsewhere ? `${elsewhere.name}.${elsewhere.namespace}` : '',
    service: service?.name ?? resolver.name,
    external: service?.externalName ?? '',
    server: trace.dns?.at(-1)?.server ?? '',
    rcode: 'SERVFAIL',
    field: 'externalName',
    records: 'spec.dns.records',
    publish: 'publishNotReadyAddresses: true',
    hostNetwork: 'hostNetwork',
    policy: 'ClusterFirst',
    fix: 'dnsPolicy: ClusterFirstWithHostNet',
    port: '53',
    command: cause === 'dns-no-endpoint' ? 'kubectl get pods -n kube-system -l k8s-app=kube-dns' : 'kubectl get svc -A',
  }
}

/** The Service that the name of a request speaks of, by any of the names it was looked up as. */
export function namedService(
  { resolver, dns = [] }: Pick<Trace, 'resolver'> & Partial<Pick<Trace, 'dns'>>,
  cluster: Cluster,
): Service | undefined {
  const hits = dns.filter(({ answers }) => answers.length > 0).map(({ query }) => query)
  return firstServiceNamed(cluster, [...hits, ...(resolver?.candidates ?? [])])
}

function dnsService(cluster: Cluster): Service | undefined {
  return cluster.services.find((service) => qualifiedName(service) === 'kube-system/kube-dns')
}
