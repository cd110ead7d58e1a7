import { legsBetween, pointsOf } from './path.ts'
import { boxAt } from './position-anchor.ts'
import type { Link, Point, Scene } from './scene.ts'
import type { Frame } from './timeline.ts'

/** A stretch of wires that a packet takes in one go, in its direction. */
export interface Stretch {
  readonly points: readonly Point[]
  /** Id of the card it lies in; absent outside. */
  readonly card?: string
  /** True when some packet of the trace also comes the other way: the two keep apart. */
  readonly shared: boolean
}

/** What the wires and stations tell at one position of the scrubber. */
export interface Journey {
  /** Where this packet has been. */
  readonly behind: readonly Stretch[]
  /** Where it will still go. */
  readonly ahead: readonly Stretch[]
  /** Where the packets before it went. */
  readonly earlier: readonly Stretch[]
  /** Ids of the wires under all of those, outside the cards. */
  readonly taken: ReadonlySet<string>
  /** Ids of the boxes this packet has been at. */
  readonly visited: ReadonlySet<string>
}

/** One wire that a packet takes. */
export interface Hop {
  readonly packet: number
  /** Index of the frame it leads to. */
  readonly to: number
  readonly link: Link
  readonly reversed: boolean
}

const hopsOf = new WeakMap<Scene, { readonly frames: readonly Frame[]; readonly hops: readonly Hop[] }>()

/** Divides the ways of all packets at frame `at`: this packet's behind it and before it, and the earlier packets'. */
export function journeyAt(scene: Scene, frames: readonly Frame[], at: number): Journey {
  const packet = frames[at]?.packet
  const hops = allHops(scene, frames)
  const ways = new Set(hops.map(({ link, reversed }) => `${link.id} ${reversed}`))
  const mine = hops.filter((hop) => hop.packet === packet)
  const earlier = hops.filter((hop) => hop.packet !== packet && hop.to <= at)
  const stretch = (part: readonly Hop[]) => stretches(part, ways)
  const visited = frames
    .slice(0, at + 1)
    .flatMap((frame) => (frame.packet === packet ? (boxAt(scene, frame.place)?.id ?? []) : []))
  return {
    behind: stretch(mine.filter((hop) => hop.to <= at)),
    ahead: stretch(mine.filter((hop) => hop.to > at)),
    earlier: stretch(earlier),
    taken: new Set([...mine, ...earlier].filter(({ link }) => link.card === undefined).map(({ link }) => link.id)),
    visited: new Set(visited),
  }
}

/** Every wire every packet takes, in order. A packet's way starts anew where it was sent. */
export function allHops(scene: Scene, frames: readonly Frame[]): readonly Hop[] {
  const known = hopsOf.get(scene)
  if (known?.frames === frames) return known.hops
  let before: Frame | undefined
  const hops = frames.flatMap((frame, to): readonly Hop[] => {
    if (before?.packet === frame.packet && standsStill(before.place.station, frame.place.station)) return []
    const last = before
    before = frame
    if (!last || last.packet !== frame.packet) return []
    // The outcome is told at the sender, whose packet may have ended elsewhere.
    if (frame.ending !== undefined && to === frames.length - 1 && last.ending === 'dropped') return []
    return legsBetween(scene, last.place, frame.place).map((leg) => ({ packet: frame.packet, to, ...leg }))
  })
  hopsOf.set(scene, { frames, hops })
  return hops
}

type Station = Frame['place']['station']

/**
 * Events that are no way on the map: the bridge hands up a frame that has met PREROUTING while it was bridged, and the
 * routing table is asked for what a local process sends, before OUTPUT and again after it.
 */
function standsStill(from: Station, to: Station): boolean {
  if (to === 'cni0') return from === 'PREROUTING'
  return to === 'route' && (from === 'processes' || from === 'OUTPUT')
}

/** Joins wires that follow each other, inside one card or outside all. */
function stretches(hops: readonly Hop[], ways: ReadonlySet<string>): readonly Stretch[] {
  const joined: { points: Point[]; card: string | undefined; shared: boolean; end: string }[] = []
  for (const hop of hops) {
    const { link, reversed } = hop
    const [start, end] = reversed ? [link.to, link.from] : [link.from, link.to]
    const shared = ways.has(`${link.id} ${!reversed}`)
    const last = joined.at(-1)
    if (last && last.end === start && last.card === link.card && last.shared === shared) {
      last.points.push(...pointsOf(hop))
      last.end = end
    } else joined.push({ points: [...pointsOf(hop)], card: link.card, shared, end })
  }
  return joined.map(({ points, card, shared }) => ({ points, shared, ...(card === undefined ? {} : { card }) }))
}
