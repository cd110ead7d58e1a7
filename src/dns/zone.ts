import { type Cluster, qualifiedName, type Service } from '../cluster/cluster.ts'
import { type Address, parseAddress } from '../net/address.ts'
import { absolute, sameName } from './name.ts'
import { parseZoneName, type ZoneName } from './zone-name.ts'

/** One thing behind a name: an address and a port, or another name. */
export interface Hit {
  /** Address, or a name for an ExternalName. */
  readonly host: string
  /** Absent: no port is declared. */
  readonly port?: number
  /** The name this very thing has, absolute: the target of its SRV record. */
  readonly own: string
}

/** `absent` is NXDOMAIN; no hits are a name that exists and holds nothing. */
export type Found = { readonly type: 'absent' } | { readonly type: 'exists'; readonly hits: readonly Hit[] }

const absent: Found = { type: 'absent' }

/** Namespaces every cluster has. */
const ownNamespaces = ['default', 'kube-node-lease', 'kube-public', 'kube-system']

/** What a name in the cluster's zone stands for, in the order CoreDNS's kubernetes plugin finds it. */
export function findInZone(cluster: Cluster, name: string): Found {
  const zone = absolute(cluster.settings.dnsDomain)
  if (sameName(name, `ns.dns.${zone}`)) return { type: 'exists', hits: nameServerHits(cluster, zone) }
  const asked = parseZoneName(name, zone)
  if (asked === undefined) return absent
  if (asked.branch === '') return { type: 'exists', hits: [] }
  if (!namespacesOf(cluster).has(asked.namespace)) return absent
  if (asked.service === '') return { type: 'exists', hits: [] }
  const hits = asked.branch === 'pod' ? podHits(asked, name) : serviceHits(cluster, asked, zone)
  return hits.length > 0 ? { type: 'exists', hits } : absent
}

/** The Service a name in the zone speaks of. */
function serviceNamed(cluster: Cluster, name: string): Service | undefined {
  const asked = parseZoneName(name, absolute(cluster.settings.dnsDomain))
  if (asked?.branch !== 'svc') return undefined
  return cluster.services.find((service) => service.namespace === asked.namespace && service.name === asked.service)
}

/** The first Service that one of these names speaks of. */
export function firstServiceNamed(cluster: Cluster, names: readonly string[]): Service | undefined {
  return names.map((name) => serviceNamed(cluster, absolute(name))).find((found) => found !== undefined)
}

function namespacesOf(cluster: Cluster): ReadonlySet<string> {
  return new Set([...ownNamespaces, ...[...cluster.services, ...cluster.pods].map(({ namespace }) => namespace)])
}

/** `pods insecure`: the address is read off the name, and nobody looks whether a Pod has it. */
function podHits(asked: ZoneName, name: string): readonly Hit[] {
  const dashes = asked.service.split('-').length - 1
  const text = asked.service.replaceAll('-', dashes === 3 && !asked.service.includes('--') ? '.' : ':')
  const address = parseAddress(text)
  return address ? [{ host: address, own: absolute(name) }] : []
}

function serviceHits(cluster: Cluster, asked: ZoneName, zone: string): readonly Hit[] {
  const service = cluster.services.find(
    (candidate) => candidate.namespace === asked.namespace && candidate.name === asked.service,
  )
  if (!service) return []
  const own = `${service.name}.${service.namespace}.svc.${zone}`
  if (service.type === 'ExternalName') {
    const name = service.externalName ?? ''
    // What reads as an address is no name to stand for, and is left out.
    return asked.endpoint !== '' || parseAddress(name) !== undefined ? [] : [{ host: name, own }]
  }
  if (service.headless || asked.endpoint !== '') return endpointHits(cluster, service, asked, own)
  return service.ports
    .filter((port) => isAsked(asked, port))
    .flatMap((port) => service.clusterIPs.map((host): Hit => ({ host, port: port.port, own })))
}

/** Ready endpoints, each under its own name; without any declared port a headless Service still has addresses. */
function endpointHits(cluster: Cluster, service: Service, asked: ZoneName, own: string): readonly Hit[] {
  const slices = (cluster.endpointSlices ?? []).filter(
    (slice) => slice.namespace === service.namespace && slice.service === service.name,
  )
  return slices.flatMap((slice) =>
    slice.endpoints
      .filter((endpoint) => endpoint.ready)
      .map((endpoint) => ({ host: endpoint.address, label: endpoint.hostname ?? dashed(endpoint.address) }))
      .filter(({ label }) => asked.endpoint === '' || asked.endpoint === label.toLowerCase())
      .flatMap(({ host, label }): readonly Hit[] => {
        const named = { host, own: `${label}.${own}` }
        if (slice.ports.length === 0) return isAsked(asked, { name: '', protocol: '' }) ? [named] : []
        return slice.ports.filter((port) => isAsked(asked, port)).map(({ port }) => ({ ...named, port }))
      }),
  )
}

function isAsked({ port, protocol }: ZoneName, own: { readonly name: string; readonly protocol: string }): boolean {
  return (port === '' || port === own.name) && (protocol === '' || protocol === own.protocol.toLowerCase())
}

/** The name an endpoint has when nobody gave it one: `10-244-1-5`. */
function dashed(address: Address): string {
  return address.replace(/[.:]/g, '-')
}

/** The servers of the zone itself: the cluster DNS Service. */
function nameServerHits(cluster: Cluster, zone: string): readonly Hit[] {
  const own = `ns.dns.${zone}`
  const service = cluster.services.find((candidate) => qualifiedName(candidate) === 'kube-system/kube-dns')
  return (service?.clusterIPs ?? []).map((host) => ({ host, port: 53, own }))
}

/** The names of an address, for PTR: its Service's, else those of the endpoints that have it. */
export function namesOfAddress(cluster: Cluster, address: Address): readonly string[] {
  const zone = absolute(cluster.settings.dnsDomain)
  const service = cluster.services.find(({ clusterIPs }) => clusterIPs.includes(address))
  if (service) return [`${service.name}.${service.namespace}.svc.${zone}`]
  const names = (cluster.endpointSlices ?? []).flatMap((slice) =>
    slice.endpoints
      .filter((endpoint) => endpoint.ready && endpoint.address === address)
      .map(({ hostname }) => `${hostname ?? dashed(address)}.${slice.service}.${slice.namespace}.svc.${zone}`),
  )
  return [...new Set(names)]
}
