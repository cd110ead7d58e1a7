import type { LabRecord, Manifest } from '../manifest/manifest.ts'
import { type Address, address, parseAddress } from '../net/address.ts'
import { addressAt, cidr } from '../net/cidr.ts'
import type { Outside, OutsideDns, Service } from './cluster.ts'

const assumedServer = address('198.51.100.2')
/** Servers that are assumed to be behind external names get addresses from here up. */
const assumedServers = { network: cidr('198.51.100.0/24'), from: 53, to: 254 } as const

/** The address of the outside world's name server. */
export function nameServerAddress(manifest: Manifest): Address {
  return parseAddress(manifest.lab.dns?.server ?? '') ?? assumedServer
}

/**
 * The outside name server and what it knows. A text that says nothing of records gets one, and a server, for each
 * externalName that leads out of the cluster; a text that lists records means just those.
 */
export function outsideDns(
  manifest: Manifest,
  services: readonly Service[],
  dnsDomain: string,
): { readonly dns: OutsideDns; readonly servers: Outside['servers'] } {
  const { hosts, dns } = manifest.lab
  const own = nameServerAddress(manifest)
  const hostAddresses = hosts.map((host) => ({ name: host.name, addresses: host.addresses.map(bare) }))
  const taken = new Set([own, ...hostAddresses.flatMap((host) => host.addresses)])
  const host =
    hostAddresses.find(({ addresses }) => addresses.includes(own))?.name ??
    (hosts.some(({ name }) => name === 'dns') ? 'outside-dns' : 'dns')
  if (dns?.records) return { dns: { host, address: own, records: dns.records }, servers: [] }
  const servers: { name: string; address: Address }[] = []
  let offset: number = assumedServers.from
  for (const name of externalNames(services, dnsDomain)) {
    while (taken.has(addressAt(assumedServers.network, offset))) offset++
    if (offset > assumedServers.to) break
    servers.push({ name, address: addressAt(assumedServers.network, offset++) })
  }
  const records = servers.map(({ name, address: value }): LabRecord => ({ name, type: 'A', value }))
  return { dns: { host, address: own, records }, servers }
}

/** The names outside the cluster that Services stand for, each once. */
function externalNames(services: readonly Service[], dnsDomain: string): readonly string[] {
  const names = services.flatMap(({ externalName }) => externalName?.replace(/\.$/, '').toLowerCase() ?? [])
  const inside = (name: string) => name === dnsDomain || name.endsWith(`.${dnsDomain}`)
  return [...new Set(names)].filter((name) => !inside(name) && parseAddress(name) === undefined)
}

function bare(entry: string): string {
  return entry.split('/')[0] ?? ''
}
