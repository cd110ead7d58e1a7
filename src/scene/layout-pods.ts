import { type Cluster, type Node, type Pod, qualifiedName } from '../cluster/cluster.ts'
import type { CardPlan } from './layout-plan.ts'

/** The Pods a card has room for, in the cluster's order, and the others. */
export interface PodChoice {
  readonly shown: readonly Pod[]
  readonly hidden: readonly Pod[]
  /** True when the asked Service has no Pod on this node, or the node has none at all. */
  readonly none: boolean
}

/** Chooses up to `room` Pods: those on the packet's way first, then the Service's, then others, the system's last. */
export function choosePods(cluster: Cluster, node: Node, plan: CardPlan, room: number): PodChoice {
  const own = podsOn(cluster, node)
  const kept = new Set(own.toSorted((a, b) => rank(a, plan) - rank(b, plan)).slice(0, Math.max(0, room)))
  return {
    shown: own.filter((pod) => kept.has(pod)),
    hidden: own.filter((pod) => !kept.has(pod)),
    none: lacksPods(cluster, node, plan),
  }
}

/** Pods with an address of their own on a node: one with hostNetwork is a process of the node. */
function podsOn(cluster: Cluster, node: Node): readonly Pod[] {
  return cluster.pods.filter((pod) => pod.node === node.name && !pod.hostNetwork)
}

/** Whether a card says that it has no Pod of the asked Service. */
export function lacksPods(cluster: Cluster, node: Node, { servicePods }: CardPlan): boolean {
  const own = podsOn(cluster, node)
  return own.length === 0 || (servicePods !== undefined && !own.some((pod) => servicePods.has(qualifiedName(pod))))
}

function rank(pod: Pod, { path, servicePods }: CardPlan): number {
  if (path.has(qualifiedName(pod))) return 0
  if (servicePods?.has(qualifiedName(pod))) return 1
  return pod.namespace === 'kube-system' ? 3 : 2
}
