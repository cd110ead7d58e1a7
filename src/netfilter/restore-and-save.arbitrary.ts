import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Family } from '../net/address.ts'

/** The two implementations of iptables that a machine may have. */
export const backends = ['legacy', 'nft'] as const
export type Backend = (typeof backends)[number]

/** A text to load. */
export interface RestoreInput {
  readonly family: Family
  readonly text: string
}

/** What became of it: what iptables-save prints afterwards, or why it could not be loaded. */
export interface Restored {
  readonly loaded: boolean
  readonly text: string
}

/** `tool file` by `tool file`: what it says, whether it worked, and what is saved then. */
const script =
  'while [ $# -gt 0 ]; do "$1-restore" <"$2" 2>&1; echo "#status $?"; "$1-save"; echo "#end"; shift 2; done'

/** Loads texts one after another into the real tools, all in one network namespace that ends with them. */
export function restoreAndSave(backend: Backend, inputs: readonly RestoreInput[]): readonly Restored[] {
  const folder = mkdtempSync(join(tmpdir(), 'packetwalk-'))
  try {
    const pairs = inputs.flatMap(({ family, text }, i) => {
      const file = join(folder, `${i}`)
      writeFileSync(file, text)
      return [`${family === 4 ? 'iptables' : 'ip6tables'}-${backend}`, file]
    })
    const run = spawnSync('unshare', ['-n', 'sh', '-c', script, 'sh', ...pairs], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    })
    const answers = (run.stdout ?? '').split('#end\n')
    return inputs.map((_, i) => restored(answers[i] ?? '') ?? { loaded: false, text: `${run.error ?? run.stderr}` })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function restored(answer: string): Restored | undefined {
  const [, said = '', status, saved = ''] = /^(.*?)#status (\d+)\n(.*)$/s.exec(answer) ?? []
  if (status === undefined) return undefined
  return status === '0' ? { loaded: true, text: saved } : { loaded: false, text: said }
}

/** Why the real tools cannot be asked here; undefined when they can. */
export function reasonToSkip(backend: Backend): string | undefined {
  if (process.getuid?.() !== 0) return 'not root'
  const text = '*nat\n:A - [0:0]\n-A A -j RETURN\nCOMMIT\n'
  const inputs = ([4, 6] as const).map((family) => ({ family, text }))
  const failed = restoreAndSave(backend, inputs).find(({ loaded }) => !loaded)
  return failed && `no iptables-${backend} in a network namespace: ${failed.text.trim().split('\n')[0]}`
}

/** iptables-save's tables by name, without comments and with all counters zero: their order is not fixed. */
export function savedTables(text: string): ReadonlyMap<string, string> {
  const tables = new Map<string, string>()
  const plain = text.replace(/^#.*\n/gm, '').replace(/\[\d+:\d+\]/g, '[0:0]')
  for (const block of plain.split('COMMIT\n')) {
    const name = block.split('\n', 1)[0]
    if (name) tables.set(name, block)
  }
  return tables
}
