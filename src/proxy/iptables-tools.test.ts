import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cluster } from '../cluster/cluster.ts'
import type { Family } from '../net/address.ts'
import { loadDocument } from '../netfilter/load.ts'
import { parseRuleset } from '../netfilter/parse.ts'
import { printDocument } from '../netfilter/print-document.ts'
import { printRuleset } from '../netfilter/print-ruleset.ts'
import {
  type Backend,
  backends,
  reasonToSkip,
  restoreAndSave,
  savedTables,
} from '../netfilter/restore-and-save.arbitrary.ts'
import { nodeDocument } from './node-document.ts'
import { inOldVersion, oldClusters } from './old-clusters.arbitrary.ts'
import { randomCluster } from './random-cluster.arbitrary.ts'
import { representativeClusters } from './representative-clusters.arbitrary.ts'

const goldens = new URL('./goldens/', import.meta.url)

/** A text, and what we say iptables-save prints once it is loaded. */
interface Expectation {
  readonly family: Family
  readonly text: string
  readonly saved: string
}

/** All rules of a node in both families, with the CNI's and without. */
function documentsOf(cluster: Cluster, node = 'node1'): readonly Expectation[] {
  return ([4, 6] as const).flatMap((family) =>
    [true, false].map((withCni) => {
      const document = nodeDocument(cluster, node, { withCni, family })
      return { family, text: printDocument(document), saved: printRuleset(loadDocument(document)) }
    }),
  )
}

function golden(file: string): Expectation {
  const text = readFileSync(new URL(file, goldens), 'utf8')
  const { ruleset, diagnostics } = parseRuleset(text)
  expect(diagnostics).toEqual([])
  return { family: ruleset.family, text, saved: printRuleset(ruleset) }
}

function expectSame(backend: Backend, expected: readonly Expectation[]): void {
  const batches = new Map<string, Expectation[]>()
  for (const one of expected) {
    const tables = [...savedTables(one.saved).keys()].sort().join()
    batches.set(tables, [...(batches.get(tables) ?? []), one])
  }
  // A table stays once it was there, so texts with other tables are loaded elsewhere.
  for (const batch of batches.values()) expectBatch(backend, batch)
}

function expectBatch(backend: Backend, expected: readonly Expectation[]): void {
  const answers = restoreAndSave(backend, expected)
  for (const [i, { saved }] of expected.entries()) {
    const answer = answers[i]
    expect(answer?.loaded, answer?.text).toBe(true)
    const real = savedTables(answer?.text ?? '')
    const ours = savedTables(saved)
    expect([...real.keys()].sort()).toEqual([...ours.keys()].sort())
    for (const [name, block] of ours) expect(block).toBe(real.get(name))
  }
}

describe.each(backends)('the real iptables-%s loads what we write and prints back what we say', (backend) => {
  const reason = reasonToSkip(backend)
  const ifPossible = test.skipIf(reason !== undefined)
  const note = reason === undefined ? '' : ` (skipped: ${reason})`

  ifPossible(`every golden${note}`, () => {
    const files = readdirSync(goldens).filter((file) => file.endsWith('.iptables'))
    expect(files.length).toBeGreaterThan(10)
    expectSame(backend, files.map(golden))
  })

  for (const [name, cluster] of Object.entries({ ...representativeClusters, ...oldClusters })) {
    const both = cluster.nodes.flatMap((node) => documentsOf(cluster, node.name))
    ifPossible(`${name}${note}`, () => expectSame(backend, both), 30_000)
  }

  ifPossible(
    `random clusters in both generations${note}`,
    () => {
      const several = fc.array(randomCluster, { minLength: 5, maxLength: 5 })
      fc.assert(
        fc.property(several, (clusters) =>
          expectSame(
            backend,
            clusters.flatMap((cluster) => [...documentsOf(cluster), ...documentsOf(inOldVersion(cluster))]),
          ),
        ),
        { numRuns: 4 },
      )
    },
    60_000,
  )
})
