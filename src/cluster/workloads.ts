import type { ObjectName } from '../manifest/diagnostic.ts'
import type { Json, JsonObject, Manifest, SourceObject } from '../manifest/manifest.ts'
import { at, map, text, whole } from './fields.ts'
import { labelled } from './labelled.ts'

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
const maxReplicas = 5000

/** A workload that asks for more Pods than it got. */
export interface CutWorkload {
  readonly object: SourceObject
  readonly wanted: number
  readonly made: number
}

/**
 * The Pods of a text in document order: written ones, and those that its workloads' templates make, as far as there is
 * room for them.
 */
export function draftPods(
  manifest: Manifest,
  nodeNames: readonly string[],
): { readonly drafts: readonly PodDraft[]; readonly cut: readonly CutWorkload[] } {
  const written = new Map<SourceObject, PodDraft>()
  for (const object of manifest.objects) if (object.kind === 'Pod') written.set(object, writtenPod(object))
  const pods = [...written.values()]
  const drafts: PodDraft[] = []
  const cut: CutWorkload[] = []
  let room = maxReplicas
  for (const object of manifest.objects) {
    const pod = written.get(object)
    if (pod) drafts.push(pod)
    else if (object.kind === 'DaemonSet' || replicated.has(object.kind)) {
      // A Pod pasted together with its workload is one of the workload's own, and stands for all of them.
      const labels = map(object.value, 'spec', 'template', 'metadata', 'labels') ?? {}
      if (labelled(pods, object.namespace, labels).length > 0) continue
      const wanted = replicasOf(object, nodeNames)
      const made = podsOf(object, nodeNames, Math.min(wanted, room))
      room -= made.length
      for (const each of made) drafts.push(each)
      if (wanted > made.length && room === 0) cut.push({ object, wanted, made: made.length })
    }
  }
  return { drafts, cut }
}

const replicated = new Set(['Deployment', 'ReplicaSet', 'StatefulSet'])

function replicasOf({ kind, value }: SourceObject, nodeNames: readonly string[]): number {
  return kind === 'DaemonSet' ? nodeNames.length : Math.max(0, whole(value, 'spec', 'replicas') ?? 1)
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
function podsOf(object: SourceObject, nodeNames: readonly string[], count: number): readonly PodDraft[] {
  const { kind, namespace, value } = object
  const template = at(value, 'spec', 'template') as JsonObject | undefined
  if (template === undefined) return []
  const labels = map(template, 'metadata', 'labels') ?? {}
  const owner = { kind, namespace, name: object.name }
  const first = kind === 'StatefulSet' ? 0 : 1
  return Array.from({ length: count }, (_, i): PodDraft => {
    const name = `${object.name}-${first + i}`
    const spec = ownSpec(object, at(template, 'spec'), name, nodeNames[i])
    return {
      namespace,
      name,
      labels,
      spec,
      status: undefined,
      terminating: false,
      assumed: false,
      owner,
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
