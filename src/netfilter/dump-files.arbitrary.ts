import { readdirSync, readFileSync } from 'node:fs'

const folder = new URL('dumps/', import.meta.url)

/** What iptables-save prints on nodes with other programs than kube-proxy, by name. */
export const dumpFiles: ReadonlyMap<string, string> = new Map(
  readdirSync(folder)
    .sort()
    .map((file) => [file.replace('.iptables-save', ''), readFileSync(new URL(file, folder), 'utf8')]),
)

/** A dump as `printRuleset` prints it: without comment lines, with zero counters on chains and none on rules. */
export function withoutCounters(dump: string): string {
  return dump
    .replace(/^#.*\n/gm, '')
    .replace(/^\[\d+:\d+\] /gm, '')
    .replace(/^(:.*) \[\d+:\d+\]$/gm, '$1 [0:0]')
}
