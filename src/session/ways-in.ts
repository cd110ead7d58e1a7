import type { Cluster } from '../cluster/cluster.ts'
import type { Network } from '../network/network.ts'
import type { Cause } from '../trace/causes.ts'
import { branchesOf } from '../trace/enumerate.ts'
import type { Outcome, Trace } from '../trace/trace.ts'
import { follow } from './follow.ts'
import { requestFlow, resolveRequest } from './request.ts'
import type { Way } from './ways.ts'

/** What comes of one caller taking one way in, over every choice that balancing may make. */
export interface WayCell {
  /** As a request names the caller. */
  readonly from: string
  readonly way: Way
  /** The likeliest outcome; of two equally likely ones the worse. */
  readonly outcome: Outcome
  readonly cause: Cause | null
  /** Whoever gets the request, with its exact probability: Pods, or a host where no Pod is behind the address. */
  readonly pods: readonly { readonly name: string; readonly probability: number }[]
  /** Source addresses they see. */
  readonly sees: readonly string[]
  /** Every different ending and its probability; they sum to 1. */
  readonly endings: readonly WayEnding[]
}

export interface WayEnding {
  readonly outcome: Outcome
  readonly cause: Cause | null
  /** Host where the cause struck. */
  readonly where: string | null
  /** Who got the request; null when nobody did. */
  readonly pod: string | null
  readonly sees: string | null
  readonly probability: number
  /** How the name was looked up, where it came to no address. */
  readonly lookup?: Pick<Trace, 'resolver' | 'dns'>
}

/** What the table needs of a walk. */
export interface Walked {
  readonly cluster: Cluster
  readonly network: Network
}

/** Best first. */
const rank: readonly Outcome[] = ['answered', 'undetermined', 'refused', 'unreachable', 'name-error', 'timed-out']

/** One cell of the table; undefined when the caller or the way is not in the network. */
export function wayCell(walked: Walked, from: string, way: Way): WayCell | undefined {
  const steps = wayCellSteps(walked, from, way)
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}

/**
 * The same, pausing after each choice that balancing can make: a Service of a thousand Pods has a thousand of them. A name is
 * looked up once, and the connection to its address then goes every way it can.
 */
export function* wayCellSteps(walked: Walked, from: string, way: Way): Generator<undefined, WayCell | undefined> {
  const { to, protocol } = way
  const request = { from, to, protocol }
  let flow = requestFlow(walked.cluster, walked.network, request)
  if (!flow) {
    const named = follow(walked.cluster, walked.network, resolveRequest(walked.cluster, walked.network, request))
    if (!named) return undefined
    if (!named.flow) return summary(from, way, [{ ...endingOf(named.trace), ...lookupOf(named.trace), probability: 1 }])
    flow = named.flow
  }
  const endings = new Map<string, WayEnding>()
  for (const { trace, probability } of branchesOf(walked.network, flow)) {
    const ending = endingOf(trace)
    const key = JSON.stringify(ending)
    endings.set(key, { ...ending, probability: probability + (endings.get(key)?.probability ?? 0) })
    yield undefined
  }
  return endings.size === 0 ? undefined : summary(from, way, [...endings.values()])
}

function endingOf({ outcome, cause, where, server }: Trace): Omit<WayEnding, 'probability' | 'lookup'> {
  const sees = server ? server.sees.replace(/^\[|\]?:\d+$/g, '') : null
  return { outcome, cause, where, pod: server?.name ?? null, sees }
}

function lookupOf({ resolver, dns }: Trace): Pick<WayEnding, 'lookup'> {
  return { lookup: { dns, ...(resolver ? { resolver } : {}) } }
}

function summary(from: string, way: Way, endings: readonly WayEnding[]): WayCell {
  const outcomes = sums(endings, (ending) => ending.outcome)
  // Probabilities are sums of floating-point products: equal means equal up to their noise.
  const [outcome] = [...outcomes].reduce((a, b) => {
    const nearly = Math.abs(a[1] - b[1]) < 1e-9
    return (nearly ? rank.indexOf(b[0]) > rank.indexOf(a[0]) : b[1] > a[1]) ? b : a
  })
  const likeliest = endings
    .filter((ending) => ending.outcome === outcome)
    .reduce((a, b) => (b.probability > a.probability + 1e-9 ? b : a))
  const pods = sums(
    endings.filter((ending) => ending.pod !== null),
    (ending) => ending.pod as string,
  )
  return {
    from,
    way,
    outcome,
    cause: likeliest.cause,
    pods: [...pods].map(([name, probability]) => ({ name, probability })),
    sees: [...new Set(endings.flatMap((ending) => ending.sees ?? []))].sort(),
    endings,
  }
}

function sums<K>(endings: readonly WayEnding[], key: (ending: WayEnding) => K): ReadonlyMap<K, number> {
  const found = new Map<K, number>()
  for (const ending of endings) found.set(key(ending), (found.get(key(ending)) ?? 0) + ending.probability)
  return found
}
