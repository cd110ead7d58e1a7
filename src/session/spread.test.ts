import { expect, it } from 'vitest'
import { chancesOf, sendMany } from './spread.ts'
import { createWalker } from './walker.ts'

const walk = createWalker()(`apiVersion: v1
kind: Service
metadata: { name: web }
spec: { type: NodePort, selector: { app: web }, ports: [{ port: 80, nodePort: 30080 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { replicas: 3, template: { metadata: { labels: { app: web } } } }
`)

it('many requests spread as the exact chances say', () => {
  const chances = chancesOf(walk)
  expect([...chances.keys()].toSorted()).toEqual(['default/web-1', 'default/web-2', 'default/web-3'])
  expect([...chances.values()].reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9)
  const ends = sendMany(walk, 1, 300)
  for (const [end, chance] of chances) {
    const share = ends.filter((each) => each === end).length / ends.length
    // Five standard deviations: what is further off is not chance.
    expect(Math.abs(share - chance)).toBeLessThan(5 * Math.sqrt((chance * (1 - chance)) / ends.length))
  }
  expect(sendMany(walk, 1, 20)).toEqual(ends.slice(0, 20))
})
