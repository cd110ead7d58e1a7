import type { Cluster } from '../cluster/cluster.ts'
import { type Address, type Cidr, familyOf, parseAddress } from '../net/address.ts'
import { addressAt, cidr, cidrFamily, contains, parseCidr } from '../net/cidr.ts'

/** An address on a network: `192.168.0.1` in `192.168.0.0/24`. */
export interface Attached {
  readonly address: Address
  readonly network: Cidr
}

/** The network the nodes stand on, and the router's addresses by network. */
export interface Lan {
  /** The router's addresses; those that share a network with a node are its LAN side. */
  readonly router: readonly Attached[]
  /** Network of each node address. */
  networkOf(address: Address): Cidr
  /** The router's addresses that nodes use as their gateways: one per family at most. */
  readonly gateways: readonly Address[]
}

/**
 * Nodes whose addresses lie in none of the router's networks (a paste from a real cluster) stand on the /24, or for
 * IPv6 the /64, around their own address, and the router gets that network's first free address.
 */
export function lanOf(cluster: Cluster): Lan {
  const router: Attached[] = cluster.outside.routerAddresses.flatMap(attach)
  const nodeAddresses = cluster.nodes.flatMap((node) => node.addresses)
  for (const address of nodeAddresses) {
    if (router.some((own) => contains(own.network, address))) continue
    const network = around(address)
    router.push({ address: freeAddress(network, nodeAddresses), network })
  }
  const networkOf = (address: Address) =>
    router.find((own) => contains(own.network, address))?.network ?? around(address)
  return { router, networkOf, gateways: gatewaysFor(nodeAddresses, router) }
}

/** Per family, the router's address in the network of the first of these addresses that shares one with it. */
export function gatewaysFor(addresses: readonly Address[], router: readonly Attached[]): readonly Address[] {
  return ([4, 6] as const).flatMap((family) => {
    const own = router.find(
      ({ network }) => cidrFamily(network) === family && addresses.some((a) => contains(network, a)),
    )
    return own ? [own.address] : []
  })
}

/** Reads `address/length`; what is not one gives nothing. */
export function attach(text: string): readonly Attached[] {
  const network = parseCidr(text)
  const address = parseAddress(text.split('/')[0] ?? '')
  return network && address ? [{ address, network }] : []
}

function around(address: Address): Cidr {
  return parseCidr(`${address}/${familyOf(address) === 4 ? 24 : 64}`) ?? cidr('0.0.0.0/0')
}

function freeAddress(network: Cidr, taken: readonly Address[]): Address {
  let offset = 1
  while (taken.includes(addressAt(network, offset))) offset++
  return addressAt(network, offset)
}
