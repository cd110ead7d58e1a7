import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { dumpFiles, withoutCounters } from './dump-files.arbitrary.ts'

const backends = ['legacy', 'nft'] as const
type Backend = (typeof backends)[number]

/** Runs a shell in a network namespace of its own; nothing is left of it afterwards. */
function inNamespace(script: string, input = ''): { readonly status: number | null; readonly text: string } {
  const run = spawnSync('unshare', ['-n', 'sh', '-c', script], { input, encoding: 'utf8' })
  return { status: run.status, text: run.status === 0 ? run.stdout : `${run.error ?? ''}${run.stderr}` }
}

/** Loads a text with the sets it names, and prints what the kernel then holds. */
function restoreAndSave(backend: Backend, text: string) {
  const sets = new Set([...text.matchAll(/--(?:match|add)-set (\S+)/g)].map(([, name]) => name))
  const make = [...sets].map((name) => `ipset create ${name} hash:net && `).join('')
  return inNamespace(`${make}iptables-${backend}-restore && iptables-${backend}-save`, text)
}

function reasonToSkip(backend: Backend): string | undefined {
  if (process.getuid?.() !== 0) return 'not root'
  const { status, text } = restoreAndSave(backend, '*nat\n:A - [0:0]\n-A A -j RETURN\nCOMMIT\n')
  return status === 0 ? undefined : `no iptables-${backend} in a network namespace: ${text.trim().split('\n')[0]}`
}

/** Which extensions a rule uses: rules alike in this are alike to the kernel. */
function extensions(rule: string): string {
  return [...rule.matchAll(/-(?:m|j|g) \S+/g)].map(([word]) => word).join(' ')
}

/** A dump without the rules that this kernel cannot hold, and how many those are. */
function loadable(backend: Backend, dump: string): { readonly text: string; readonly left: number } {
  if (restoreAndSave(backend, dump).status === 0) return { text: dump, left: 0 }
  const blocks = dump.split(/(?<=^COMMIT\n)/m)
  const refused = new Set<string>()
  for (const block of blocks) {
    const lines = block.split('\n')
    const frame = lines.filter((line) => /^[*:]/.test(line))
    const rules = new Map(lines.filter((line) => line.startsWith('-A')).map((line) => [extensions(line), line]))
    for (const [shape, rule] of rules) {
      if (restoreAndSave(backend, [...frame, rule, 'COMMIT', ''].join('\n')).status !== 0) refused.add(shape)
    }
  }
  const lines = dump.split('\n')
  const kept = lines.filter((line) => !line.startsWith('-A') || !refused.has(extensions(line)))
  return { text: kept.join('\n'), left: lines.length - kept.length }
}

function tablesOf(text: string): Map<string, string> {
  const blocks = text.split('COMMIT\n').filter((block) => block.trim() !== '')
  return new Map(blocks.map((block) => [block.split('\n', 1)[0] ?? '', block]))
}

describe.each(backends)('the real iptables-%s holds and prints what the dump says', (backend) => {
  const reason = reasonToSkip(backend)
  if (reason !== undefined) return test.skip(`every dump (skipped: ${reason})`, () => {})

  for (const [name, dump] of dumpFiles) {
    const { text, left } = loadable(backend, withoutCounters(dump))
    test(`${name}${left === 0 ? '' : ` (${left} rules left out: this kernel lacks their extensions)`}`, () => {
      const saved = restoreAndSave(backend, text)
      expect(saved.status, saved.text).toBe(0)
      const real = tablesOf(withoutCounters(saved.text))
      const ours = tablesOf(text)
      expect([...real.keys()].sort()).toEqual([...ours.keys()].sort())
      for (const [table, block] of ours) expect(block).toBe(real.get(table))
      expect(left).toBeLessThan(text.split('\n').length / 4)
    })
  }
})
