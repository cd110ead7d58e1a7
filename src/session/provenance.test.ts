import { describe, expect, it } from 'vitest'
import { hitsUntil, nextTest, ruleKey } from '../scene/hits.ts'
import { fieldAt } from './field-at.ts'
import { endpointsOfPod, rulesOfField, rulesOfPod } from './provenance.ts'
import { createWalker } from './walker.ts'

const text = `apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  type: NodePort
  selector: { app: web }
  ports:
  - port: 80
    nodePort: 30080
`
const walk = createWalker()(text, { pick: 'web-1' })
const field = (words: string) => fieldAt(walk.manifest, text.indexOf(words))

describe('a field in the text', () => {
  it('is found by its place', () => {
    expect(field('nodePort')?.path).toBe('spec.ports[0].nodePort')
    expect(field('30080')?.path).toBe('spec.ports[0].nodePort')
    expect(field('app: web')?.path).toBe('spec.selector.app')
    expect(field('kind')?.path).toBe('kind')
    expect(fieldAt(walk.manifest, text.length + 10)).toBeUndefined()
  })

  it('knows the rules it made, on every node', () => {
    const place = field('nodePort')
    const rules = place ? rulesOfField(walk, place) : []
    expect(rules.map(({ node }) => node)).toEqual(expect.arrayContaining(['node1', 'node2']))
    expect(rules.some(({ chain, text: rule }) => chain === 'KUBE-NODEPORTS' && rule.includes('--dport 30080'))).toBe(
      true,
    )
    expect(rules.every(({ text: rule }) => !rule.includes('10.96.0.1/'))).toBe(true)
    const whole = { object: place?.object ?? walk.manifest.objects[0], path: 'spec' } as Parameters<
      typeof rulesOfField
    >[1]
    expect(rulesOfField(walk, whole).length).toBeGreaterThan(rules.length)
  })
})

describe('a Pod', () => {
  it('knows its rules and its endpoints', () => {
    const rules = rulesOfPod(walk, 'default/web-1')
    expect(rules.map(({ chain }) => chain.slice(0, 8))).toEqual(expect.arrayContaining(['KUBE-SEP', 'KUBE-SVC']))
    expect(rules.filter(({ rule }) => rule.target?.type === 'DNAT').map(({ node }) => node)).toEqual(['node1', 'node2'])
    expect(endpointsOfPod(walk, 'default/web-1')).toEqual([{ port: 'default/web:80', ready: true }])
  })
})

describe('counters', () => {
  it('grow along the way, and count every rule event by the end', () => {
    const { trace, timeline } = walk
    const frames = timeline?.frames ?? []
    const totals = frames.map((frame) => (trace ? [...hitsUntil(trace, frame).values()].reduce((a, b) => a + b, 0) : 0))
    expect(totals).toEqual(totals.toSorted((a, b) => a - b))
    expect(totals.at(-1)).toBe(
      trace?.packets.flatMap(({ events }) => events).filter(({ type }) => type === 'rule').length,
    )
    const first = frames.find(({ stack }) => stack.length > 0)
    const line = first?.stack[0]
    expect(
      first &&
        line &&
        trace &&
        hitsUntil(trace, first).get(ruleKey(first.place.host, line.table, line.chain, line.rule)),
    ).toBe(1)
  })

  it('what is tested next comes before what happens next', () => {
    const frames = walk.timeline?.frames ?? []
    for (const [index, frame] of frames.entries()) {
      const next = nextTest(frames, frame)
      const after = frames[index + 1]?.stack.at(-1)
      if (next) expect([next.chain, next.rule <= (after?.rule ?? 0)]).toEqual([after?.chain, true])
    }
  })
})
