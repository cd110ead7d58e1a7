import { manyManifests } from './many-manifests.ts'

/** The first packet goes through two nodes, or through one and back to its own Pod. */
const request = `apiVersion: packetwalk/v1
kind: Lab
spec: { request: { from: client, to: "node2:30080", pick: service-0-1 } }
`

/** A text of so many nodes, and one Service of type NodePort with so many Pods on them. */
export function manyNodes(nodes: number, pods: number): string {
  const each = Array.from({ length: nodes }, (_, i) => `apiVersion: v1\nkind: Node\nmetadata: { name: node${i + 1} }\n`)
  const one = manyManifests(1)
    .replace('spec:\n  selector:', 'spec:\n  type: NodePort\n  selector:')
    .replace('targetPort: 8080', 'targetPort: 8080\n    nodePort: 30080')
    .replace('replicas: 3', `replicas: ${pods}`)
  return [...each, one, request].join('---\n')
}
