import type { TextEdit } from '../manifest/diagnostic.ts'
import { appendDocument } from '../manifest/edit.ts'
import { removeObject, setPath } from '../manifest/edit-path.ts'
import { findObject } from '../manifest/find-object.ts'
import type { Manifest, SourceObject } from '../manifest/manifest.ts'
import type { Cluster, Pod } from './cluster.ts'
import { setReady } from './edit-condition.ts'
import { whole } from './fields.ts'
import { podNamed } from './find-pod.ts'
import { flowMap, podYaml } from './pod-yaml.ts'

/** What can be done to one Pod by hand. */
export type PodChange =
  | { readonly type: 'move'; readonly node: string }
  | { readonly type: 'ready'; readonly ready: boolean }
  | { readonly type: 'remove' }

/**
 * Edits that do this to a Pod (`namespace/name`). A Pod that only its workload's template or an assumption makes is
 * written down first, and with it all its kind: one written Pod stands for the whole workload.
 */
export function editPod(manifest: Manifest, cluster: Cluster, name: string, change: PodChange): readonly TextEdit[] {
  const pod = podNamed(cluster.pods, name)
  if (!pod || isUnlabelled(pod)) return []
  const object = findObject(manifest, 'Pod', pod.namespace, pod.name)
  const fewer = change.type === 'remove' ? replicas(manifest, pod, -1) : []
  if (object) {
    const bare = change.type === 'remove' && isLast(manifest, cluster, pod)
    const none = bare ? appendDocument(manifest.text, emptyWorkload(pod)) : []
    return [...editWritten(manifest.text, object, change), ...fewer, ...none]
  }
  // The last of a workload goes by its number alone.
  const group = siblings(cluster, pod)
  if (change.type === 'remove' && group.at(-1) === pod && fewer.length > 0) return fewer
  const documents = group.flatMap((each) => {
    if (each !== pod) return [podYaml(each)]
    switch (change.type) {
      case 'move':
        return [podYaml({ ...each, node: change.node, addresses: [] })]
      case 'ready':
        return [podYaml({ ...each, ready: change.ready })]
      case 'remove':
        return []
      default:
        return change satisfies never
    }
  })
  // With none left, what stood for them is no longer wanted either; an empty workload says so.
  return documents.length === 0 ? [] : [...appendDocument(manifest.text, documents.join('---\n')), ...fewer]
}

/** Edits that give the workload behind a Pod one Pod more: its number, or one more written Pod. */
export function addPod(manifest: Manifest, cluster: Cluster, name: string): readonly TextEdit[] {
  const pod = podNamed(cluster.pods, name)
  if (!pod || isUnlabelled(pod)) return []
  const more = replicas(manifest, pod, 1)
  if (!findObject(manifest, 'Pod', pod.namespace, pod.name) && more.length > 0) return more
  const group = siblings(cluster, pod)
  const base = pod.name.replace(/-\d+$/, '')
  const next = { ...pod, name: nextName(cluster, pod.namespace, base), node: emptiest(cluster) }
  const fresh = podYaml({ ...next, ready: true, terminating: false, addresses: [] })
  const documents = [...(pod.assumed ? group.map(podYaml) : []), fresh]
  return [...appendDocument(manifest.text, documents.join('---\n')), ...more]
}

/** A Pod that only an EndpointSlice speaks of: written down without its labels it would belong to no Service. */
export function isUnlabelled(pod: Pod): boolean {
  return pod.assumed && Object.keys(pod.labels).length === 0
}

function editWritten(text: string, object: SourceObject, change: PodChange): readonly TextEdit[] {
  switch (change.type) {
    case 'remove':
      return removeObject(text, object)
    case 'move':
      // An address belongs to the network of its node: the new node gives a new one.
      return [
        ...setPath(text, object, ['spec', 'nodeName'], change.node),
        ...['podIP', 'podIPs', 'hostIP', 'hostIPs'].flatMap((field) =>
          setPath(text, object, ['status', field], undefined),
        ),
      ]
    case 'ready':
      return setReady(text, object, change.ready)
    default:
      return change satisfies never
  }
}

/** Pods that stand or fall together in the text: of one workload, or assumed for one namespace. */
function siblings(cluster: Cluster, pod: Pod): readonly Pod[] {
  return cluster.pods.filter(
    (each) =>
      each.namespace === pod.namespace &&
      (pod.owner
        ? each.owner?.name === pod.owner.name && each.owner.kind === pod.owner.kind
        : each.assumed && pod.assumed),
  )
}

/** Whether a namespace would be left without any Pod or workload, so that Pods would be assumed for its Services again. */
function isLast(manifest: Manifest, cluster: Cluster, pod: Pod): boolean {
  return (
    cluster.pods.every((each) => each === pod || each.namespace !== pod.namespace) &&
    !manifest.objects.some((object) => object.namespace === pod.namespace && workloadKinds.includes(object.kind))
  )
}

const workloadKinds = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet']

function emptyWorkload({ namespace, name, labels }: Pod): string {
  const base = name.replace(/-\d+$/, '')
  const place = namespace === 'default' ? '' : `, namespace: ${namespace}`
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${base}${place} }
spec:
  replicas: 0
  selector: { matchLabels: ${flowMap(labels)} }
  template:
    metadata: { labels: ${flowMap(labels)} }
    spec: { containers: [{ name: app }] }
`
}

/** The edit of the number of replicas of the workload a Pod belongs to; none where there is none to edit. */
function replicas(manifest: Manifest, pod: Pod, by: 1 | -1): readonly TextEdit[] {
  const owner = manifest.objects.find(
    (object) =>
      object.namespace === pod.namespace &&
      workloadKinds.includes(object.kind) &&
      object.kind !== 'DaemonSet' &&
      (pod.owner ? object.kind === pod.owner.kind && object.name === pod.owner.name : templateFits(object, pod)),
  )
  if (!owner) return []
  const now = whole(owner.value, 'spec', 'replicas') ?? 1
  return now + by < 0 ? [] : setPath(manifest.text, owner, ['spec', 'replicas'], String(now + by))
}

function templateFits(object: SourceObject, pod: Pod): boolean {
  const template = object.value.spec as { readonly template?: { readonly metadata?: { readonly labels?: object } } }
  const labels = Object.entries(template?.template?.metadata?.labels ?? {})
  return labels.length > 0 && labels.every(([key, value]) => pod.labels[key] === value)
}

function nextName(cluster: Cluster, namespace: string, base: string): string {
  const taken = new Set(cluster.pods.filter((pod) => pod.namespace === namespace).map((pod) => pod.name))
  for (let n = 1; ; n++) if (!taken.has(`${base}-${n}`)) return `${base}-${n}`
}

/** The node with the fewest Pods; the first of several. */
function emptiest(cluster: Cluster): string {
  const count = (node: string) => cluster.pods.filter((pod) => pod.node === node).length
  return cluster.nodes.toSorted((a, b) => count(a.name) - count(b.name))[0]?.name ?? ''
}
