import { describe, expect, test } from 'vitest'
import { createWalker } from './walker.ts'

const text = `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
networking: { podSubnet: "10.244.0.0/16,fd00:10:244::/56", serviceSubnet: "10.96.0.0/12,fd00:10:96::/112" }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { type: NodePort, ipFamilyPolicy: PreferDualStack, selector: { app: web }, ports: [{ port: 80, nodePort: 30080 }] }
`
const walk = createWalker()

describe('a dual-stack cluster', () => {
  test('serves the same node port in both families, each by its own rules', () => {
    const six = walk(text, { to: '[2001:db8:192:168::12]:30080', pick: 'web-1' })
    expect(six.trace).toMatchObject({ outcome: 'answered', flow: { source: '[2001:db8:203::10]:40000' } })
    expect(six.trace?.server?.sees).toMatch(/^\[2001:db8:192:168::12\]:/)
    expect(six.documents.node1?.family).toBe(6)
    const four = walk(text, { to: 'node2:30080', pick: 'web-1' })
    expect(four.trace).toMatchObject({ outcome: 'answered', flow: { source: '203.0.113.10:40000' } })
    expect(four.documents.node1?.family).toBe(4)
  })

  test('masquerades a Pod that meets itself, in IPv6 too', () => {
    const { cluster } = walk(text)
    const [, clusterIP] = cluster.services.find(({ name }) => name === 'web')?.clusterIPs ?? []
    const { trace } = walk(text, { from: 'web-2', to: `[${clusterIP}]:80`, pick: 'web-2' })
    expect(trace?.outcome).toBe('answered')
    expect(trace?.server?.sees).toMatch(/^\[fd00:10:244:2::1\]:/)
  })
})
