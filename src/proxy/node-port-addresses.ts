import type { Cluster, Node } from '../cluster/cluster.ts'
import { type Address, address, type Cidr, type Family, familyOf, parseAddress } from '../net/address.ts'
import { addressAt, cidrFamily, cidrLength, contains, hostCidr } from '../net/cidr.ts'

/** Where a node answers on node ports. */
export interface NodePortScope {
  /** The node's own addresses that count; absent when all do (`--nodeport-addresses` is not given). */
  readonly addresses?: readonly Address[]
  /** Whether 127.0.0.1 counts. Never for IPv6: the kernel has no route_localnet for it. */
  readonly localhost: boolean
}

const loopback = { 4: address('127.0.0.1'), 6: address('::1') } as const

/** What `nodePortAddresses` and `localhostNodePorts` come to on one node. */
export function nodePortScope(cluster: Cluster, node: Node, family: Family): NodePortScope {
  const { localhostNodePorts } = cluster.settings.kubeProxy
  const prefixes = nodePortPrefixes(cluster, node, family).filter((prefix) => cidrFamily(prefix) === family)
  if (prefixes.length === 0 || prefixes.some((prefix) => cidrLength(prefix) === 0)) {
    return { localhost: family === 4 && localhostNodePorts }
  }
  // kube-proxy switches localhost node ports off when its addresses do not cover them.
  const covered = prefixes.some((prefix) => contains(prefix, loopback[4]) || prefix.startsWith('127.'))
  const localhost = family === 4 && localhostNodePorts && covered
  const addresses = interfaceAddresses(node, family)
    .filter((own) => localhost || own !== loopback[family])
    .filter((own) => prefixes.some((prefix) => contains(prefix, own)))
  return { addresses, localhost }
}

/** `nodePortAddresses` with the node's first address of the family for the word `primary`. */
export function nodePortPrefixes(cluster: Cluster, node: Node, family: Family): readonly Cidr[] {
  const { nodePortAddresses, nodePortAddressesPrimary } = cluster.settings.kubeProxy
  const primary = node.addresses.find((own) => familyOf(own) === family)
  return nodePortAddressesPrimary && primary ? [...nodePortAddresses, hostCidr(primary)] : nodePortAddresses
}

/** Every address of the node's interfaces: lo, eth0 with what the Lab adds to it, and the Pods' bridge. */
export function interfaceAddresses(node: Node, family: Family): readonly Address[] {
  const lab = (node.lab.addresses ?? []).map((text) => parseAddress(text.split('/')[0] ?? ''))
  const bridges = node.podCIDRs.map((prefix) => addressAt(prefix, 1))
  const all = [loopback[family], ...node.addresses, ...lab, ...bridges]
  return [...new Set(all.filter((own) => own !== undefined && familyOf(own) === family) as Address[])]
}
