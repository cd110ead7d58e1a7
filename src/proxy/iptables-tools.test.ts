import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cluster } from '../cluster/cluster.ts'
import type { Family } from '../net/address.ts'
import { loadDocument } from '../netfilter/load.ts'
import { printDocument } from '../netfilter/print-document.ts'
import { printRuleset } from '../netfilter/print-ruleset.ts'
import { nodeDocument } from './node-document.ts'
import { inOldVersion, oldClusters } from './old-clusters.arbitrary.ts'
import { randomCluster } from './random-cluster.arbitrary.ts'
import { representativeClusters } from './representative-clusters.arbitrary.ts'

const backends = ['legacy', 'nft'] as const
type Backend = (typeof backends)[number]

/** What the real tools print after loading this text into a network namespace of its own. */
function restoreAndSave(backend: Backend, family: Family, text: string): { status: number | null; text: string } {
  const tool = `${family === 4 ? 'iptables' : 'ip6tables'}-${backend}`
  // The kernel has no more state afterwards: the namespace ends with the shell.
  const run = spawnSync('unshare', ['-n', 'sh', '-c', `${tool}-restore && ${tool}-save`], {
    input: text,
    encoding: 'utf8',
  })
  return { status: run.status, text: run.status === 0 ? run.stdout : `${run.error ?? ''}${run.stderr}` }
}

/** Why the real tools cannot be asked here; undefined when they can. */
function reasonToSkip(backend: Backend): string | undefined {
  if (process.getuid?.() !== 0) return 'not root'
  const { status, text } = restoreAndSave(backend, 4, '*nat\n:A - [0:0]\n-A A -j RETURN\nCOMMIT\n')
  return status === 0 ? undefined : `no iptables-${backend} in a network namespace: ${text.trim().split('\n')[0]}`
}

function tablesOf(text: string): Map<string, string> {
  const tables = new Map<string, string>()
  const plain = text.replace(/^#.*\n/gm, '').replace(/\[\d+:\d+\]/g, '[0:0]')
  for (const block of plain.split('COMMIT\n')) {
    const name = block.split('\n', 1)[0]
    if (name) tables.set(name, block)
  }
  return tables
}

function expectSame(backend: Backend, cluster: Cluster, family: Family): void {
  const document = nodeDocument(cluster, 'node1', { withCni: true, family })
  const { status, text } = restoreAndSave(backend, family, printDocument(document))
  expect(status, text).toBe(0)
  const real = tablesOf(text)
  const ours = tablesOf(printRuleset(loadDocument(document)))
  expect([...real.keys()].sort()).toEqual([...ours.keys()].sort())
  for (const [name, block] of ours) expect(block).toBe(real.get(name))
}

describe.each(backends)('the real iptables-%s prints back what we say it does', (backend) => {
  const reason = reasonToSkip(backend)
  const ifPossible = test.skipIf(reason !== undefined)
  const note = reason === undefined ? '' : ` (skipped: ${reason})`

  for (const [name, cluster] of Object.entries({ ...representativeClusters, ...oldClusters })) {
    ifPossible(`${name}${note}`, () => expectSame(backend, cluster, name.includes('ipv6') ? 6 : 4))
  }

  ifPossible(`random clusters${note}`, () => {
    fc.assert(
      fc.property(randomCluster, (cluster) => expectSame(backend, cluster, 4)),
      { numRuns: 10 },
    )
  })

  ifPossible(`random clusters with the rules of v1.12${note}`, () => {
    fc.assert(
      fc.property(randomCluster, fc.constantFrom<Family>(4, 6), (cluster, family) =>
        expectSame(backend, inOldVersion(cluster), family),
      ),
      { numRuns: 10 },
    )
  })
})
