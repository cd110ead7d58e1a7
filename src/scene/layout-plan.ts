import { type Cluster, type Node, qualifiedName } from '../cluster/cluster.ts'
import { podNamed } from '../cluster/find-pod.ts'
import type { Detail, LayoutOptions } from './scene.ts'

/** Which nodes get a full card and what the others get, before anything has a place. */
export interface CardPlan {
  readonly phone: boolean
  readonly large: boolean
  readonly full: readonly Node[]
  readonly fullWidth: number
  readonly rest: readonly Node[]
  readonly restDetail: Detail
  /** Between the canvas's edge and the cards. */
  readonly margin: number
  /** Between two full cards. */
  readonly gap: number
  /** Host names of the Pods of the Service that is asked; undefined when none is. */
  readonly servicePods?: ReadonlySet<string>
  /** Host names on the packet's way. */
  readonly path: ReadonlySet<string>
}

/** Below this width one full card fills the canvas. */
const phoneWidth = 480

/** The station names at 10 px need this much. */
const leastFullWidth = 300

/** Wider than this a card falls apart. */
const mostFullWidth = 480

/** The nodes of the packet's way in full, as many as fit side by side; with up to three nodes also the others. */
export function planCards(
  cluster: Cluster,
  width: number,
  { focus, pathHosts = [], service, large = false }: LayoutOptions,
): CardPlan {
  const phone = width < phoneWidth
  // The wires to lower rows run between the cards and the left edge.
  const margin = phone || cluster.nodes.length > 2 ? 12 : 10
  const gap = width >= 1100 ? 24 : 8
  const usable = width - 2 * margin
  const most = phone ? 1 : Math.max(1, Math.floor((usable + gap) / (leastFullWidth + gap)))
  const count = cluster.nodes.length
  const path = unique(pathHosts.flatMap((host) => nodeOf(cluster, host) ?? []))
  const at = focus === undefined ? undefined : nodeOf(cluster, focus)
  const few = count <= 3 || phone
  const wanted = unique([...path, ...(at && !path.includes(at) ? [at] : []), ...(few ? cluster.nodes : [])])
  const first = wanted.slice(0, most)
  const chosen = at && !first.includes(at) ? [at, ...first].slice(0, most) : first
  const full = cluster.nodes.filter((node) => chosen.includes(node))
  const shown = Math.max(1, full.length)
  return {
    phone,
    large: large && !phone,
    full,
    fullWidth: Math.max(
      leastFullWidth - 20,
      Math.min(phone ? usable : mostFullWidth, (usable - (shown - 1) * gap) / shown),
    ),
    rest: cluster.nodes.filter((node) => !chosen.includes(node)),
    restDetail: restDetail(count, phone),
    margin,
    gap,
    path: new Set(pathHosts),
    ...(service === undefined ? {} : { servicePods: podsOfService(cluster, service) }),
  }
}

function restDetail(count: number, phone: boolean): Detail {
  if (count <= (phone ? 6 : 3)) return 'line'
  if (count <= 8 && !phone) return 'medium'
  return count <= 30 ? 'small' : 'cell'
}

/** The node a host is, or runs on. */
function nodeOf(cluster: Cluster, host: string): Node | undefined {
  const name = podNamed(cluster.pods, host)?.node ?? host
  return cluster.nodes.find((node) => node.name === name)
}

function podsOfService(cluster: Cluster, name: string): ReadonlySet<string> {
  const service = cluster.services.find((candidate) => qualifiedName(candidate) === name)
  const endpoints = service?.ports.flatMap((port) => port.endpoints) ?? []
  const selector = Object.entries(service?.selector ?? {})
  const selected = cluster.pods.filter(
    (pod) =>
      pod.namespace === service?.namespace &&
      selector.length > 0 &&
      selector.every(([key, value]) => pod.labels[key] === value),
  )
  return new Set([...endpoints.flatMap((endpoint) => endpoint.pod ?? []), ...selected.map(qualifiedName)])
}

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)]
}
