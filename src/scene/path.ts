import { pathLength } from './path-polyline.ts'
import { anchorOf, boxAt } from './position-anchor.ts'
import type { Link, Point, Scene } from './scene.ts'
import type { Place } from './timeline.ts'

/** One wire of a way, and whether it is taken from its end to its start. */
export interface Leg {
  readonly link: Link
  readonly reversed: boolean
}

/** Against its direction a wire is taken only when there is no other way. */
const againstTheGrain = 20

interface Step {
  readonly to: string
  readonly leg: Leg
  readonly cost: number
}

const graphs = new WeakMap<Scene, ReadonlyMap<string, readonly Step[]>>()

/** The wires from one place to another, shortest way; empty when they are the same or no wire joins them. */
export function legsBetween(scene: Scene, from: Place, to: Place): readonly Leg[] {
  const start = vertexOf(scene, from)
  const end = vertexOf(scene, to)
  if (start === undefined || end === undefined || start === end) return []
  const graph = graphOf(scene)
  const best = new Map<string, { readonly cost: number; readonly by?: Step; readonly before?: string }>([
    [start, { cost: 0 }],
  ])
  const open = new Set([start])
  while (open.size > 0) {
    const here = [...open].reduce((a, b) => ((best.get(b)?.cost ?? 0) < (best.get(a)?.cost ?? 0) ? b : a))
    if (here === end) break
    open.delete(here)
    const cost = best.get(here)?.cost ?? 0
    for (const step of graph.get(here) ?? []) {
      const known = best.get(step.to)
      if (known && known.cost <= cost + step.cost) continue
      best.set(step.to, { cost: cost + step.cost, by: step, before: here })
      open.add(step.to)
    }
  }
  const legs: Leg[] = []
  for (let at = best.get(end); at?.by && at.before !== undefined; at = best.get(at.before)) legs.unshift(at.by.leg)
  return legs
}

/** The way between two places along the wires, from where the packet docks to where it docks. */
export function pathBetween(scene: Scene, from: Place, to: Place): readonly Point[] {
  const legs = legsBetween(scene, from, to)
  return [anchorOf(scene, from), ...legs.flatMap(pointsOf), anchorOf(scene, to)]
}

/** The points of a leg in the direction it is taken. */
export function pointsOf({ link, reversed }: Leg): readonly Point[] {
  return reversed ? link.points.toReversed() : link.points
}

/** Where the wires of a place end: its own box, a node's plug, or the card of a node that shows no more. */
function vertexOf(scene: Scene, place: Place): string | undefined {
  const graph = graphOf(scene)
  const exact = place.station ? `${place.host}:${place.station}` : `${place.host}:eth0`
  return [exact, `${place.host}:eth0`, place.host, boxAt(scene, place)?.parent].find(
    (id) => id !== undefined && graph.has(id),
  )
}

function graphOf(scene: Scene): ReadonlyMap<string, readonly Step[]> {
  const known = graphs.get(scene)
  if (known) return known
  const graph = new Map<string, Step[]>()
  const add = (from: string, step: Step) => {
    const steps = graph.get(from)
    if (steps) steps.push(step)
    else graph.set(from, [step])
  }
  for (const link of scene.links) {
    // Stations are near each other, so every wire costs a little in itself: fewer wires win over shorter ones.
    const cost = pathLength(link.points) + 4
    add(link.from, { to: link.to, leg: { link, reversed: false }, cost })
    add(link.to, { to: link.from, leg: { link, reversed: true }, cost: link.oneWay ? cost * againstTheGrain : cost })
  }
  graphs.set(scene, graph)
  return graph
}
