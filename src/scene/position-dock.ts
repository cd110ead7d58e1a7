import { clearance, fitsBeside } from './capsule-room.ts'
import { anchorOf, boxAt, boxOf, cardAt } from './position-anchor.ts'
import type { Box, Point, Rectangle, Scene, Size } from './scene.ts'
import type { Place } from './timeline.ts'

/** Where the packet's capsule rests while it is at a place. */
export interface Dock {
  /** What the tail points at. */
  readonly point: Point
  readonly tail: Tail
  /** The capsule stays in here, so that it covers no Pod and leaves no card. */
  readonly area: Rectangle
  /** Where its upper edge belongs; absent: as low as the area allows. */
  readonly top?: number
}

/** Side of the capsule that its tail is on. */
export type Tail = 'up' | 'down' | 'left' | 'none'

/** A capsule with IPv4 addresses; in wide cards it keeps off the wires at the sides. */
const ordinaryWidth = 264

/** A capsule without a rewrite. */
const ordinaryHeight = 58

/** A capsule with a DNS question in it. */
const widestCapsule = 290

/** Between a station and the capsule under it: the tail, and room for a mark riding on the border. */
const underStation = 16

/** Where the capsule docks for a place: in the bay of a full card, beside a host outside, on a card that shows less. */
export function dockOf(scene: Scene, place: Place): Dock {
  const point = anchorOf(scene, place)
  const card = cardAt(scene, place)
  if (!card) return outsideDock(scene, place, point)
  const bay = boxOf(scene, `${card.id}:bay`)
  if (!bay)
    return {
      point,
      tail: 'up',
      area: { x: card.x - 60, y: card.y, width: card.width + 120, height: 200 },
      top: card.y + card.height + clearance,
    }
  const inset = Math.max(8, Math.min(24, (card.width - ordinaryWidth) / 2))
  const area = { x: card.x + inset, y: bay.y, width: card.width - 2 * inset, height: bay.height }
  const box = boxAt(scene, place)
  switch (box?.kind) {
    case 'station':
    case 'route':
      return { point, tail: 'up', area, top: point.y + underStation }
    case 'processes':
      return { point: { x: point.x, y: box.y }, tail: 'none', area, top: box.y + 2 }
    case 'pod':
    case 'more':
    case 'bridge':
      return { point, tail: 'down', area }
    default:
      return { point, tail: 'none', area, top: bay.y + clearance }
  }
}

/** Right of the router, below the hosts; on a phone below the client, left of the card's plug. */
function outsideDock(scene: Scene, place: Place, point: Point): Dock {
  const band = boxOf(scene, 'band')
  const router = boxOf(scene, 'router')
  const host = boxAt(scene, place)
  if (!band || !router || !host) return { point, tail: 'none', area: { x: 0, y: 0, width: scene.width, height: 120 } }
  if (scene.width < 480 && host.y < router.y + router.height) {
    const area = { x: 10, y: host.y + host.height, width: 218, height: 90 }
    return {
      point: { x: Math.min(point.x, 200), y: point.y },
      tail: host === router ? 'none' : 'up',
      area,
      top: host.y + host.height + 8,
    }
  }
  const right = router.x + router.width + 10
  // With many hosts the router stands far right: then the capsule lies below what it points at.
  const beside = fitsBeside(router, scene.width)
  const left = beside ? right : Math.max(10, scene.width - 10 - widestCapsule)
  const area = {
    x: left,
    y: router.y - 40,
    width: scene.width - left - 10,
    height: band.y + band.height - router.y + 40,
  }
  if (host === router) {
    if (beside) return { point: { x: router.x + router.width, y: point.y }, tail: 'left', area }
    const bottom = router.y + router.height
    return { point: { x: point.x, y: bottom }, tail: 'up', area, top: bottom + clearance }
  }
  const plugs = scene.boxes.filter(({ kind }) => kind === 'plug')
  const covers = plugs.some((plug) => point.y + clearance + ordinaryHeight > plug.y)
  if (covers && clearRight(scene, host)) {
    const x = host.x + host.width
    return {
      point: { x, y: host.y + host.height / 2 },
      tail: 'left',
      area: { ...area, x, y: 2, width: scene.width - x },
    }
  }
  const reaches = host.x + host.width - 8 >= left + 14
  const tip = reaches ? Math.min(host.x + host.width - 12, Math.max(left + 18, point.x)) : point.x
  return { point: { x: tip, y: point.y }, tail: reaches ? 'up' : 'none', area, top: point.y + clearance }
}

/** Whether a capsule has room right of a host. */
function clearRight(scene: Scene, host: Box): boolean {
  const x = host.x + host.width
  const end = x + 2 * clearance + widestCapsule
  const inTheWay = ({ kind, x: left, y }: Box) => {
    return (kind === 'host' || kind === 'router') && left >= x && left < end && y < host.y + host.height
  }
  return end <= scene.width && !scene.boxes.some(inTheWay)
}

/** A capsule of a size at its dock: its upper left corner, and how far along its edge the tail sits. */
export function placeCapsule(dock: Dock, size: Size): Point & { readonly tailAt: number } {
  const { point, area, tail } = dock
  const lowest = area.y + area.height - size.height
  if (tail === 'left') {
    const y = clamp(point.y - size.height / 2, area.y, lowest)
    return { x: point.x + clearance, y, tailAt: clamp(point.y - y, 12, size.height - 12) }
  }
  const x = clamp(point.x - size.width / 2, area.x, area.x + area.width - size.width)
  const y = dock.top ?? Math.max(area.y, lowest - clearance)
  return { x, y, tailAt: clamp(point.x - x, 16, size.width - 16) }
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value))
}

/** Whether the capsule at this place lies over the stations under the routing decision. */
export function coversLowerStations(scene: Scene, place: Place): boolean {
  const box: Box | undefined = boxAt(scene, place)
  if (!box || !cardAt(scene, place)) return false
  if (box.kind === 'plug' || box.kind === 'node') return true
  return (box.kind === 'station' || box.kind === 'route') && !box.id.endsWith(':INPUT') && !box.id.endsWith(':OUTPUT')
}
