import type { Point } from '../../src/index.ts'

/** A polyline's `points` attribute. */
export function polyline(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${round(x)},${round(y)}`).join(' ')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
