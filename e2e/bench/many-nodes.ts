import { manyManifests } from './many-manifests.ts'

/** A text of so many nodes, and one Service with so many Pods on them. */
export function manyNodes(nodes: number, pods: number): string {
  const each = Array.from({ length: nodes }, (_, i) => `apiVersion: v1\nkind: Node\nmetadata: { name: node${i + 1} }\n`)
  return [...each, manyManifests(1).replace('replicas: 3', `replicas: ${pods}`)].join('---\n')
}
