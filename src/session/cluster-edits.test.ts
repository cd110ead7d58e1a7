import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cluster, qualifiedName } from '../cluster/cluster.ts'
import { addNode, removeNode, setNodeReady } from '../cluster/edit-nodes.ts'
import { addPod, editPod } from '../cluster/edit-pods.ts'
import { setServiceField, setSetting } from '../cluster/edit-settings.ts'
import { resolve } from '../cluster/resolve.ts'
import { writeDown } from '../cluster/write-down.ts'
import type { TextEdit } from '../manifest/diagnostic.ts'
import { applyEdits } from '../manifest/edit.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { parseManifest } from '../manifest/parse.ts'
import { clusterYaml, randomCluster } from './cluster.arbitrary.ts'
import { createWalker } from './walker.ts'

const lone = `# a comment that stays
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  type: NodePort   # so does this
  selector: { app: web }
  ports:
  - port: 80
`
const workload = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
      - name: nginx
        ports: [{ containerPort: 80, name: http }]
---
${lone}`
const list = `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Pod
  metadata: { name: web-1, labels: { app: web } }
  spec: { nodeName: node1 }
- apiVersion: v1
  kind: Pod
  metadata: { name: web-2, labels: { app: web } }
  spec: { nodeName: node2 }
  status:
    podIP: 10.244.2.9
    conditions:
    - type: Ready
      status: "True"
---
${lone}`
const daemons = workload.replace('Deployment', 'DaemonSet')
const samples: readonly (readonly [name: string, text: string])[] = [
  ['a lone Service', lone],
  ['a Deployment', workload],
  ['a List of Pods', list],
  ['a DaemonSet', daemons],
]

const read = (text: string) => {
  const manifest = parseManifest(text)
  return { manifest, cluster: resolve(manifest).cluster }
}
const edited = (text: string, edit: (manifest: Manifest, cluster: Cluster) => readonly TextEdit[]) => {
  const { manifest, cluster } = read(text)
  const after = applyEdits(text, edit(manifest, cluster))
  return { text: after, ...read(after) }
}
const own = (cluster: Cluster) => cluster.pods.filter((pod) => pod.namespace === 'default')
const podNamed = (cluster: Cluster, name: string) => cluster.pods.find((pod) => qualifiedName(pod) === name)
const seen = ({
  owner: _owner,
  assumed: _assumed,
  containerPorts: _ports,
  listens,
  ...pod
}: Cluster['pods'][number]) => ({
  ...pod,
  listens: listens.map(({ assumed: _, ...listen }) => listen),
})

describe.each(samples)('%s', (_, text) => {
  const before = read(text).cluster
  it.each(own(before).map(qualifiedName))('%s goes to another node and gets an address there', (name) => {
    const node = podNamed(before, name)?.node === 'node1' ? 'node2' : 'node1'
    const { cluster, text: after } = edited(text, (m, c) => editPod(m, c, name, { type: 'move', node }))
    const pod = podNamed(cluster, name)
    expect(pod?.node, after).toBe(node)
    expect(pod?.addresses[0]).toContain(node === 'node1' ? '10.244.1.' : '10.244.2.')
    const others = (all: Cluster) => own(all).filter((each) => qualifiedName(each) !== name)
    expect(others(cluster).map(seen)).toEqual(others(before).map(seen))
    expect(after).toContain('# so does this')
  })

  it.each(own(before).map(qualifiedName))('%s becomes unready, then ready again', (name) => {
    const off = edited(text, (m, c) => editPod(m, c, name, { type: 'ready', ready: false }))
    expect(podNamed(off.cluster, name)?.ready, off.text).toBe(false)
    expect(own(off.cluster).filter((pod) => !pod.ready)).toHaveLength(1)
    const on = edited(off.text, (m, c) => editPod(m, c, name, { type: 'ready', ready: true }))
    expect(own(on.cluster).map(seen), on.text).toEqual(own(before).map(seen))
  })

  it.each(own(before).map(qualifiedName))('%s is removed, and only it', (name) => {
    const { cluster, text: after } = edited(text, (m, c) => editPod(m, c, name, { type: 'remove' }))
    expect(own(cluster).map(qualifiedName), after).toEqual(
      own(before)
        .map(qualifiedName)
        .filter((each) => each !== name),
    )
  })

  it('one Pod more', () => {
    const name = own(before).map(qualifiedName)[0] ?? ''
    if (text === daemons) return
    const once = edited(text, (m, c) => addPod(m, c, name))
    expect(own(once.cluster), once.text).toHaveLength(own(before).length + 1)
    const twice = edited(once.text, (m, c) => addPod(m, c, name))
    expect(own(twice.cluster), twice.text).toHaveLength(own(before).length + 2)
    expect(twice.cluster.services.find((service) => service.name === 'web')?.ports[0]?.endpoints).toHaveLength(
      own(before).length + 2,
    )
  })

  it('a node becomes unready and ready again; Pods, endpoints and rules stay as they are', () => {
    const rulesOf = (manifestText: string) => createWalker()(manifestText, { from: 'client', to: 'node2:30080' })
    const off = edited(text, (m, c) => setNodeReady(m, c, 'node2', false))
    expect(
      off.cluster.nodes.map(({ ready }) => ready),
      off.text,
    ).toEqual([true, false])
    expect(off.text).toContain('# so does this')
    expect(own(off.cluster).map(seen)).toEqual(own(before).map(seen))
    expect(rulesOf(off.text).documents).toEqual(rulesOf(text).documents)
    expect(rulesOf(off.text).trace?.outcome).toBe(rulesOf(text).trace?.outcome)
    const on = edited(off.text, (m, c) => setNodeReady(m, c, 'node2', true))
    expect(
      on.cluster.nodes.map(({ ready }) => ready),
      on.text,
    ).toEqual([true, true])
    expect(edited(on.text, (m, c) => setNodeReady(m, c, 'node2', true)).text).toBe(on.text)
    expect(edited(text, (m, c) => setNodeReady(m, c, 'nobody', false)).text).toBe(text)
  })

  it('one node more, and one less', () => {
    const more = edited(text, addNode)
    expect(more.cluster.nodes.map((node) => node.name)).toEqual(['node1', 'node2', 'node3'])
    expect(more.cluster.nodes.map((node) => node.addresses)).toEqual([
      ...before.nodes.map((node) => node.addresses),
      ['192.168.0.13'],
    ])
    const less = edited(more.text, (m, c) => removeNode(m, c, 'node2'))
    expect(
      less.cluster.nodes.map((node) => node.name),
      less.text,
    ).toEqual(['node1', 'node3'])
    expect(own(less.cluster).every((pod) => pod.node !== 'node2')).toBe(true)
  })

  it('what was assumed is written down, and the cluster is the same', () => {
    const { cluster, text: after } = edited(text, writeDown)
    expect(
      cluster.assumed.filter(({ kind }) => kind !== 'listens'),
      after,
    ).toEqual([])
    expect(cluster.pods.map(seen)).toEqual(before.pods.map(seen))
    expect(cluster.nodes.map(({ assumed: _assumed, ...node }) => node)).toEqual(
      before.nodes.map(({ assumed: _assumed, ...node }) => node),
    )
    expect(cluster.services.map(({ allocated: _, ...service }) => service)).toEqual(
      before.services.map(({ allocated: _, ...service }) => service),
    )
  })
})

describe('settings', () => {
  it('go into the document they belong to, made when there is none', () => {
    const once = edited(lone, (manifest) => setSetting(manifest, 'masqueradeAll', 'true'))
    expect(once.cluster.settings.kubeProxy.masqueradeAll).toBe(true)
    const twice = edited(once.text, (manifest) => setSetting(manifest, 'masqueradeAll', 'false'))
    expect(twice.cluster.settings.kubeProxy.masqueradeAll).toBe(false)
    const more = edited(twice.text, (manifest) => setSetting(manifest, 'clusterCIDR', '10.0.0.0/8'))
    expect(more.manifest.objects.filter((object) => object.kind === 'KubeProxyConfiguration')).toHaveLength(1)
    const hairpin = edited(more.text, (manifest) => setSetting(manifest, 'hairpinMode', 'none'))
    expect(hairpin.cluster.settings.hairpinMode).toBe('none')
  })

  it('of a Service stand in its spec, and leave it again', () => {
    const web = { namespace: 'default', name: 'web' }
    const local = edited(lone, (manifest) => setServiceField(manifest, web, 'externalTrafficPolicy', 'Local'))
    expect(local.cluster.services.find((service) => service.name === 'web')?.externalTrafficPolicy).toBe('Local')
    const gone = edited(local.text, (manifest) => setServiceField(manifest, web, 'externalTrafficPolicy', undefined))
    expect(gone.text).toBe(lone)
  })
})

describe('on random clusters', () => {
  it('a Pod that is moved, made unready or removed is so, and nothing else changes', () => {
    fc.assert(
      fc.property(randomCluster, fc.nat(), fc.nat(), (random, which, where) => {
        const text = clusterYaml(random)
        const { cluster } = read(text)
        const pod = own(cluster)[which % own(cluster).length]
        const node = cluster.nodes[where % cluster.nodes.length]?.name ?? ''
        if (!pod) return
        const name = qualifiedName(pod)
        const moved = edited(text, (m, c) => editPod(m, c, name, { type: 'move', node }))
        expect(podNamed(moved.cluster, name)?.node).toBe(node)
        const flipped = edited(text, (m, c) => editPod(m, c, name, { type: 'ready', ready: !pod.ready }))
        expect(own(flipped.cluster).map(({ ready }) => ready)).toEqual(
          own(cluster).map((each) => (each === pod ? !pod.ready : each.ready)),
        )
        const removed = edited(text, (m, c) => editPod(m, c, name, { type: 'remove' }))
        expect(own(removed.cluster).map(qualifiedName)).toEqual(
          own(cluster)
            .map(qualifiedName)
            .filter((each) => each !== name),
        )
      }),
      { numRuns: 60 },
    )
  }, 300_000)
})

it.each([
  ['True', true],
  ['False', false],
  ['Unknown', false],
])('a Node whose Ready condition is %s', (status, ready) => {
  const node = `apiVersion: v1
kind: Node
metadata: { name: a }
status:
  conditions:
  - { type: MemoryPressure, status: "False" }
  - { type: Ready, status: "${status}" }
`
  expect(read(node).cluster.nodes.map((each) => each.ready)).toEqual([ready])
  const other = edited(node, (m, c) => setNodeReady(m, c, 'a', !ready))
  expect(other.cluster.nodes.map((each) => each.ready)).toEqual([!ready])
  expect(other.text).toContain('MemoryPressure')
})
