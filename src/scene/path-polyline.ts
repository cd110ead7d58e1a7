import type { Point } from './scene.ts'

/** The length of a polyline. */
export function pathLength(points: readonly Point[]): number {
  return lengths(points).reduce((sum, length) => sum + length, 0)
}

/** The point a fraction (0–1, clamped) of the way along a polyline; the origin when it has no points. */
export function pointAlong(points: readonly Point[], fraction: number): Point {
  let left = pathLength(points) * Math.min(1, Math.max(0, fraction))
  for (const [i, length] of lengths(points).entries()) {
    const [a, b] = [points[i], points[i + 1]]
    if (!a || !b) break
    if (left <= length) {
      const part = length === 0 ? 1 : left / length
      return { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part }
    }
    left -= length
  }
  return points.at(-1) ?? { x: 0, y: 0 }
}

/** The same way `by` pixels further right, seen in the direction of travel. Corners stay corners; a U-turn has two. */
export function shiftRight(points: readonly Point[], by: number): readonly Point[] {
  const way = withoutRepeats(points)
  if (way.length < 2) return way
  return way.flatMap((point, i): readonly Point[] => {
    const before = normal(way[i - 1] ?? point, i === 0 ? (way[1] ?? point) : point)
    const after = normal(point, way[i + 1] ?? point)
    const first = i === 0 ? after : before
    const second = i === way.length - 1 ? before : after
    const turn = 1 + first.x * second.x + first.y * second.y
    // Back the way it came: from the end of one lane over to the other.
    if (turn < 0.01) return [first, second].map(({ x, y }) => ({ x: point.x + x * by, y: point.y + y * by }))
    // The corner of two shifted lines: along the bisector, longer the sharper the turn.
    const scale = by / Math.max(0.4, turn)
    return [{ x: point.x + (first.x + second.x) * scale, y: point.y + (first.y + second.y) * scale }]
  })
}

function withoutRepeats(points: readonly Point[]): readonly Point[] {
  return points.filter((point, i) => {
    const before = points[i - 1]
    return !before || before.x !== point.x || before.y !== point.y
  })
}

/** A unit vector to the right of a line; y grows downwards. */
function normal(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
  return { x: -(to.y - from.y) / length, y: (to.x - from.x) / length }
}

function lengths(points: readonly Point[]): readonly number[] {
  return points.slice(1).map((point, i) => Math.hypot(point.x - (points[i]?.x ?? 0), point.y - (points[i]?.y ?? 0)))
}
