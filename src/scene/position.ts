import { pathBetween } from './path.ts'
import { pointAlong } from './path-polyline.ts'
import { anchorOf, cardAt } from './position-anchor.ts'
import { dockOf, type Tail } from './position-dock.ts'
import type { Point, Scene } from './scene.ts'
import type { Frame, Place } from './timeline.ts'

/** Where the packet is at a moment. */
export interface PacketPosition {
  readonly point: Point
  /** Side of the capsule that points at its place; `none` while it travels. */
  readonly tail: Tail
  /** True on the wires between two docks that lie in different bays. */
  readonly travelling: boolean
}

/**
 * Where the packet is at `t`, counted in frames: at a whole number it rests, in between it is on its way from one frame's
 * place to the next one's. Linear: easing is the caller's. Beyond the ends it stays at the first and the last frame.
 */
export function positionAt(scene: Scene, frames: readonly Pick<Frame, 'place'>[], t: number): PacketPosition {
  const at = Math.max(0, Math.min(frames.length - 1, t))
  const before = frames[Math.floor(at)]
  const after = frames[Math.ceil(at)]
  if (!before || !after) return { point: { x: scene.width / 2, y: 0 }, tail: 'none', travelling: false }
  const fraction = at - Math.floor(at)
  if (fraction === 0 || samePlace(before.place, after.place)) return resting(scene, before.place)
  if (!travels(scene, before.place, after.place)) {
    const point = pointAlong([anchorOf(scene, before.place), anchorOf(scene, after.place)], fraction)
    return { point, tail: dockOf(scene, fraction < 0.5 ? before.place : after.place).tail, travelling: false }
  }
  return { point: pointAlong(pathBetween(scene, before.place, after.place), fraction), tail: 'none', travelling: true }
}

/** Whether the packet leaves its bay between two places, and so follows the wires. */
export function travels(scene: Scene, from: Place, to: Place): boolean {
  if (from.host === to.host) return false
  const [a, b] = [cardAt(scene, from), cardAt(scene, to)]
  return !a || !b || a.id !== b.id || from.host.includes('/') || to.host.includes('/')
}

function resting(scene: Scene, place: Place): PacketPosition {
  const { point, tail } = dockOf(scene, place)
  return { point, tail, travelling: false }
}

function samePlace(a: Place, b: Place): boolean {
  return a.host === b.host && a.station === b.station
}
