import { cidrBase, cidrLength } from '../net/cidr.ts'
import type { Packet } from '../net/packet.ts'
import type { Chain, Rule, Table } from './ruleset.ts'

/** Chains shorter than this are walked rule by rule, and so are the rules of one address. */
const worthIndexing = 16

/** Rules by what they demand of the destination; numbers are 0-based places in the chain, ascending. */
interface PortIndex {
  readonly byPort: ReadonlyMap<number, readonly number[]>
  /** Rules that demand no single port. */
  readonly rest: readonly number[]
}

/** The same for rules that name no host address, and those of each address that some rule names. */
interface ChainIndex extends PortIndex {
  /** Split by port where one address has many rules: a load balancer's may serve a whole cluster. */
  readonly byAddress: ReadonlyMap<string, readonly number[] | PortIndex>
}

/** Which rules of a chain a walk asks, as ascending 0-based places; undefined for all. */
export type Selection = (chain: Chain, packet: Packet) => readonly number[] | undefined

const indexes = new WeakMap<Chain, ChainIndex>()

/**
 * The rules that could match this packet: KUBE-SERVICES has a rule per Service port, and all but a few name another
 * address. Leaves out only rules whose `-d` host or `--dport` differs, and never one that draws a random number before
 * that is seen, so that walking these gives the same trace as walking all.
 */
export const candidates: Selection = (chain, packet) => {
  if (!isIndexed(chain)) return undefined
  const index = indexChain(chain)
  const { address, port } = packet.destination
  const named = index.byAddress.get(address)
  let places = index.rest
  if (port !== undefined) places = merge(places, index.byPort.get(port))
  if (named === undefined) return places
  if (!('rest' in named)) return merge(places, named)
  places = merge(places, named.rest)
  return port === undefined ? places : merge(places, named.byPort.get(port))
}

/** Whether a chain is long enough for an index to pay. */
export function isIndexed(chain: Chain): boolean {
  return chain.rules.length >= worthIndexing
}

const chainMaps = new WeakMap<Table, ReadonlyMap<string, Chain>>()

/** A table's chains by name: where a hook begins and a jump leads. Made when they are first asked for. */
export function chainsByName(table: Table): ReadonlyMap<string, Chain> {
  let chains = chainMaps.get(table)
  if (chains === undefined) {
    chains = new Map(table.chains.map((chain) => [chain.name, chain]))
    chainMaps.set(table, chains)
  }
  return chains
}

/** The chain's index, made when it is first asked for. */
export function indexChain(chain: Chain): ChainIndex {
  let index = indexes.get(chain)
  if (index === undefined) {
    index = buildIndex(chain.rules)
    indexes.set(chain, index)
  }
  return index
}

function buildIndex(rules: readonly Rule[]): ChainIndex {
  const byAddress = new Map<string, readonly number[] | PortIndex>()
  const elsewhere: number[] = []
  for (let place = 0; place < rules.length; place++) {
    const address = demandedAddress(rules[place] as Rule)
    if (address === undefined) elsewhere.push(place)
    else append(byAddress as Map<string, number[]>, address, place)
  }
  for (const [address, places] of byAddress as Map<string, number[]>) {
    if (places.length >= worthIndexing) byAddress.set(address, splitByPort(rules, places))
  }
  return { byAddress, ...splitByPort(rules, elsewhere) }
}

function splitByPort(rules: readonly Rule[], places: readonly number[]): PortIndex {
  const byPort = new Map<number, number[]>()
  const rest: number[] = []
  for (const place of places) {
    const port = demandedPort(rules[place] as Rule)
    if (port === undefined) rest.push(place)
    else append(byPort, port, place)
  }
  return { byPort, rest }
}

function append<K>(map: Map<K, number[]>, key: K, place: number): void {
  const list = map.get(key)
  if (list) list.push(place)
  else map.set(key, [place])
}

/** Two ascending lists as one. */
function merge(a: readonly number[], b: readonly number[] | undefined): readonly number[] {
  if (b === undefined || b.length === 0) return a
  if (a.length === 0) return b
  const merged: number[] = []
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const next = a[i] as number
    const other = b[j] as number
    if (next < other) {
      merged.push(next)
      i++
    } else {
      merged.push(other)
      j++
    }
  }
  while (i < a.length) merged.push(a[i++] as number)
  while (j < b.length) merged.push(b[j++] as number)
  return merged
}

/** The one address a rule's `-d` asks for, if it asks for one before it draws. */
function demandedAddress({ matches }: Rule): string | undefined {
  for (const match of matches) {
    if (match.type === 'statistic') return undefined
    if (match.type !== 'destination' || match.not) continue
    if (cidrLength(match.cidr) === (match.cidr.includes(':') ? 128 : 32)) return cidrBase(match.cidr)
  }
  return undefined
}

/** The one port a rule's `--dport` asks for, if it asks for one before it draws. */
function demandedPort({ matches }: Rule): number | undefined {
  for (const match of matches) {
    if (match.type === 'statistic') return undefined
    if (match.type !== 'ports' || !match.dport || match.dport.not) continue
    if (match.dport.from === match.dport.to) return match.dport.from
  }
  return undefined
}
