import type { RestoreDocument } from './document.ts'

/** The text to give to iptables-restore, in the order its writer emits it. Ends in a newline; empty without tables. */
export function printDocument(document: RestoreDocument): string {
  const lines: string[] = []
  for (const table of document.tables) {
    lines.push(`*${table.name}`)
    for (const chain of table.chains) lines.push(`:${chain.name} ${chain.policy ?? '-'} [0:0]`)
    for (const rule of table.rules) lines.push(rule.text)
    lines.push('COMMIT')
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`
}
