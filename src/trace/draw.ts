import type { Address } from '../net/address.ts'
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
  return (rule, threshold, rulesets) => {
    const free = random() * 2 ** 31 < threshold
    if (picked.size === 0 || !rule) return free
    const found = findChain(rulesets, rule)
    if (!found) return free
    const { table, chain } = found
    if (leadsTo(table, rule, picked)) return true
    return chain.rules.some((other) => other !== rule && leadsTo(table, other, picked)) ? false : free
  }
}

function findChain(rulesets: readonly Ruleset[], rule: Rule): { table: Table; chain: Chain } | undefined {
  for (const ruleset of rulesets) {
    for (const table of ruleset.tables) {
      const chain = table.chains.find((candidate) => candidate.rules.includes(rule))
      if (chain) return { table, chain }
    }
  }
  return undefined
}

/** Whether a rule jumps to a chain that rewrites the destination to one of these addresses. */
function leadsTo(table: Table, rule: Rule, addresses: ReadonlySet<Address>): boolean {
  const { target } = rule
  if (target?.type === 'DNAT') return addresses.has(target.to.address)
  if (target?.type !== 'jump' && target?.type !== 'goto') return false
  const callee = table.chains.find((chain) => chain.name === target.chain)
  return callee?.rules.some((r) => r.target?.type === 'DNAT' && addresses.has(r.target.to.address)) ?? false
}
