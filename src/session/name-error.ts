import type { Cluster, Service } from '../cluster/cluster.ts'
import { countDots, isWithin } from '../dns/name.ts'
import { firstServiceNamed } from '../dns/zone.ts'
import { parseAddress } from '../net/address.ts'
import type { Cause } from '../trace/causes.ts'
import type { NameLookup } from '../trace/lookup.ts'
import type { Asker } from './name-lookup.ts'

interface Found {
  readonly cause: Cause | null
  readonly where: string | null
}

/** Why a name came to no address: the network kept the question from its server, or the servers know none. */
export function nameErrorOf(cluster: Cluster, asker: Asker, lookup: NameLookup): Found {
  const { resolution, trouble, exchanges } = lookup
  if (resolution.type === 'addresses') return { cause: null, where: null }
  const by = exchanges.findLast((exchange) => exchange.by !== null)?.by ?? null
  switch (resolution.because) {
    case 'silence':
      return { cause: 'dns-silent', where: trouble?.where ?? null }
    case 'refused':
      return {
        cause: trouble?.cause === 'no-endpoint' ? 'dns-no-endpoint' : 'dns-refused',
        where: trouble?.where ?? null,
      }
    case 'server-failure':
      return { cause: 'dns-server-failure', where: by }
    case 'no-such-name':
    case 'no-address':
      return { cause: unknownName(cluster, asker, lookup), where: by }
    default:
      resolution.because satisfies never
      return { cause: null, where: null }
  }
}

function unknownName(cluster: Cluster, { pod }: Asker, { resolving, exchanges }: NameLookup): Cause {
  const { dnsDomain, clusterDNS } = cluster.settings
  const askedCluster = exchanges.some(({ server }) => clusterDNS.some((address) => address === server))
  const namespace = pod?.namespace ?? 'default'
  const inside = [`.${namespace}.svc.${dnsDomain}`, `.svc.${dnsDomain}`, `.${dnsDomain}`, '']
  const bare = resolving.name.replace(/\.$/, '')
  const service = firstServiceNamed(
    cluster,
    inside.map((suffix) => `${bare}${suffix}`),
  )
  if (!askedCluster) {
    if (pod?.hostNetwork && pod.dnsPolicy === 'ClusterFirst') return 'dns-host-network'
    return service ? 'dns-outside' : 'dns-no-record'
  }
  if (service) return serviceWithoutAddress(service, dnsDomain)
  const elsewhere = cluster.services.some(({ name }) => name === resolving.name)
  if (elsewhere) return 'dns-namespace'
  return countDots(resolving.name) > 1 && !resolving.name.includes('.svc') ? 'dns-no-record' : 'dns-no-service'
}

function serviceWithoutAddress(service: Service, dnsDomain: string): Cause {
  const target = service.externalName
  if (target === undefined) return service.headless ? 'dns-headless-empty' : 'dns-no-address'
  if (parseAddress(target)) return 'dns-external-is-ip'
  return isWithin(target, dnsDomain) ? 'dns-no-address' : 'dns-external'
}
