import { type Address, type Cidr, parseAddress } from '../net/address.ts'
import { addressAt, cidrFamily, cidrSize, contains } from '../net/cidr.ts'
import type { ClusterSettings } from './cluster.ts'

/** What is taken, cluster-wide, and what some document of the text asks for and nobody shall be given unasked. */
export interface Pools {
  readonly addresses: Set<Address>
  /** One pool of node ports serves all protocols and Services. */
  readonly nodePorts: Set<number>
  readonly reservedAddresses: ReadonlySet<Address>
  readonly reservedNodePorts: ReadonlySet<number>
}

/** Words of an allocator's refusal; undefined when the value is now taken. */
export type Refusal = string | undefined

/** One request's allocations: they count for the request at once and for everybody else only once committed. */
export class Allocation {
  private readonly addresses = new Set<Address>()
  private readonly nodePorts = new Set<number>()
  private readonly settings: ClusterSettings
  private readonly pools: Pools

  constructor(settings: ClusterSettings, pools: Pools) {
    this.settings = settings
    this.pools = pools
  }

  /** Takes an address that was asked for; it may lie in either band of its range. */
  takeAddress(text: string): Refusal {
    const address = parseAddress(text)
    const range = address && this.settings.serviceCIDRs.find((candidate) => contains(candidate, address))
    if (!address || !range) return 'the provided network does not match the current range'
    if (isEdge(range, address)) return `provided IP ${address} is not in the valid range`
    if (this.isTaken(address)) return 'provided IP is already allocated'
    this.addresses.add(address)
    return undefined
  }

  /**
   * An address for a name: the same name gets the same address in the same range unless that is taken, so that pictures,
   * links and lessons stay as they are. From the upper band first, as the real allocator does; undefined when all are taken.
   */
  nextAddress(range: Cidr, name: string): Address | undefined {
    const size = cidrSize(range)
    const usable = Number(size > 2n ** 24n ? 2n ** 24n : size) - (cidrFamily(range) === 4 ? 2 : 1)
    const offset = bandOffset(usable + 2, 16, 16, 256)
    const taken = (address: Address) => this.isTaken(address) || this.pools.reservedAddresses.has(address)
    const pick = probe(name, offset + 1, usable, (n) => taken(addressAt(range, n)))
    if (pick === undefined) return undefined
    const chosen = addressAt(range, pick)
    this.addresses.add(chosen)
    return chosen
  }

  /** Takes a node port that was asked for. */
  takeNodePort(port: number): Refusal {
    const { from, to } = this.settings.nodePortRange
    if (port < from || port > to)
      return `provided port is not in the valid range. The range of valid ports is ${from}-${to}`
    if (this.pools.nodePorts.has(port) || this.nodePorts.has(port)) return 'provided port is already allocated'
    this.nodePorts.add(port)
    return undefined
  }

  /** A node port for a name, as `nextAddress` chooses. */
  nextNodePort(name: string): number | undefined {
    const { from, to } = this.settings.nodePortRange
    const { nodePorts, reservedNodePorts } = this.pools
    const taken = (port: number) => nodePorts.has(port) || this.nodePorts.has(port) || reservedNodePorts.has(port)
    const size = to - from + 1
    const pick = probe(name, bandOffset(size, 32, 16, 128) + 1, size, (n) => taken(from + n - 1))
    if (pick === undefined) return undefined
    this.nodePorts.add(from + pick - 1)
    return from + pick - 1
  }

  /** Makes the allocations of this request everybody's. */
  commit(): void {
    for (const address of this.addresses) this.pools.addresses.add(address)
    for (const port of this.nodePorts) this.pools.nodePorts.add(port)
  }

  private isTaken(address: Address): boolean {
    return this.addresses.has(address) || this.pools.addresses.has(address)
  }
}

/** The network itself, and in IPv4 its broadcast address, are nobody's. */
function isEdge(range: Cidr, address: Address): boolean {
  if (address === addressAt(range, 0)) return true
  return cidrFamily(range) === 4 && address === addressAt(range, cidrSize(range) - 1n)
}

/**
 * Where dynamic picks begin: the lower band is left for those who choose their own (min(max(least, size/divisor), most)
 * of the range, Kubernetes' portallocator and ipallocator calculateRangeOffset).
 */
function bandOffset(size: number, divisor: number, least: number, most: number): number {
  return Math.min(Math.max(least, Math.floor(size / divisor)), most)
}

/** The first free number from the name's own place on, in first … last, then in 1 … first. Numbers are 1-based. */
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
