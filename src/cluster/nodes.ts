import type { Manifest } from '../manifest/manifest.ts'
import type { Address, Cidr, Family } from '../net/address.ts'
import { addressAt, cidr } from '../net/cidr.ts'
import type { ClusterSettings, Node } from './cluster.ts'
import { map, text } from './fields.ts'
import { labNode } from './lab-node.ts'
import { internalAddresses, isReady, podNetworks } from './node-fields.ts'
import { mentionedNodes } from './written-slices.ts'

/** The LAN that assumed nodes stand on, per family. */
const assumedNetworks: Readonly<Record<Family, Cidr>> = { 4: cidr('192.168.0.0/24'), 6: cidr('2001:db8:192:168::/64') }

/**
 * The nodes: those of the text; or, when it has none, as many as it speaks of and at least two, named node1, node2 ….
 * A node without an address gets 192.168.0.10 + its place (and its like in IPv6), one without a Pod network the next free /24, or /64, of each
 * Pod range.
 */
export function resolveNodes(
  manifest: Manifest,
  { clusterCIDRs: podRanges, families }: Pick<ClusterSettings, 'clusterCIDRs' | 'families'>,
): readonly Node[] {
  const written = manifest.objects.filter((object) => object.kind === 'Node')
  const names = written.length > 0 ? written.map((object) => object.name) : assumedNames(manifest)
  const known = new Map(written.map((object) => [object.name, object]))
  for (const name of mentioned(manifest)) if (!names.includes(name)) names.push(name)
  const takenAddresses = new Set<Address>(written.flatMap(internalAddresses))
  const takenNetworks = new Set<Cidr>(written.flatMap(podNetworks))
  return names.map((name, place): Node => {
    const object = known.get(name)
    const addresses = object ? internalAddresses(object) : []
    const networks = object ? podNetworks(object) : []
    const zone = map(object?.value, 'metadata', 'labels')?.['topology.kubernetes.io/zone']
    return {
      name,
      index: place + 1,
      addresses:
        addresses.length > 0 ? addresses : families.map((family) => freeAddress(family, place, takenAddresses)),
      podCIDRs: networks.length > 0 ? networks : podRanges.flatMap((range) => freeNetwork(range, place, takenNetworks)),
      ...(zone ? { zone } : {}),
      labels: map(object?.value, 'metadata', 'labels') ?? {},
      ready: object === undefined || isReady(object),
      lab: labNode(manifest.lab, name),
      assumed: object === undefined,
    }
  })
}

/** node1 and node2, and as many more as the text names by that pattern. */
function assumedNames(manifest: Manifest): string[] {
  const numbers = mentioned(manifest).map((name) => Number(/^node(\d{1,2})$/.exec(name)?.[1] ?? 0))
  const count = Math.min(Math.max(2, ...numbers), 100)
  const others = mentioned(manifest).filter((name) => !/^node\d{1,2}$/.test(name))
  // Nodes with names of their own take the place of the assumed ones.
  if (others.length > 0 && numbers.every((number) => number === 0))
    return others.length > 1 ? [...others] : [...others, 'node2']
  return Array.from({ length: count }, (_, i) => `node${i + 1}`)
}

/** Node names that Pods, EndpointSlices, Endpoints and the Lab document use. */
function mentioned(manifest: Manifest): readonly string[] {
  const names = new Set<string>()
  for (const object of manifest.objects) {
    if (object.kind === 'Pod') names.add(text(object.value, 'spec', 'nodeName') ?? '')
    for (const name of mentionedNodes(object)) names.add(name)
  }
  for (const name of Object.keys(manifest.lab.nodes)) names.add(name)
  for (const asked of [manifest.lab.request.from, manifest.lab.request.to]) {
    const [name = ''] = (asked ?? '').split(':')
    if (/^node\d{1,2}$/.test(name)) names.add(name)
  }
  names.delete('')
  return [...names]
}

function freeAddress(family: Family, place: number, taken: Set<Address>): Address {
  const network = assumedNetworks[family]
  // Written the same way in both families: …::11 reads like .11.
  const at = (offset: number) => addressAt(network, family === 4 ? offset : Number.parseInt(String(offset), 16))
  let offset = 11 + place
  while (offset < 250 && taken.has(at(offset))) offset++
  const chosen = at(offset)
  taken.add(chosen)
  return chosen
}

/** The /24 with the node's own number, or the next free one; IPv6 ranges are cut into /64s. */
function freeNetwork(range: Cidr, place: number, taken: Set<Cidr>): readonly Cidr[] {
  const width = range.includes(':') ? 64n : 8n
  const length = range.includes(':') ? 64 : 24
  for (let number = place + 1; number < place + 300; number++) {
    const network = cidr(`${addressAt(range, BigInt(number) << width)}/${length}`)
    if (taken.has(network)) continue
    taken.add(network)
    return [network]
  }
  return []
}
