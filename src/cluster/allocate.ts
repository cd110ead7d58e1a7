import { type Address, type Cidr, familyOf } from '../net/address.ts'
import { addressAt, cidrSize } from '../net/cidr.ts'

/** What is taken, cluster-wide. One pool of node ports serves all protocols and Services. */
export interface Pools {
  readonly addresses: Set<Address>
  readonly nodePorts: Set<number>
}

/**
 * Where dynamic picks begin: the lower band is left for those who choose their own (min(max(least, size/divisor), most)
 * of the range, Kubernetes' portallocator and ipallocator calculateRangeOffset).
 */
function bandOffset(size: number, divisor: number, least: number, most: number): number {
  return Math.min(Math.max(least, Math.floor(size / divisor)), most)
}

/**
 * A clusterIP for a name: the same name gets the same address in the same range unless that is taken, so that pictures,
 * links and lessons stay as they are. From the upper band first, as the real allocator does; undefined when all are taken.
 */
export function allocateClusterIP(range: Cidr, name: string, pools: Pools): Address | undefined {
  const size = cidrSize(range)
  const usable = Number(size > 2n ** 24n ? 2n ** 24n : size) - (familyOf(addressAt(range, 0)) === 4 ? 2 : 1)
  const offset = bandOffset(usable + 2, 16, 16, 256)
  const pick = probe(name, offset, usable, (n) => pools.addresses.has(addressAt(range, n)))
  if (pick === undefined) return undefined
  const chosen = addressAt(range, pick)
  pools.addresses.add(chosen)
  return chosen
}

/** A node port for a name, likewise. */
export function allocateNodePort(range: { from: number; to: number }, name: string, pools: Pools): number | undefined {
  const size = range.to - range.from + 1
  const offset = bandOffset(size, 32, 16, 128)
  const pick = probe(name, offset + 1, size, (n) => pools.nodePorts.has(range.from + n - 1))
  if (pick === undefined) return undefined
  const chosen = range.from + pick - 1
  pools.nodePorts.add(chosen)
  return chosen
}

/** The first free number from the name's own place on, in first+… to last, then in 1 … first. Numbers are 1-based. */
function probe(name: string, first: number, last: number, taken: (n: number) => boolean): number | undefined {
  const upper = last - first + 1
  if (upper > 0) {
    const start = hash(name) % upper
    for (let i = 0; i < upper; i++) {
      const n = first + ((start + i) % upper)
      if (!taken(n)) return n
    }
  }
  for (let n = 1; n < first && n <= last; n++) if (!taken(n)) return n
  return undefined
}

/** FNV-1a, 32 bits: spreads similar names well and is the same everywhere. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    value ^= text.charCodeAt(i)
    value = Math.imul(value, 0x01000193)
  }
  return value >>> 0
}
