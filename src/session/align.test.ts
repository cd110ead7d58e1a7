import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { framesAt } from '../scene/timeline.ts'
import { alignWalks } from './align.ts'
import { clusterYaml, randomCluster } from './cluster.arbitrary.ts'
import { smallService } from './small-service.arbitrary.ts'
import { variantsOf } from './variants.ts'
import { createWalker } from './walker.ts'

const walk = createWalker()
const request = { from: 'client', to: 'node2:30080' }

function side(id: string) {
  const now = walk(smallService, request)
  const variant = variantsOf(now).find((candidate) => candidate.id === id)
  const other = walk(variant?.text ?? '', request)
  if (!now.timeline || !other.timeline) throw new Error('nothing to compare')
  return { now, other, variant, ...alignWalks(now.timeline, other.timeline) }
}

describe('a variant', () => {
  it('of the policy parts at the rule that decides, and ends otherwise', () => {
    const { now, other, rows, firstDifference } = side('externalTrafficPolicy')
    expect([now.trace?.outcome, other.trace?.outcome]).toEqual(['answered', 'timed-out'])
    const row = rows[firstDifference ?? -1]
    const frame = now.timeline?.frames[row?.left ?? -1]
    expect(frame?.stack.at(-1)?.chain).toMatch(/^KUBE-EXT-/)
    expect(rows.slice(0, firstDifference).length).toBeGreaterThan(2)
  })

  it('of masquerading changes what the Pod sees', () => {
    const { now, other } = side('masquerade')
    expect(now.trace?.server?.sees).toMatch(/^192\.168\.0\.12:/)
    expect(other.trace?.outcome).toBe('timed-out')
  })

  it('of the Pod goes where the Pod went', () => {
    const { other, variant } = side('node')
    expect(variant?.other).toBe('web-1: node2')
    expect(other.cluster.pods.find(({ name }) => name === 'web-1')?.node).toBe('node2')
  })

  it('with itself never parts', () => {
    const { timeline } = walk(smallService, request)
    if (!timeline) throw new Error('nothing to compare')
    expect(alignWalks(timeline, timeline).firstDifference).toBeUndefined()
  })
})

it('on random clusters, every step of both sides stands in exactly one row, in order', () => {
  fc.assert(
    fc.property(randomCluster, (random) => {
      const now = walk(clusterYaml(random))
      for (const variant of variantsOf(now)) {
        const other = walk(variant.text)
        if (!now.timeline || !other.timeline) continue
        const { rows } = alignWalks(now.timeline, other.timeline)
        const [lefts, rights] = [rows.flatMap(({ left }) => left ?? []), rows.flatMap(({ right }) => right ?? [])]
        for (const side of [lefts, rights]) expect(side).toEqual([...new Set(side)].toSorted((x, y) => x - y))
        expect(lefts).toEqual(expect.arrayContaining([...framesAt(now.timeline, 'chains')]))
        expect(rights).toEqual(expect.arrayContaining([...framesAt(other.timeline, 'chains')]))
      }
    }),
    { numRuns: 20 },
  )
}, 300_000)
