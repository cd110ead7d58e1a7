import ipaddr from 'ipaddr.js'

declare const brand: unique symbol
type Brand<T, Name extends string> = T & { readonly [brand]: Name }

/** An IP address in canonical text form (IPv4 dotted decimal, IPv6 as RFC 5952 writes it). */
export type Address = Brand<string, 'Address'>
/** A prefix in canonical text form, host bits cleared: `10.244.0.0/16`. */
export type Cidr = Brand<string, 'Cidr'>
/** IP version, as kube-proxy counts families. */
export type Family = 4 | 6

/**
 * Reads an address. Leading zeros of IPv4 octets are decimal, as Kubernetes reads them (`080.011.012.010` is
 * 80.11.12.10). Anything else that is not one address gives undefined.
 */
export function parseAddress(text: string): Address | undefined {
  // By far the most addresses are written as they come out; a dump has tens of thousands.
  if (plainIPv4End(text) === text.length) return text as Address
  const octets = /^(\d{1,10})\.(\d{1,10})\.(\d{1,10})\.(\d{1,10})$/.exec(text)
  if (octets) {
    const numbers = octets.slice(1).map(Number)
    return numbers.every((n) => n <= 255) ? (numbers.join('.') as Address) : undefined
  }
  if (!text.includes(':') || !ipaddr.IPv6.isValid(text) || text.includes('%')) return undefined
  const v6 = ipaddr.IPv6.parse(text)
  return (v6.isIPv4MappedAddress() ? v6.toIPv4Address().toString() : v6.toRFC5952String()) as Address
}

/** For addresses written in this program; text from outside goes through `parseAddress`. Throws on a mistake. */
export function address(text: string): Address {
  const parsed = parseAddress(text)
  if (parsed === undefined) throw new Error(`not an address: ${text}`)
  return parsed
}

/** Where the dotted decimal without leading zeros that a text begins with ends; -1 when it begins with none. */
export function plainIPv4End(text: string): number {
  let octet = -1
  let dots = 0
  let i = 0
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 48 && code <= 57) {
      if (octet === 0) return -1
      octet = octet < 0 ? code - 48 : octet * 10 + code - 48
      if (octet > 255) return -1
    } else if (code === 46 && octet >= 0 && dots < 3) {
      dots++
      octet = -1
    } else break
  }
  return dots === 3 && octet >= 0 ? i : -1
}

export function familyOf(address: Address): Family {
  return address.includes(':') ? 6 : 4
}

/** The address as a number: 32 or 128 bits. */
export function toBits(address: Address): bigint {
  let bits = 0n
  for (const byte of ipaddr.parse(address).toByteArray()) bits = (bits << 8n) | BigInt(byte)
  return bits
}

/** The inverse of `toBits`. Bits beyond the family's width are an error of the caller. */
export function fromBits(bits: bigint, family: Family): Address {
  const bytes: number[] = []
  for (let i = family === 4 ? 3 : 15; i >= 0; i--) bytes.push(Number((bits >> BigInt(8 * i)) & 0xffn))
  const parsed = ipaddr.fromByteArray(bytes)
  return (parsed.kind() === 'ipv6' ? (parsed as ipaddr.IPv6).toRFC5952String() : parsed.toString()) as Address
}
