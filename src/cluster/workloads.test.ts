import { describe, expect, test } from 'vitest'
import { parseManifest } from '../manifest/parse.ts'
import { resolve } from './resolve.ts'

const deployment = (name: string, replicas: number) => `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  replicas: ${replicas}
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: c }] }
`
const wide = [1, 2]
  .map((n) => `---\napiVersion: v1\nkind: Node\nmetadata: { name: node${n} }\nspec: { podCIDR: 10.${n}.0.0/16 }\n`)
  .join('')

function made(text: string) {
  const { cluster, diagnostics } = resolve(parseManifest(text))
  return {
    pods: cluster.pods.filter(({ namespace }) => namespace === 'default'),
    said: diagnostics.map(({ path, says }) => ({ path, says })),
  }
}

describe('The Pods of workloads', () => {
  test('five thousand are made, and what is left out is said where it was asked for', () => {
    const { pods, said } = made(deployment('a', 4000) + deployment('b', 4000) + deployment('c', 1) + wide)
    expect(pods.filter(({ owner }) => owner?.name === 'a')).toHaveLength(4000)
    expect(pods.filter(({ owner }) => owner?.name === 'b')).toHaveLength(1000)
    expect(pods.every(({ addresses }) => addresses.length === 1)).toBe(true)
    expect(said).toEqual([
      { path: 'spec.replicas', says: { code: 'replicas-cut', values: { name: 'b', wanted: 4000, made: 1000 } } },
      { path: 'spec.replicas', says: { code: 'replicas-cut', values: { name: 'c', wanted: 1, made: 0 } } },
    ])
  })

  test('those that find the Pod networks full are said to have no address', () => {
    const { pods, said } = made(deployment('a', 600))
    const without = pods.filter(({ addresses }) => addresses.length === 0).length
    expect(without).toBeGreaterThan(80)
    const values = { name: 'a', count: without, wanted: 600 }
    expect(said).toEqual([{ path: 'spec.replicas', says: { code: 'pods-without-address', values } }])
  })

  test('a Pod pasted with its workload stands for all of them', () => {
    const pod = '---\napiVersion: v1\nkind: Pod\nmetadata: { name: a-x, labels: { app: a, hash: x } }\nspec: {}\n'
    expect(made(deployment('a', 3) + pod).pods.map(({ name }) => name)).toEqual(['a-x'])
  })
})
