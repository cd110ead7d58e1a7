import type { Cluster } from '../cluster/cluster.ts'
import { ownerOfAddress } from './owner.ts'
import { pathBetween } from './path.ts'
import { pathLength, pointAlong } from './path-polyline.ts'
import type { Point, Scene } from './scene.ts'
import type { Frame } from './timeline.ts'

/** The way of a connection's first packet, ready to be asked for many dots in every picture. */
export interface SwarmWay {
  /** Points at equal distances along the wires, from where it was sent to where it ended. */
  readonly points: readonly Point[]
  /** Hues of its source and destination, from a fraction (0–1) of the way on; the first from 0. */
  readonly hues: readonly SwarmHues[]
}

interface SwarmHues {
  readonly from: number
  readonly source: string
  readonly destination: string
}

/** One dot: its middle, and the hues of its two halves. */
export interface SwarmDot {
  readonly point: Point
  readonly source: string
  readonly destination: string
}

/** So many points are kept of a way: a dot moves less than its own size from one to the next. */
const kept = 256

/**
 * The way along the wires of the packet that opened a connection, as far as it came; what a name's lookup sent is left out.
 * Frames without such a packet give one point at the upper edge.
 */
export function swarmWay(scene: Scene, cluster: Cluster, frames: readonly Frame[]): SwarmWay {
  const first = frames.find(({ direction }) => direction === 'request')
  const mine = frames.filter(({ packet, ending }) => packet === first?.packet && (!ending || ending === 'dropped'))
  const line: Point[] = []
  const turns: { readonly length: number; readonly source: string; readonly destination: string }[] = []
  let length = 0
  for (const [i, { place, header }] of mine.entries()) {
    const before = mine[i - 1]
    if (before && (before.place.host !== place.host || before.place.station !== place.station)) {
      const leg = pathBetween(scene, before.place, place)
      length += pathLength(leg) + gap(line.at(-1), leg[0])
      line.push(...leg)
    }
    const [source, destination] = [hueOf(cluster, header.source), hueOf(cluster, header.destination)]
    const last = turns.at(-1)
    if (last?.source !== source || last.destination !== destination) turns.push({ length, source, destination })
  }
  const points = Array.from({ length: kept + 1 }, (_, i) => pointAlong(line, i / kept))
  const hues = turns.map(({ length: at, ...halves }) => ({ from: length === 0 ? 0 : at / length, ...halves }))
  return { points: line.length === 0 ? [{ x: scene.width / 2, y: 0 }] : points, hues }
}

/** The dot a fraction (0–1, clamped) of its way along. */
export function swarmAt({ points, hues }: SwarmWay, fraction: number): SwarmDot {
  const part = Math.min(1, Math.max(0, fraction))
  const at = part * (points.length - 1)
  const [a, b] = [points[Math.floor(at)], points[Math.ceil(at)]]
  const point = a && b ? between(a, b, at - Math.floor(at)) : { x: 0, y: 0 }
  const { source, destination } = hues.findLast(({ from }) => from <= part) ?? nobody
  return { point, source, destination }
}

const nobody = { source: 'outside', destination: 'outside' }

function hueOf(cluster: Cluster, socket: string): string {
  return ownerOfAddress(cluster, socket).hue
}

function gap(a: Point | undefined, b: Point | undefined): number {
  return a && b ? Math.hypot(b.x - a.x, b.y - a.y) : 0
}

function between(a: Point, b: Point, part: number): Point {
  return { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part }
}
