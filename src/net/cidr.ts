import { type Address, type Cidr, type Family, familyOf, fromBits, parseAddress, toBits } from './address.ts'

/** Reads `address/length` and clears the host bits (`1.2.3.4/28` is `1.2.3.0/28`); anything else gives undefined. */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.lastIndexOf('/')
  if (slash < 0) return undefined
  const base = parseAddress(text.slice(0, slash))
  const digits = text.slice(slash + 1)
  if (base === undefined || !/^\d{1,3}$/.test(digits)) return undefined
  const length = Number(digits)
  const width = familyOf(base) === 4 ? 32 : 128
  if (length > width) return undefined
  if (width === 32) {
    const bits = length === 0 ? 0 : (ipv4Bits(base) >> (32 - length)) << (32 - length)
    return `${bits >>> 24}.${(bits >>> 16) & 255}.${(bits >>> 8) & 255}.${bits & 255}/${length}` as Cidr
  }
  const hostBits = BigInt(width - length)
  return `${fromBits((toBits(base) >> hostBits) << hostBits, 6)}/${length}` as Cidr
}

/** For prefixes written in this program. Throws on a mistake. */
export function cidr(text: string): Cidr {
  const parsed = parseCidr(text)
  if (parsed === undefined) throw new Error(`not a prefix: ${text}`)
  return parsed
}

/** The prefix that holds this one address. */
export function hostCidr(address: Address): Cidr {
  return `${address}/${familyOf(address) === 4 ? 32 : 128}` as Cidr
}

export function cidrLength(prefix: Cidr): number {
  return Number(prefix.slice(prefix.lastIndexOf('/') + 1))
}

export function cidrBase(prefix: Cidr): Address {
  return prefix.slice(0, prefix.lastIndexOf('/')) as Address
}

export function cidrFamily(prefix: Cidr): Family {
  return prefix.includes(':') ? 6 : 4
}

/** True when the address lies inside; never for the other family. */
export function contains(prefix: Cidr, address: Address): boolean {
  const family = cidrFamily(prefix)
  if (family !== familyOf(address)) return false
  const length = cidrLength(prefix)
  if (family === 4) {
    if (length === 0) return true
    return (ipv4Bits(cidrBase(prefix)) ^ ipv4Bits(address)) >>> (32 - length) === 0
  }
  const shift = BigInt(128 - length)
  return toBits(cidrBase(prefix)) >> shift === toBits(address) >> shift
}

/** The address `offset` places after the prefix's base. */
export function addressAt(prefix: Cidr, offset: number | bigint): Address {
  const family = cidrFamily(prefix)
  if (family === 6) return fromBits(toBits(cidrBase(prefix)) + BigInt(offset), family)
  const bits = ipv4Bits(cidrBase(prefix)) + Number(offset)
  return `${(bits >>> 24) & 255}.${(bits >>> 16) & 255}.${(bits >>> 8) & 255}.${bits & 255}` as Address
}

/** How many addresses the prefix spans. */
export function cidrSize(prefix: Cidr): bigint {
  return 1n << BigInt((cidrFamily(prefix) === 4 ? 32 : 128) - cidrLength(prefix))
}

function ipv4Bits(address: string): number {
  let bits = 0
  let octet = 0
  for (let i = 0; i < address.length; i++) {
    const code = address.charCodeAt(i)
    if (code === 46) {
      bits = (bits << 8) | octet
      octet = 0
    } else octet = octet * 10 + (code - 48)
  }
  return (bits << 8) | octet
}
