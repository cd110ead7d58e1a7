import type { ObjectName } from '../manifest/diagnostic.ts'
import type { Json, JsonObject, Manifest, SourceObject } from '../manifest/manifest.ts'
import { at, map, text, whole } from './fields.ts'

/** A Pod before it has a node and an address: as written, or as its workload's template makes it. */
export interface PodDraft {
  readonly namespace: string
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly spec: Json | undefined
  /** Absent for Pods that no cluster has run yet. */
  readonly status: Json | undefined
  readonly terminating: boolean
  readonly assumed: boolean
  readonly owner?: ObjectName
}

/** How many Pods a text's workloads may make together. */
const maxReplicas = 3000

/** The Pods of a text in document order: written ones, and those that its workloads' templates make. */
export function draftPods(manifest: Manifest, nodeNames: readonly string[]): readonly PodDraft[] {
  const drafts: PodDraft[] = []
  for (const object of manifest.objects) {
    if (object.kind === 'Pod') drafts.push(writtenPod(object))
    else if (object.kind === 'DaemonSet' || replicated.has(object.kind)) {
      const room = maxReplicas - drafts.length
      drafts.push(...podsOf(object, nodeNames).slice(0, Math.max(0, room)))
    }
  }
  // A Pod pasted together with its workload is one of the workload's own.
  const written = drafts.filter((draft) => draft.owner === undefined)
  return drafts.filter((draft) => draft.owner === undefined || !written.some((pod) => belongsTo(pod, draft)))
}

const replicated = new Set(['Deployment', 'ReplicaSet', 'StatefulSet'])

function belongsTo(pod: PodDraft, draft: PodDraft): boolean {
  const wanted = Object.entries(draft.labels)
  return (
    pod.namespace === draft.namespace && wanted.length > 0 && wanted.every(([key, value]) => pod.labels[key] === value)
  )
}

function writtenPod({ namespace, name, value }: SourceObject): PodDraft {
  return {
    namespace,
    name,
    labels: map(value, 'metadata', 'labels') ?? {},
    spec: at(value, 'spec'),
    status: at(value, 'status'),
    terminating: text(value, 'metadata', 'deletionTimestamp') !== undefined,
    assumed: false,
  }
}

/** Deployments and ReplicaSets name their Pods w-1 … w-n here; StatefulSets w-0 …, as they really do. */
function podsOf(object: SourceObject, nodeNames: readonly string[]): readonly PodDraft[] {
  const { kind, namespace, value } = object
  const template = at(value, 'spec', 'template') as JsonObject | undefined
  if (template === undefined) return []
  const count = kind === 'DaemonSet' ? nodeNames.length : Math.min(whole(value, 'spec', 'replicas') ?? 1, maxReplicas)
  const first = kind === 'StatefulSet' ? 0 : 1
  return Array.from({ length: Math.max(0, count) }, (_, i): PodDraft => {
    const name = `${object.name}-${first + i}`
    const spec = ownSpec(object, at(template, 'spec'), name, nodeNames[i])
    return {
      namespace,
      name,
      labels: map(template, 'metadata', 'labels') ?? {},
      spec,
      status: undefined,
      terminating: false,
      assumed: false,
      owner: { kind, namespace, name: object.name },
    }
  })
}

/** What a controller adds to its template: a DaemonSet the node, a StatefulSet the Pod's name in its headless Service. */
function ownSpec(object: SourceObject, spec: Json | undefined, name: string, node = ''): Json | undefined {
  if (object.kind === 'DaemonSet') return { ...(spec as JsonObject), nodeName: node }
  const subdomain = text(object.value, 'spec', 'serviceName')
  if (object.kind !== 'StatefulSet' || subdomain === undefined) return spec
  return { ...(spec as JsonObject), hostname: name, subdomain }
}
