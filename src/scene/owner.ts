import { type Cluster, type Node, type Pod, qualifiedName } from '../cluster/cluster.ts'
import { podNamed } from '../cluster/find-pod.ts'
import { type Address, parseAddress } from '../net/address.ts'
import { addressAt, contains } from '../net/cidr.ts'
import { balancedAddresses, balancerAddresses, balancerHost } from '../network/balancer.ts'
import { lanOf } from '../network/lan.ts'
import type { Owner } from './scene.ts'

const nobody: Owner = { hue: 'outside', letter: 'X', shape: 'square', name: '' }

const books = new WeakMap<Cluster, ReadonlyMap<string, Owner>>()

/** Whose address this is: `addr`, `addr:port` or `[v6]:port`. An address nobody has belongs to the outside. */
export function ownerOfAddress(cluster: Cluster, socket: string): Owner {
  const bare = parseAddress(socket) ?? parseAddress(socket.replace(/^\[|\]?:\d+$/g, ''))
  if (bare === undefined) return nobody
  const known = bookOf(cluster).get(bare)
  if (known) return known
  const node = cluster.nodes.find((candidate) => candidate.podCIDRs.some((network) => contains(network, bare)))
  return node ? { ...nodeOwner(node.index, node.name), shape: 'round', name: '' } : nobody
}

/** The colours of a host of the network: `client`, `router`, a node, a Pod's `namespace/name`. */
export function ownerOfHost(cluster: Cluster, host: string): Owner {
  const node = cluster.nodes.find((candidate) => candidate.name === host)
  if (node) return nodeOwner(node.index, node.name)
  const pod = podNamed(cluster.pods, host)
  const podNode = pod && cluster.nodes.find((candidate) => candidate.name === pod.node)
  const owner = pod && podOwner(pod, podNode)
  if (owner) return owner
  if (host === balancerHost) return { hue: 'vip', letter: 'L', shape: 'square', name: host }
  if (host === 'router') return { hue: 'outside', letter: 'R', shape: 'square', name: 'router' }
  if (host === cluster.outside.dns.host) return { hue: 'dns', letter: 'D', shape: 'square', name: host }
  return host === cluster.outside.hosts[0]?.name ? clientOwner(host) : { ...nobody, name: host }
}

/** A Pod wears its node's colour; one without a node none of its own. */
function podOwner(pod: Pod, node: Node | undefined): Owner | undefined {
  return node && { ...nodeOwner(node.index, pod.name), shape: 'round' }
}

function bookOf(cluster: Cluster): ReadonlyMap<string, Owner> {
  let book = books.get(cluster)
  if (!book) {
    book = writeBook(cluster)
    books.set(cluster, book)
  }
  return book
}

function writeBook(cluster: Cluster): ReadonlyMap<string, Owner> {
  const book = new Map<Address, Owner>()
  for (const entry of cluster.outside.routerAddresses) own(book, entry, ownerOfHost(cluster, 'router'))
  for (const host of cluster.outside.hosts)
    for (const entry of host.addresses) own(book, entry, ownerOfHost(cluster, host.name))
  const { dns, servers } = cluster.outside
  book.set(dns.address, ownerOfHost(cluster, dns.host))
  for (const server of servers) book.set(server.address, ownerOfHost(cluster, server.name))
  const nodes = new Map(cluster.nodes.map((node) => [node.name, node]))
  for (const pod of cluster.pods) {
    if (pod.hostNetwork) continue
    const owner = podOwner(pod, nodes.get(pod.node)) ?? ownerOfHost(cluster, qualifiedName(pod))
    for (const address of pod.addresses) book.set(address, owner)
  }
  for (const service of cluster.services) {
    const dns = qualifiedName(service) === 'kube-system/kube-dns'
    const owner: Owner = { hue: dns ? 'dns' : 'vip', letter: dns ? 'D' : 'S', shape: 'flag', name: service.name }
    for (const address of [...service.clusterIPs, ...service.externalIPs]) book.set(address, owner)
    for (const { ip } of service.loadBalancer) book.set(ip, owner)
  }
  if (hasBalancer(cluster)) {
    for (const { address } of balancerAddresses(cluster, lanOf(cluster)))
      book.set(address, ownerOfHost(cluster, balancerHost))
  }
  for (const node of cluster.nodes) {
    const owner = nodeOwner(node.index, node.name)
    for (const address of node.addresses) book.set(address, owner)
    for (const network of node.podCIDRs) book.set(addressAt(network, 1), owner)
  }
  return book
}

/** Whether the provider's load balancer stands before this cluster. */
export function hasBalancer(cluster: Cluster): boolean {
  return cluster.services.some((service) => balancedAddresses(cluster, service).length > 0)
}

function own(book: Map<Address, Owner>, entry: string, owner: Owner): void {
  const address = parseAddress(entry.split('/')[0] ?? '')
  if (address) book.set(address, owner)
}

/** Eight hues; the number on the key is what tells in the end. */
function nodeOwner(index: number, name: string): Owner {
  return { hue: `n${((index - 1) % 8) + 1}`, letter: String(index), shape: 'square', name }
}

function clientOwner(name: string): Owner {
  return { hue: 'client', letter: 'C', shape: 'square', name }
}
