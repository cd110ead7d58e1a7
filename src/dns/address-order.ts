import { type Address, type Cidr, familyOf, toBits } from '../net/address.ts'
import { contains } from '../net/cidr.ts'
import type { Library } from './candidates.ts'

/** A sender's own address and the network it stands in. */
export interface OwnAddress {
  readonly address: Address
  readonly network: Cidr
}

/**
 * The order in which a program is told the addresses: of families the sender has first. Among these IPv6 comes before
 * IPv4, but in musl's table not with unique local addresses. glibc puts IPv4 addresses of the sender's own subnet first,
 * the longest common prefix foremost (RFC 6724 rule 9, measured). All others stay as they came.
 */
export function inOrder(
  addresses: readonly Address[],
  own: readonly OwnAddress[],
  library: Library,
): readonly Address[] {
  const usable = (address: Address) => Number(own.some((mine) => familyOf(mine.address) === familyOf(address)))
  return addresses.toSorted(
    (a, b) =>
      usable(b) - usable(a) ||
      precedence(b, library) - precedence(a, library) ||
      nearness(b, own, library) - nearness(a, own, library),
  )
}

/** Of the two libraries' tables what tells the families apart. */
function precedence(address: Address, library: Library): number {
  if (familyOf(address) === 4) return library === 'musl' ? 35 : 10
  return library === 'musl' && /^f[cd]/.test(address) ? 3 : 40
}

/** Bits in common with the sender's address in the same subnet. */
function nearness(address: Address, own: readonly OwnAddress[], library: Library): number {
  const mine = own.find(({ network }) => contains(network, address))
  if (!mine || library === 'musl' || familyOf(address) === 6) return 0
  return 32 - (toBits(mine.address) ^ toBits(address)).toString(2).length
}
