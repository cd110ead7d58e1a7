import type { Cluster, Node } from '../cluster/cluster.ts'
import type { Address, Family } from '../net/address.ts'
import { cidrLength, contains } from '../net/cidr.ts'
import { interfaceAddresses, nodePortPrefixes } from './node-port-addresses.ts'

/**
 * The node's addresses that answer on node ports; undefined when all do. Unlike later, loopback counts like any other
 * address, and prefixes of the other family alone leave this one without any.
 */
export function oldNodePortAddresses(cluster: Cluster, node: Node, family: Family): readonly Address[] | undefined {
  const prefixes = nodePortPrefixes(cluster, node, family)
  if (prefixes.length === 0 || prefixes.some((prefix) => cidrLength(prefix) === 0)) return undefined
  return interfaceAddresses(node, family).filter((own) => prefixes.some((prefix) => contains(prefix, own)))
}
