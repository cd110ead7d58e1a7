import { describe, expect, it } from 'vitest'
import { spread, spreadSteps } from './spread.ts'
import { createWalker } from './walker.ts'

const service = (more = '') => `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { type: NodePort, selector: { app: web }, ports: [{ port: 80, nodePort: 30080 }]${more} }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { replicas: 3, selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, ports: [{ containerPort: 80 }] }] } } }
`

function thousand(text: string) {
  const { network, flow } = createWalker()(text, { to: 'node2:30080' })
  if (!flow) throw new Error('no flow')
  return spread(network, flow, 1000)
}

describe('a thousand connections', () => {
  it('spread over the Pods as their probabilities say, and always the same way', () => {
    const { sent, shares } = thousand(service())
    expect(sent).toBe(1000)
    expect(shares.map(({ end }) => end).sort()).toEqual(['default/web-1', 'default/web-2', 'default/web-3'])
    expect(shares.reduce((sum, { drawn }) => sum + drawn, 0)).toBe(1000)
    expect(shares.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9)
    // Four standard deviations of a binomial with p = 1/3.
    for (const { drawn, probability } of shares)
      expect(Math.abs(drawn - 1000 * probability)).toBeLessThan(4 * Math.sqrt(1000 * probability * (1 - probability)))
    expect(thousand(service())).toEqual({ sent, shares })
  }, 300_000)

  it('all go to the first one’s Pod where ClientIP affinity remembers', () => {
    const { shares } = thousand(service(', sessionAffinity: ClientIP'))
    expect(shares.map(({ drawn }) => drawn).sort((a, b) => b - a)).toEqual([1000, 0, 0])
    for (const { probability } of shares) expect(probability).toBeCloseTo(1 / 3, 6)
  }, 300_000)

  it('are told one by one, so that a page can draw them as they come', () => {
    const { network, flow } = createWalker()(service(), { to: 'node2:30080' })
    if (!flow) throw new Error('no flow')
    expect([...spreadSteps(network, flow, 5)].map(({ sent }) => sent)).toEqual([1, 2, 3, 4, 5])
  })

  it('that nobody gets are counted too', () => {
    const { network, flow } = createWalker()(service(), { to: 'node2:30081' })
    expect(flow && spread(network, flow, 10)).toEqual({
      sent: 10,
      shares: [{ end: 'refused', drawn: 10, probability: 1 }],
    })
  })
})
