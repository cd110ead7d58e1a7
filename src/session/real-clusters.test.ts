import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createWalker } from './walker.ts'

/** What `kubectl get … -A -o yaml` prints on three kinds of clusters. */
const texts = Object.fromEntries(
  ['kubeadm', 'k3s', 'eks'].map((name) => [
    name,
    readFileSync(new URL(`real-clusters/${name}.yaml`, import.meta.url), 'utf8'),
  ]),
)
const walk = createWalker()

describe.each([
  { name: 'kubeadm', serviceRange: '10.96.0.0/12', podRange: '10.244.0.0/16' },
  { name: 'k3s', serviceRange: '10.43.0.0/16', podRange: '10.42.0.0/16' },
  { name: 'eks', serviceRange: '172.20.0.0/16', podRange: undefined },
])('a cluster made with $name', ({ name, serviceRange, podRange }) => {
  const text = texts[name] ?? ''

  test('is taken as it is', () => {
    const { cluster, diagnostics } = walk(text)
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(cluster.rejected).toEqual([])
    expect(cluster.services.flatMap(({ allocated }) => allocated)).toEqual([])
    expect(cluster.services.some(({ assumed }) => assumed)).toBe(false)
    expect(cluster.settings.serviceCIDRs).toEqual([serviceRange])
    const inferred = cluster.assumed.find(({ kind }) => kind === 'pod-range')
    expect(inferred?.names).toEqual(podRange && [podRange])
    expect(cluster.pods.every(({ assumed }) => !assumed)).toBe(true)
  })
})

test.each([
  ['kubeadm', 'client', 'worker-1:31380', 'shop/shop-6d8f9c7b5d-9qwzt', '10.20.0.21'],
  ['kubeadm', 'shop/db-0', 'svc/shop/shop:80', 'shop/shop-6d8f9c7b5d-4xk2p', '10.244.2.6'],
  ['k3s', 'client', 'k3s-agent-1:30950', 'default/whoami-5b69cdcd57-k9dvn', '203.0.113.10'],
  [
    'k3s',
    'default/whoami-5b69cdcd57-k9dvn',
    'svc/kube-system/traefik:80',
    'kube-system/traefik-c98fdf6fb-mm4x2',
    '10.42.1.3',
  ],
  ['eks', 'client', 'ip-10-0-21-57.eu-west-1.compute.internal:31017', 'prod/api-5c7d8b9f6d-w8tjm', '10.0.21.57'],
  ['eks', 'prod/jobs-784bd5f8c4-qz6mt', 'svc/prod/api:80', 'prod/api-5c7d8b9f6d-2bvkq', '10.0.47.3'],
] as const)('%s: %s reaches %s', (name, from, to, pick, sees) => {
  const { trace } = walk(texts[name] ?? '', { from, to, pick })
  expect(trace?.outcome).toBe('answered')
  expect(trace?.server).toMatchObject({ name: pick })
  expect(trace?.server?.sees).toContain(sees)
})
