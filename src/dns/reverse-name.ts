import { type Address, parseAddress } from '../net/address.ts'
import { isWithin, labelsBefore } from './name.ts'

const ipv4 = 'in-addr.arpa.'
const ipv6 = 'ip6.arpa.'

export function isReverse(name: string): boolean {
  return isWithin(name, ipv4) || isWithin(name, ipv6)
}

/** The address a reverse name asks about: `10.0.96.10.in-addr.arpa.` is 10.96.0.10. Undefined for half an address. */
export function addressInReverse(name: string): Address | undefined {
  if (isWithin(name, ipv4)) return parseAddress(labelsBefore(name, ipv4).toReversed().join('.'))
  const nibbles = labelsBefore(name, ipv6).toReversed().join('')
  return nibbles.length === 32 ? parseAddress((nibbles.match(/.{4}/g) ?? []).join(':')) : undefined
}
