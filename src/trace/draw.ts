import type { Address } from '../net/address.ts'
import type { Rule, Ruleset } from '../netfilter/ruleset.ts'
import type { Choice } from './flow.ts'
import { chainsLeadingTo, homeOf, leads } from './leading.ts'
import type { Random } from './random.ts'

/** Settles one `statistic` match, or without a rule one step of choosing a next hop. `threshold` is out of 2^31. */
export type Draw = (rule: Rule | undefined, threshold: number, rulesets: readonly Ruleset[]) => boolean

/**
 * Draws with the seed, except that a picked Pod is led to wherever rules can: a rule that leads to it hits, and the
 * others of its chain miss. `elsewhere` settles what is drawn where no rule knows the picked Pod: next hops, and the
 * rules of other hosts; without it these are drawn with the seed too.
 */
export function drawFor(choice: Choice, random: Random, elsewhere?: Draw): Draw {
  const picked = new Set<Address>(choice.pickAddresses ?? [])
  return (rule, threshold, rulesets) => {
    const free = random() * 2 ** 31 < threshold
    if (picked.size === 0) return free
    const known = rule && rulesets.some(({ tables }) => tables.some((each) => chainsLeadingTo(each, picked).size > 0))
    if (!known) return elsewhere ? elsewhere(rule, threshold, rulesets) : free
    const table = rulesets.flatMap(({ tables }) => tables).find((each) => homeOf(each, rule) !== undefined)
    if (!table) return free
    const leading = chainsLeadingTo(table, picked)
    if (leads(rule, leading, picked)) return true
    // A chain that leads there by another rule is not left by this one.
    const chain = homeOf(table, rule)
    return chain !== undefined && leading.has(chain.name) ? false : free
  }
}
