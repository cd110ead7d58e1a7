import type { Cluster } from '../cluster/cluster.ts'
import { editPod } from '../cluster/edit-pods.ts'
import { setServiceField, setSetting } from '../cluster/edit-settings.ts'
import { podNamed } from '../cluster/find-pod.ts'
import type { TextEdit } from '../manifest/diagnostic.ts'
import { appendDocument, applyEdits } from '../manifest/edit.ts'
import { setPath } from '../manifest/edit-path.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { serviceAt } from '../scene/owner-service.ts'
import type { Walk } from './walk.ts'

/** The same text with one thing changed. Both sides are named as the field is written. */
export interface Variant {
  readonly id: string
  /** What the text has: `externalTrafficPolicy: Cluster`. */
  readonly now: string
  /** What it would have. */
  readonly other: string
  readonly text: string
}

/** What could be changed about a walk to see what it decides: policy, masquerading, generation of rules, the Pod. */
export function variantsOf(walk: Walk): readonly Variant[] {
  const { manifest, cluster, flow, trace } = walk
  const variants: Variant[] = []
  const offer = (id: string, now: string, other: string, edits: readonly TextEdit[]) => {
    if (edits.length > 0) variants.push({ id, now, other, text: applyEdits(manifest.text, edits) })
  }
  const service = flow && serviceAt(cluster, `${flow.destination.address}:${flow.destination.port}`)
  if (service && !service.assumed) {
    for (const field of ['externalTrafficPolicy', 'internalTrafficPolicy'] as const) {
      const policy = service[field]
      if (policy === undefined) continue
      const other = policy === 'Cluster' ? 'Local' : 'Cluster'
      offer(field, `${field}: ${policy}`, `${field}: ${other}`, setServiceField(manifest, service, field, other))
    }
  }
  const snat = manifest.lab.whatIf.masquerade
  offer(
    'masquerade',
    `masquerade: ${snat}`,
    `masquerade: ${!snat}`,
    inLab(manifest, ['whatIf', 'masquerade'], String(!snat)),
  )
  const all = cluster.settings.kubeProxy.masqueradeAll
  offer(
    'masqueradeAll',
    `masqueradeAll: ${all}`,
    `masqueradeAll: ${!all}`,
    setSetting(manifest, 'masqueradeAll', String(!all)),
  )
  const version = manifest.lab.kubernetesVersion
  const otherVersion = version === 'v1.34' ? 'v1.12' : 'v1.34'
  offer('version', version, otherVersion, inLab(manifest, ['kubernetesVersion'], otherVersion))
  if (trace?.server) for (const variant of ofPod(walk, trace.server.name)) offer(...variant)
  return variants
}

/** The Pod that answered: on another node, or not ready. */
function ofPod(
  { manifest, cluster }: Walk,
  name: string,
): readonly (readonly [string, string, string, readonly TextEdit[]])[] {
  const pod = podNamed(cluster.pods, name)
  if (!pod) return []
  const node = otherNode(cluster, pod.node)
  const moved = node === undefined ? [] : editPod(manifest, cluster, name, { type: 'move', node })
  const unready = editPod(manifest, cluster, name, { type: 'ready', ready: false })
  return [
    ['node', `${pod.name}: ${pod.node}`, `${pod.name}: ${node ?? ''}`, moved],
    ['ready', `${pod.name}: Ready`, `${pod.name}: not Ready`, unready],
  ]
}

function otherNode(cluster: Cluster, node: string): string | undefined {
  const at = cluster.nodes.findIndex(({ name }) => name === node)
  const other = cluster.nodes[(at + 1) % cluster.nodes.length]?.name
  return other === node ? undefined : other
}

function inLab(manifest: Manifest, path: readonly string[], yaml: string): readonly TextEdit[] {
  if (manifest.labObject) return setPath(manifest.text, manifest.labObject, ['spec', ...path], yaml)
  const value = path.reduceRight((inner, part) => `{ ${part}: ${inner} }`, yaml)
  return appendDocument(manifest.text, `apiVersion: packetwalk/v1\nkind: Lab\nspec: ${value}\n`)
}
