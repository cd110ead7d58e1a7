import type { TextEdit } from '../manifest/diagnostic.ts'
import { appendDocument, setRequest } from '../manifest/edit.ts'
import { removeObject } from '../manifest/edit-path.ts'
import type { Manifest } from '../manifest/manifest.ts'
import type { Cluster } from './cluster.ts'
import { setReady } from './edit-condition.ts'
import { text } from './fields.ts'
import { nodeYaml } from './pod-yaml.ts'

/** Edits that add a node; assumed ones are written down with it, since written nodes are all the nodes there are. */
export function addNode(manifest: Manifest, cluster: Cluster): readonly TextEdit[] {
  const names = new Set(cluster.nodes.map((node) => node.name))
  let number = cluster.nodes.length + 1
  while (names.has(`node${number}`)) number++
  const fresh = `apiVersion: v1\nkind: Node\nmetadata:\n  name: node${number}\n`
  const documents = [...cluster.nodes.filter((node) => node.assumed).map(nodeYaml), fresh]
  return appendDocument(manifest.text, documents.join('---\n'))
}

/** Edits that take a node away, with the Pods bound to it and a request that names it. The last node stays. */
export function removeNode(manifest: Manifest, cluster: Cluster, name: string): readonly TextEdit[] {
  const others = cluster.nodes.filter((node) => node.name !== name)
  if (others.length === 0 || others.length === cluster.nodes.length) return []
  const gone = manifest.objects.filter(
    (object) =>
      (object.kind === 'Node' && object.name === name) ||
      (object.kind === 'Pod' && text(object.value, 'spec', 'nodeName') === name),
  )
  const assumed = others.filter((node) => node.assumed).map(nodeYaml)
  const { from, to } = manifest.lab.request
  const names = (asked: string | undefined) => asked !== undefined && asked.split(':')[0] === name
  const forgotten = { ...(names(from) ? { from: undefined } : {}), ...(names(to) ? { to: undefined } : {}) }
  return [
    ...gone.flatMap((object) => removeObject(manifest.text, object)),
    ...(assumed.length > 0 ? appendDocument(manifest.text, assumed.join('---\n')) : []),
    ...(Object.keys(forgotten).length > 0 ? setRequest(manifest, forgotten) : []),
  ]
}

/** Edits that set a node's Ready condition; an assumed node is written down for it, with the other assumed ones. */
export function setNodeReady(manifest: Manifest, cluster: Cluster, name: string, ready: boolean): readonly TextEdit[] {
  const node = cluster.nodes.find((candidate) => candidate.name === name)
  if (!node || node.ready === ready) return []
  const object = manifest.objects.find((candidate) => candidate.kind === 'Node' && candidate.name === name)
  if (object) return setReady(manifest.text, object, ready)
  const assumed = cluster.nodes.filter((candidate) => candidate.assumed)
  const documents = assumed.map((each) => nodeYaml(each === node ? { ...each, ready } : each))
  return appendDocument(manifest.text, documents.join('---\n'))
}
