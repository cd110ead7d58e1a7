import { allHops } from './path-journey.ts'
import { boxAt, boxOf } from './position-anchor.ts'
import type { Box, Scene } from './scene.ts'
import type { Frame } from './timeline.ts'

const known = new WeakMap<Scene, { readonly frames: readonly Frame[]; readonly touched: ReadonlySet<string> }>()

/**
 * Ids of all boxes and wires that any packet of the trace comes to, also on its way back, with the boxes they lie in.
 * Everything else can be faded without hiding a step.
 */
export function touchedBy(scene: Scene, frames: readonly Frame[]): ReadonlySet<string> {
  const last = known.get(scene)
  if (last?.frames === frames) return last.touched
  const touched = new Set<string>()
  const add = (box: Box | undefined) => {
    for (let at = box; at; at = at.parent === undefined ? undefined : boxOf(scene, at.parent)) touched.add(at.id)
  }
  for (const { place } of frames) add(boxAt(scene, place))
  for (const { link } of allHops(scene, frames)) {
    touched.add(link.id)
    add(boxOf(scene, link.from))
    add(boxOf(scene, link.to))
  }
  known.set(scene, { frames, touched })
  return touched
}
