import { type Address, type Cidr, familyOf, parseAddress, plainIPv4End, toBits } from '../net/address.ts'
import { parseCidr } from '../net/cidr.ts'

/**
 * Reads what `-s` and `-d` take: an address, `address/length` or `address/netmask`. Host bits are cleared. Host names,
 * masks with holes and octets with leading zeros (which iptables hands to the resolver) give undefined.
 */
export function parsePrefix(word: string): Cidr | undefined {
  const end = plainIPv4End(word)
  if (end === word.length) return `${word}/32` as Cidr
  if (end === word.length - 3 && word.endsWith('/32')) return word as Cidr
  if (/(^|\.)0\d/.test(word)) return undefined
  const slash = word.indexOf('/')
  if (slash < 0) {
    const address = parseIPv6(word)
    return address && (`${address}/128` as Cidr)
  }
  const written = word.slice(0, slash)
  // `10/8` is 10.0.0.0/8, as inet_net_pton has it.
  const base = /^\d+(\.\d+){0,2}$/.test(written) ? `${written}${'.0'.repeat(4 - written.split('.').length)}` : written
  const mask = word.slice(slash + 1)
  const address = base.includes(':') ? parseIPv6(base) : parseAddress(base)
  if (address === undefined) return undefined
  const length = /^\d{1,3}$/.test(mask) ? mask : maskLength(mask, address)
  return length === undefined ? undefined : parseCidr(`${address}/${length}`)
}

/** Length of a netmask in dotted (or colon) form; undefined when its ones are not all in front. */
function maskLength(mask: string, address: Address): number | undefined {
  const parsed = parseAddress(mask)
  const family = familyOf(address)
  if (parsed === undefined || familyOf(parsed) !== family) return undefined
  const width = family === 4 ? 32 : 128
  const inverse = toBits(parsed) ^ ((1n << BigInt(width)) - 1n)
  if ((inverse & (inverse + 1n)) !== 0n) return undefined
  return width - (inverse === 0n ? 0 : inverse.toString(2).length)
}

/** IPv4 addresses inside IPv6 are written differently by ip6tables and here, so that those are left as they are. */
function parseIPv6(word: string): Address | undefined {
  if (!word.includes(':') || word.includes('.')) return undefined
  const address = parseAddress(word)
  return address !== undefined && familyOf(address) === 6 ? address : undefined
}
