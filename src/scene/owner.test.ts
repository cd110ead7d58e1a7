import { describe, expect, it } from 'vitest'
import { resolve } from '../cluster/resolve.ts'
import { parseManifest } from '../manifest/parse.ts'
import { ownerOfAddress, ownerOfHost } from './owner.ts'

const text = `apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  type: NodePort
  clusterIP: 10.96.120.7
  externalIPs: [80.11.12.10]
  selector: { app: web }
  ports: [{ port: 80, nodePort: 30080 }]
---
apiVersion: v1
kind: Pod
metadata: { name: web-1, labels: { app: web } }
spec: { nodeName: node2, containers: [{ name: c, ports: [{ containerPort: 80 }] }] }
---
apiVersion: packetwalk/v1
kind: Lab
spec:
  hosts: [{ name: client, addresses: [203.0.113.10/24] }, { name: db, addresses: [198.51.100.53/24] }]
`
const { cluster } = resolve(parseManifest(text), { skipValidation: false })
const pod = cluster.pods.find((candidate) => candidate.name === 'web-1')?.addresses[0] ?? ''

describe('the owner of an address', () => {
  it.each([
    ['203.0.113.10:40000', { hue: 'client', letter: 'C', shape: 'square', name: 'client' }],
    ['198.51.100.53', { hue: 'outside', letter: 'X', shape: 'square', name: 'db' }],
    ['192.168.0.1', { hue: 'outside', letter: 'R', shape: 'square', name: 'router' }],
    ['192.168.0.12:30080', { hue: 'n2', letter: '2', shape: 'square', name: 'node2' }],
    ['10.244.2.1:61000', { hue: 'n2', letter: '2', shape: 'square', name: 'node2' }],
    [`${pod}:80`, { hue: 'n2', letter: '2', shape: 'round', name: 'web-1' }],
    ['10.96.120.7:80', { hue: 'vip', letter: 'S', shape: 'flag', name: 'web' }],
    ['80.11.12.10:80', { hue: 'vip', letter: 'S', shape: 'flag', name: 'web' }],
    ['10.96.0.10:53', { hue: 'dns', letter: 'D', shape: 'flag', name: 'kube-dns' }],
    ['8.8.8.8', { hue: 'outside', letter: 'X', shape: 'square', name: '' }],
    ['no address', { hue: 'outside', letter: 'X', shape: 'square', name: '' }],
    ['[2001:db8::1]:80', { hue: 'outside', letter: 'X', shape: 'square', name: '' }],
  ])('%s', (socket, owner) => {
    expect(ownerOfAddress(cluster, socket)).toEqual(owner)
  })

  it('is the host that has it', () => {
    for (const host of ['client', 'db', 'router', 'node1', 'node2']) expect(ownerOfHost(cluster, host).name).toBe(host)
    expect(ownerOfHost(cluster, 'default/web-1')).toEqual(ownerOfAddress(cluster, pod))
  })

  it('starts over with the hues after eight nodes, and keeps the number', () => {
    const nodes = Array.from({ length: 9 }, (_, i) => `apiVersion: v1\nkind: Node\nmetadata: { name: n${i} }\n`).join(
      '---\n',
    )
    const large = resolve(parseManifest(nodes), { skipValidation: false }).cluster
    const ninth = large.nodes[8]
    expect(ownerOfHost(large, ninth?.name ?? '')).toMatchObject({ hue: 'n1', letter: '9' })
  })
})
