import { cidrBase, cidrLength } from '../net/cidr.ts'
import type { Packet } from '../net/packet.ts'
import type { Chain, Match, Rule } from './ruleset.ts'

/** Chains shorter than this are walked rule by rule. */
const worthIndexing = 16

/** Rules of one chain by what they demand of the destination; numbers are 0-based places in the chain. */
interface ChainIndex {
  readonly byAddress: ReadonlyMap<string, readonly number[]>
  readonly byPort: ReadonlyMap<number, readonly number[]>
  /** Rules that demand neither one address nor one port. */
  readonly rest: readonly number[]
}

const indexes = new WeakMap<Chain, ChainIndex>()

/**
 * 0-based places of the rules that could match this packet, in order: KUBE-SERVICES has a rule per Service port, and
 * all but a few name another address. Leaves out only rules whose `-d` host or `--dport` differs, so that walking
 * these gives the same trace as walking all.
 */
export function candidates(chain: Chain, packet: Packet): readonly number[] | undefined {
  if (chain.rules.length < worthIndexing) return undefined
  let index = indexes.get(chain)
  if (index === undefined) {
    index = buildIndex(chain)
    indexes.set(chain, index)
  }
  const lists = [index.rest, index.byAddress.get(packet.destination.address) ?? []]
  if (packet.destination.port !== undefined) lists.push(index.byPort.get(packet.destination.port) ?? [])
  const found = lists.filter((list) => list.length > 0)
  return found.length === 1 && found[0] ? found[0] : found.flat().sort((a, b) => a - b)
}

function buildIndex(chain: Chain): ChainIndex {
  const byAddress = new Map<string, number[]>()
  const byPort = new Map<number, number[]>()
  const rest: number[] = []
  for (const [place, rule] of chain.rules.entries()) {
    const address = demandedAddress(rule)
    const port = address === undefined ? demandedPort(rule) : undefined
    if (address !== undefined) append(byAddress, address, place)
    else if (port !== undefined) append(byPort, port, place)
    else rest.push(place)
  }
  return { byAddress, byPort, rest }
}

function append<K>(map: Map<K, number[]>, key: K, place: number): void {
  const list = map.get(key)
  if (list) list.push(place)
  else map.set(key, [place])
}

function demandedAddress(rule: Rule): string | undefined {
  for (const match of rule.matches) {
    if (match.type === 'destination' && !match.not && isHost(match)) return cidrBase(match.cidr)
  }
  return undefined
}

function isHost(match: Extract<Match, { type: 'destination' | 'source' }>): boolean {
  return cidrLength(match.cidr) === (match.cidr.includes(':') ? 128 : 32)
}

function demandedPort(rule: Rule): number | undefined {
  for (const match of rule.matches) {
    if (match.type === 'ports' && match.dport && !match.dport.not && match.dport.from === match.dport.to) {
      return match.dport.from
    }
  }
  return undefined
}
