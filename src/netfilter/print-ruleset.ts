import { printRule } from './print.ts'
import type { Ruleset, Table } from './ruleset.ts'

/** What iptables-save prints for this ruleset, without its `#` lines and with all counters zero; tables and chains in the order they are held. */
export function printRuleset(ruleset: Ruleset): string {
  return ruleset.tables.map(printTable).join('')
}

/** One table's block, from `*name` to `COMMIT`, as iptables-save prints it. */
function printTable(table: Table): string {
  const lines = [`*${table.name}`]
  for (const chain of table.chains) lines.push(`:${chain.name} ${chain.policy ?? '-'} [0:0]`)
  for (const chain of table.chains) for (const rule of chain.rules) lines.push(printRule(chain.name, rule))
  lines.push('COMMIT\n')
  return lines.join('\n')
}
