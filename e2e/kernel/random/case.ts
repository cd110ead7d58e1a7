import type { KernelCase } from '../case.ts'
import { addresses, type DrawnCluster, drawCluster, type Policy, policies, ports } from './cluster.ts'
import { Dice } from './dice.ts'

const entries = ['clusterIP', 'nodePort', 'externalIP', 'loadBalancer', 'localhost', 'closed port'] as const
type Entry = (typeof entries)[number]

/** Where the sender is, as seen from the Service's endpoints. */
const places = ['outside', 'endpoint', 'Pod beside', 'Pod away', 'node beside', 'node away'] as const
type Place = (typeof places)[number]

/** Entries that a place can ask for: only a node reaches its own node ports by 127.0.0.1. */
const combinations = entries.flatMap((entry) =>
  places.filter((place) => entry !== 'localhost' || place.startsWith('node')).map((place) => ({ entry, place })),
)

const requestsPerCluster = 5

/** A random case, and the shapes (policy × entry × place) its requests have. */
export interface RandomCase {
  readonly test: KernelCase
  readonly shapes: readonly string[]
}

/** Every shape there is. Some cannot be drawn in every cluster: without endpoints nobody is one. */
export const allShapes: readonly string[] = policies.flatMap((policy) =>
  combinations.map(({ entry, place }) => shapeOf(policy, entry, place)),
)

/**
 * The case of a seed. Seeds in a row go through the policies and the combinations in turn, so that every shape's turn
 * comes; what else there is in the cluster is drawn.
 */
export function randomCase(seed: number): RandomCase {
  const dice = new Dice(seed)
  const policy = policies[seed % policies.length] as Policy
  const cluster = drawCluster(dice, policy)
  const first = Math.floor(seed / policies.length) * requestsPerCluster
  const drawn = Array.from({ length: requestsPerCluster }, (_, i) => {
    const { entry, place } = combinations[(first + i) % combinations.length] as (typeof combinations)[number]
    const from = senderAt(dice, cluster, place)
    return from === undefined ? undefined : { entry, place, from }
  }).filter((found) => found !== undefined)
  const steps = drawn.map(({ entry, from }) => {
    const pick = cluster.endpoints.length > 0 ? { pick: dice.one(cluster.endpoints).name } : {}
    return { send: { from, to: targetOf(dice, cluster, entry), protocol: cluster.protocol, ...pick } }
  })
  const shapes = drawn.map(({ entry, place }) => shapeOf(policy, entry, place))
  return { test: { shape: 'random', name: `seed ${seed}`, text: cluster.text, steps }, shapes }
}

function shapeOf(policy: Policy, entry: Entry, place: Place): string {
  return `${policy} × ${entry} × ${place}`
}

function senderAt(dice: Dice, { nodes, endpoints }: DrawnCluster, place: Place): string | undefined {
  const beside = nodes.filter((node) => endpoints.some((endpoint) => endpoint.node === node))
  const away = nodes.filter((node) => !beside.includes(node))
  const any = (names: readonly string[]) => (names.length > 0 ? dice.one(names) : undefined)
  switch (place) {
    case 'outside':
      return 'client'
    case 'endpoint':
      return any(endpoints.filter((endpoint) => !endpoint.hostNetwork).map((endpoint) => endpoint.name))
    case 'Pod beside':
      return any(beside.map((node) => `ask-${node}`))
    case 'Pod away':
      return any(away.map((node) => `ask-${node}`))
    case 'node beside':
      return any(beside)
    case 'node away':
      return any(away)
    default:
      place satisfies never
      return undefined
  }
}

function targetOf(dice: Dice, { nodes }: DrawnCluster, entry: Entry): string {
  switch (entry) {
    case 'clusterIP':
      return `${addresses.clusterIP}:${ports.service}`
    case 'nodePort':
      return `${dice.one(nodes)}:${ports.node}`
    case 'externalIP':
      return `${addresses.externalIP}:${ports.service}`
    case 'loadBalancer':
      return `${addresses.loadBalancer}:${ports.service}`
    case 'localhost':
      return `localhost:${ports.node}`
    case 'closed port':
      return `${dice.one([addresses.clusterIP, addresses.externalIP, ...nodes])}:${ports.closed}`
    default:
      entry satisfies never
      return ''
  }
}
