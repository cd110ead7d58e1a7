import { spawnSync } from 'node:child_process'

/** The real tools that the bench compares with. */
export const restoreTools = ['iptables-legacy-restore', 'iptables-nft-restore'] as const
export type RestoreTool = (typeof restoreTools)[number]

/**
 * Lets a real iptables-restore parse and check a text without committing it, in a network namespace of its own that ends
 * with it. Returns what went wrong, or undefined.
 */
export function restoreTest(tool: RestoreTool, text: string): string | undefined {
  const run = spawnSync('unshare', ['-n', tool, '--test'], { input: text, encoding: 'utf8' })
  if (run.status === 0) return undefined
  return (run.error?.message ?? run.stderr.trim().split('\n')[0]) || `exit status ${run.status}`
}

/** Why a tool cannot be asked here; undefined when it can. */
export function reasonToSkip(tool: RestoreTool): string | undefined {
  if (process.getuid?.() !== 0) return 'not root'
  return restoreTest(tool, '*nat\n:A - [0:0]\n-A A -j RETURN\nCOMMIT\n')
}
