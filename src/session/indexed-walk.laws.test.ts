import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { clusterYaml, randomCluster } from './cluster.arbitrary.ts'
import { createWalker } from './walker.ts'

const index = vi.hoisted(() => ({ used: true, spared: 0 }))

vi.mock(import('../netfilter/chain-index.ts'), async (original) => {
  const real = await original()
  return {
    ...real,
    candidates: (chain, packet) => {
      if (!index.used) return undefined
      const places = real.candidates(chain, packet)
      index.spared += places ? chain.rules.length - places.length : 0
      return places
    },
  }
})

/** Enough Services beside the cluster's own that every chain of theirs is indexed, some of them on the same addresses. */
const crowd = Array.from(
  { length: 20 },
  (_, i) => `apiVersion: v1
kind: Service
metadata: { name: crowd-${i} }
spec: { type: NodePort, externalIPs: [198.51.100.7, 198.51.100.${i + 1}], selector: { app: ${i % 3 ? 'api' : 'nobody'} }, ports: [{ port: ${8000 + i}, protocol: ${i % 2 ? 'TCP' : 'UDP'} }] }
---
`,
).join('')

test('a trace is the same whether rules are found by an index or asked one after another', () => {
  const walk = createWalker()
  index.spared = 0
  fc.assert(
    fc.property(randomCluster, fc.nat(), (cluster, pick) => {
      const text = crowd + clusterYaml(cluster)
      index.used = true
      const { froms, tos } = walk(text)
      for (let i = 0; i < 6; i++) {
        const from = froms[(pick + i) % froms.length]?.value ?? ''
        const to = tos[(pick + 7 * i) % tos.length]?.value ?? ''
        index.used = true
        const indexed = walk(text, { from, to, seed: i }).trace
        index.used = false
        expect(walk(text, { from, to, seed: i }).trace).toEqual(indexed)
      }
    }),
    { numRuns: 30 },
  )
  // Otherwise the two walks were one.
  expect(index.spared).toBeGreaterThan(1000)
}, 300_000)
