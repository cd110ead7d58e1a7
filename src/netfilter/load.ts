import type { Family } from '../net/address.ts'
import type { RestoreDocument, RestoreTable } from './document.ts'
import { baseChains, saveOrder } from './hook.ts'
import { RuleParser } from './parse-rule.ts'
import type { Chain, Policy, Rule, Ruleset, Table } from './ruleset.ts'
import { sortNames } from './sort-names.ts'

/** What the kernel holds after iptables-restore has read this document, its rules and chains in iptables-save order. */
export function loadDocument(document: RestoreDocument): Ruleset {
  // A document's lines are checked where they are written; one that iptables would refuse is kept as text.
  const parser = new RuleParser(document.family, () => {})
  return assembleRuleset(
    document.family,
    document.tables.map((table) => loadTable(table, parser, document.family)),
  )
}

interface ReadLine {
  readonly origin: string | undefined
  readonly rules: readonly Rule[]
}

/**
 * What the lines of the tables loaded last came to. The documents of two nodes, and those before and after a key is
 * pressed, differ in few lines.
 */
const lastLines = new Map<string, ReadonlyMap<string, ReadLine>>()

function loadTable(table: RestoreTable, parser: RuleParser, family: Family): Table {
  const kind = `${family} ${table.name}`
  const known = lastLines.get(kind)
  const lines = new Map<string, ReadLine>()
  const chains = new Map<string, Rule[]>()
  const policies = new Map<string, Policy>()
  for (const chain of table.chains) {
    chains.set(chain.name, [])
    if (chain.policy) policies.set(chain.name, chain.policy)
  }
  for (const { text, origin } of table.rules) {
    if (!text.startsWith('-A ')) throw new Error(`not an appended rule: ${text}`)
    const space = text.indexOf(' ', 3)
    const nameEnd = space < 0 ? text.length : space
    const name = text.slice(3, nameEnd)
    let rules = chains.get(name)
    if (rules === undefined) {
      rules = []
      chains.set(name, rules)
    }
    const before = known?.get(text)
    // A line that comes twice is two rules.
    if (before && before.origin === origin && !lines.has(text)) {
      for (const rule of before.rules) rules.push(rule)
      lines.set(text, before)
      continue
    }
    const from = rules.length
    parser.parse(text, nameEnd, text.length, rules, origin)
    if (!lines.has(text)) lines.set(text, { origin, rules: rules.slice(from) })
  }
  lastLines.set(kind, lines)
  return assembleTable(table.name, chains, policies)
}

/** A ruleset with its tables as iptables-save lists them. */
export function assembleRuleset(family: Family, tables: readonly Table[]): Ruleset {
  return { family, tables: tables.toSorted((a, b) => saveOrder.indexOf(a.name) - saveOrder.indexOf(b.name)) }
}

/**
 * A table with its chains as iptables-save lists them: base chains by hook, then the others by name, bytewise; or, when
 * they are in order already, as they come. All base chains are there, with policy ACCEPT unless one is given.
 */
export function assembleTable(
  name: Table['name'],
  chains: ReadonlyMap<string, readonly Rule[]>,
  policies: ReadonlyMap<string, Policy>,
  inOrder = false,
): Table {
  const hooks: readonly string[] = baseChains[name]
  const names = [...chains.keys()]
  const whole = inOrder && hooks.every((hook) => chains.has(hook))
  const user = whole ? names : names.filter((chain) => !hooks.includes(chain))
  const listed = whole ? names : [...hooks, ...(inOrder ? user : sortNames(user))]
  return {
    name,
    chains: listed.map((chain): Chain => {
      const rules = chains.get(chain) ?? []
      return hooks.includes(chain)
        ? { name: chain, policy: policies.get(chain) ?? 'ACCEPT', rules }
        : { name: chain, rules }
    }),
  }
}
