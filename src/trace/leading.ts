import type { Address } from '../net/address.ts'
import type { Chain, Rule, Table } from '../netfilter/ruleset.ts'

/** A table is read-only, so what is known of it stays true. */
const homes = new WeakMap<Table, ReadonlyMap<Rule, Chain>>()
const known = new WeakMap<Table, Map<string, ReadonlySet<string>>>()

/** The chain a rule of the table is in; undefined for a rule of another table. */
export function homeOf(table: Table, rule: Rule): Chain | undefined {
  let home = homes.get(table)
  if (home === undefined) {
    home = new Map(table.chains.flatMap((chain) => chain.rules.map((each) => [each, chain] as const)))
    homes.set(table, home)
  }
  return home.get(rule)
}

/** The chains in which some rule leads to one of these addresses, by itself or through the chains it jumps to. */
export function chainsLeadingTo(table: Table, addresses: ReadonlySet<Address>): ReadonlySet<string> {
  const key = [...addresses].join()
  let ofTable = known.get(table)
  if (ofTable === undefined) {
    ofTable = new Map()
    known.set(table, ofTable)
  }
  let leading = ofTable.get(key)
  if (leading === undefined) {
    leading = findLeading(table, addresses)
    ofTable.set(key, leading)
  }
  return leading
}

/** Whether a rule rewrites the destination to one of these addresses, or jumps to a chain that leads to them. */
export function leads(rule: Rule, leading: ReadonlySet<string>, addresses: ReadonlySet<Address>): boolean {
  const { target } = rule
  if (target?.type === 'DNAT') return addresses.has(target.to.address)
  return (target?.type === 'jump' || target?.type === 'goto') && leading.has(target.chain)
}

function findLeading(table: Table, addresses: ReadonlySet<Address>): ReadonlySet<string> {
  const callers = new Map<string, string[]>()
  const found: string[] = []
  for (const { name, rules } of table.chains) {
    let itself = false
    for (const { target } of rules) {
      if (target?.type === 'DNAT') itself ||= addresses.has(target.to.address)
      if (target?.type !== 'jump' && target?.type !== 'goto') continue
      const calling = callers.get(target.chain)
      if (calling) calling.push(name)
      else callers.set(target.chain, [name])
    }
    if (itself) found.push(name)
  }
  const leading = new Set(found)
  for (let name = found.pop(); name !== undefined; name = found.pop()) {
    for (const caller of callers.get(name) ?? []) {
      if (leading.has(caller)) continue
      leading.add(caller)
      found.push(caller)
    }
  }
  return leading
}
