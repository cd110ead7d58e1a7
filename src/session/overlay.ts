import { type Cluster, type Pod, qualifiedName } from '../cluster/cluster.ts'
import type { Frame } from '../scene/timeline.ts'
import type { Walk } from './walk.ts'

/** Two walks of one request over one drawing: a cluster with the hosts of both, and the frames of each placed in it. */
export interface Overlay {
  readonly cluster: Cluster
  readonly left: readonly Frame[]
  readonly right: readonly Frame[]
}

/**
 * Lays the right walk over the left one's cluster. A Pod the right packet visits on another node than it has on the left
 * is in the drawing twice; `letter` tells the second one's name apart.
 */
export function overlayWalks(left: Walk, right: Walk, letter: string): Overlay {
  const nodeOnLeft = new Map(left.cluster.pods.map((pod) => [qualifiedName(pod), pod.node]))
  const frames = right.timeline?.frames ?? []
  const visited = new Set(frames.map(({ place }) => place.host))
  const second = new Map<string, Pod>()
  for (const pod of right.cluster.pods) {
    const name = qualifiedName(pod)
    if (!visited.has(name) || nodeOnLeft.get(name) === pod.node) continue
    second.set(name, nodeOnLeft.has(name) ? { ...pod, name: `${pod.name} (${letter})` } : pod)
  }
  const placed = frames.map((frame) => {
    const pod = second.get(frame.place.host)
    return pod ? { ...frame, place: { ...frame.place, host: qualifiedName(pod) } } : frame
  })
  return {
    cluster: second.size === 0 ? left.cluster : { ...left.cluster, pods: [...left.cluster.pods, ...second.values()] },
    left: left.timeline?.frames ?? [],
    right: placed,
  }
}
