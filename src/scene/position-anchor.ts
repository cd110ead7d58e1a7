import type { Box, Point, Scene } from './scene.ts'
import type { Place } from './timeline.ts'

const indexes = new WeakMap<Scene, ReadonlyMap<string, Box>>()

/** The box with an id. */
export function boxOf(scene: Scene, id: string): Box | undefined {
  let index = indexes.get(scene)
  if (!index) {
    index = new Map(scene.boxes.map((box) => [box.id, box]))
    indexes.set(scene, index)
  }
  return index.get(id)
}

/** The box that stands for a place: the station, the host, or the box that counts a Pod which found no room. */
export function boxAt(scene: Scene, { host, station }: Place): Box | undefined {
  const exact = station === undefined ? undefined : boxOf(scene, `${host}:${station}`)
  return exact ?? boxOf(scene, host) ?? scene.boxes.find((box) => box.pods?.includes(host))
}

/** The node card a place lies in; undefined for hosts outside. */
export function cardAt(scene: Scene, place: Place): Box | undefined {
  for (let box = boxAt(scene, place); box; box = box.parent === undefined ? undefined : boxOf(scene, box.parent))
    if (box.kind === 'node') return box
  return undefined
}

/** The point of a place that the packet comes to. A place that is not drawn gives the middle of the upper edge. */
export function anchorOf(scene: Scene, place: Place): Point {
  const box = boxAt(scene, place)
  if (!box) return { x: scene.width / 2, y: 0 }
  const x = box.x + box.width / 2
  switch (box.kind) {
    case 'pod':
    case 'more':
    case 'no-pod':
      return { x, y: box.y }
    case 'station':
    case 'route':
    case 'host':
      return { x, y: box.y + box.height }
    case 'node':
      return { x, y: scene.detail[box.id] === 'full' ? box.y : box.y + box.height / 2 }
    case 'band':
    case 'router':
    case 'plug':
    case 'processes':
    case 'bay':
    case 'conntrack':
    case 'bridge':
      return { x, y: box.y + box.height / 2 }
    default:
      return box.kind satisfies never
  }
}
