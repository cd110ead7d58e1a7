import { type Frame, type Journey, journeyAt, type Scene, shiftRight } from '../../src/index.ts'
import type { DrawnWay } from './drawing.ts'

/** How far the ways keep to the right of the middle of a wire, so that neither hides the other. */
const lanes = { 'way-a': 3, 'way-b': 9 } as const

/** One of two ways: thin as a whole, strong as far as its packet has come at frame `at`. */
export function overlayWays(
  scene: Scene,
  frames: readonly Frame[],
  at: number,
  look: keyof typeof lanes,
): readonly DrawnWay[] {
  const lines = ({ earlier, behind }: Journey, looks: string) =>
    [...earlier, ...behind].map(({ points, card }): DrawnWay => {
      const line = shiftRight(points, lanes[look])
      return card === undefined ? { look: looks, points: line } : { look: looks, points: line, card }
    })
  return [
    ...lines(journeyAt(scene, frames, frames.length - 1), `${look} to-come`),
    ...lines(journeyAt(scene, frames, at), look),
  ]
}
