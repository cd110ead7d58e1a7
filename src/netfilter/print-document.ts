import type { RestoreDocument, RestoreTable } from './document.ts'

/** The text to give to iptables-restore, in the order its writer emits it. Ends in a newline; empty without tables. */
export function printDocument(document: RestoreDocument): string {
  return document.tables.map(printTable).join('')
}

function printTable({ name, chains, rules }: RestoreTable): string {
  const lines = [`*${name}`, ...chains.map((chain) => `:${chain.name} ${chain.policy ?? '-'} [0:0]`)]
  return `${lines.concat(rules.map(({ text }) => text)).join('\n')}\nCOMMIT\n`
}
