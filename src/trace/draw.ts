import type { Address } from '../net/address.ts'
import { chainsByName } from '../netfilter/chain-index.ts'
import type { Chain, Rule, Ruleset, Table } from '../netfilter/ruleset.ts'
import type { Choice } from './flow.ts'
import type { Random } from './random.ts'

/** Settles one `statistic` match, or without a rule one step of choosing a next hop. `threshold` is out of 2^31. */
export type Draw = (rule: Rule | undefined, threshold: number, rulesets: readonly Ruleset[]) => boolean

/**
 * Draws with the seed, except that a picked Pod is led to wherever rules can: its own rule hits, and the rules of
 * other endpoints before it miss. Where the picked Pod cannot be reached the draw is free.
 */
export function drawFor(choice: Choice, random: Random): Draw {
  const picked = new Set<Address>(choice.pickAddresses ?? [])
  const leading = new Map<Chain, boolean>()
  return (rule, threshold, rulesets) => {
    const free = random() * 2 ** 31 < threshold
    if (picked.size === 0 || !rule) return free
    const found = findChain(rulesets, rule)
    if (!found) return free
    const { table, chain } = found
    if (leadsTo(table, rule, picked)) return true
    let another = leading.get(chain)
    if (another === undefined) {
      another = chain.rules.some((other) => leadsTo(table, other, picked))
      leading.set(chain, another)
    }
    return another ? false : free
  }
}

const homes = new WeakMap<Table, ReadonlyMap<Rule, Chain>>()

function findChain(rulesets: readonly Ruleset[], rule: Rule): { table: Table; chain: Chain } | undefined {
  for (const ruleset of rulesets) {
    for (const table of ruleset.tables) {
      const chain = homeOf(table).get(rule)
      if (chain) return { table, chain }
    }
  }
  return undefined
}

function homeOf(table: Table): ReadonlyMap<Rule, Chain> {
  let home = homes.get(table)
  if (home === undefined) {
    home = new Map(table.chains.flatMap((chain) => chain.rules.map((rule) => [rule, chain] as const)))
    homes.set(table, home)
  }
  return home
}

/** Whether a rule jumps to a chain that rewrites the destination to one of these addresses. */
function leadsTo(table: Table, rule: Rule, addresses: ReadonlySet<Address>): boolean {
  const { target } = rule
  if (target?.type === 'DNAT') return addresses.has(target.to.address)
  if (target?.type !== 'jump' && target?.type !== 'goto') return false
  const callee = chainsByName(table).get(target.chain)
  return callee?.rules.some((r) => r.target?.type === 'DNAT' && addresses.has(r.target.to.address)) ?? false
}
