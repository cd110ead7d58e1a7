import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layoutScene } from '../scene/layout.ts'
import { legsBetween, pathBetween } from '../scene/path.ts'
import { pathLength, pointAlong, shiftRight } from '../scene/path-polyline.ts'
import { positionAt } from '../scene/position.ts'
import { anchorOf, boxOf } from '../scene/position-anchor.ts'
import { dockOf, placeCapsule } from '../scene/position-dock.ts'
import type { Scene } from '../scene/scene.ts'
import type { Frame, Place } from '../scene/timeline.ts'
import { createWalker } from './walker.ts'

const text = `apiVersion: v1
kind: Service
metadata: { name: my-nginx }
spec:
  type: NodePort
  selector: { run: my-nginx }
  ports: [{ port: 80, nodePort: 30080 }]
---
apiVersion: v1
kind: Pod
metadata: { name: web-1, labels: { run: my-nginx } }
spec: { nodeName: node1, containers: [{ name: nginx, ports: [{ containerPort: 80 }] }] }
`
const { cluster, timeline } = createWalker()(text, { from: 'client', to: 'node2:30080' })
const frames: readonly Frame[] = timeline?.frames ?? []
const pathHosts = ['client', 'router', 'node2', 'node1', 'default/web-1']
const scene = layoutScene(cluster, { width: 716, height: 706 }, { pathHosts, service: 'default/my-nginx' })

const client: Place = { host: 'client' }
const pod: Place = { host: 'default/web-1' }
const at = (host: string, station: NonNullable<Place['station']>): Place => ({ host, station })

/** The boxes a way passes, as the ends of its wires. */
function stops(from: Place, to: Place): readonly string[] {
  const legs = legsBetween(scene, from, to)
  const ends = legs.map(({ link, reversed }) => (reversed ? link.from : link.to))
  return ends.filter((id) => !id.includes('@'))
}

describe('the way along the wires', () => {
  it('runs from the client by router and plug into the first hook', () => {
    expect(stops(client, at('node2', 'PREROUTING'))).toEqual(['router', 'node2:eth0', 'node2:PREROUTING'])
  })

  it('goes from node to node over the LAN, not over the router', () => {
    expect(stops(at('node2', 'POSTROUTING'), at('node1', 'eth0'))).toEqual(['node2:eth0', 'node1:eth0'])
  })

  it('follows the kernel inside a node', () => {
    expect(stops(at('node2', 'eth0'), at('node2', 'FORWARD'))).toEqual([
      'node2:PREROUTING',
      'node2:route',
      'node2:FORWARD',
    ])
    expect(stops(at('node1', 'POSTROUTING'), pod)).toEqual(['node1:cni0', 'default/web-1'])
    expect(stops(pod, at('node1', 'PREROUTING'))).toEqual(['node1:cni0', 'node1:PREROUTING'])
    expect(stops(at('node1', 'processes'), at('node1', 'POSTROUTING'))).toEqual(['node1:OUTPUT', 'node1:POSTROUTING'])
  })

  it('joins any two places of a walk, from dock to dock', () => {
    for (const [i, frame] of frames.entries()) {
      const next = frames[i + 1]
      if (!next) continue
      const path = pathBetween(scene, frame.place, next.place)
      expect(path[0]).toEqual(anchorOf(scene, frame.place))
      expect(path.at(-1)).toEqual(anchorOf(scene, next.place))
    }
    expect(frames.length).toBeGreaterThan(20)
  })

  it('is empty between a place and itself, and where nothing is drawn', () => {
    expect(legsBetween(scene, client, client)).toEqual([])
    expect(legsBetween(scene, client, { host: 'nobody' })).toEqual([])
  })
})

describe('positionAt', () => {
  it('rests at the anchors at whole numbers and moves without a jump in between', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: frames.length - 2 }), (i) => {
        const [a, b] = [frames[i], frames[i + 1]]
        if (!a || !b) return
        const moving = positionAt(scene, frames, i + 0.001)
        if (moving.travelling) {
          expect(distance(moving.point, anchorOf(scene, a.place))).toBeLessThan(2)
          expect(distance(positionAt(scene, frames, i + 0.999).point, anchorOf(scene, b.place))).toBeLessThan(2)
        }
        expect(positionAt(scene, frames, i).travelling).toBe(false)
      }),
    )
  })

  it('stays at the ends beyond them, and nowhere special without frames', () => {
    expect(positionAt(scene, frames, -3)).toEqual(positionAt(scene, frames, 0))
    expect(positionAt(scene, frames, 1e6)).toEqual(positionAt(scene, frames, frames.length - 1))
    expect(positionAt(scene, [], 2).travelling).toBe(false)
  })
})

describe('the capsule at its dock', () => {
  const scenes: readonly Scene[] = [
    scene,
    layoutScene(cluster, { width: 636, height: 568 }, { pathHosts }),
    layoutScene(cluster, { width: 644, height: 600 }, { pathHosts }),
    layoutScene(cluster, { width: 390, height: 452 }, { pathHosts, focus: 'node2' }),
    layoutScene(cluster, { width: 1300, height: 900 }, { pathHosts }),
  ]

  it.each(scenes.map((one) => [`${one.width} × ${one.height}`, one] as const))(
    'covers no Pod, plug, station of the upper row or conntrack strip and leaves no card: %s',
    (_, drawn) => {
      for (const size of [
        { width: 262, height: 82 },
        { width: 262, height: 58 },
      ]) {
        for (const { place } of frames) {
          const card = boxOf(drawn, place.host)
          if (drawn.width < 480 && drawn.detail[place.host] !== 'full') continue
          const { x, y } = placeCapsule(dockOf(drawn, place), size)
          const capsule = { x, y, ...size }
          const covered = drawn.boxes.filter(
            (box) =>
              (['pod', 'plug', 'conntrack', 'bridge'].includes(box.kind) ||
                (place.station !== undefined && /:(PREROUTING|route|FORWARD|POSTROUTING)$/.test(box.id))) &&
              x < box.x + box.width &&
              box.x < x + capsule.width &&
              y < box.y + box.height &&
              box.y < y + capsule.height,
          )
          const where = `${place.host} ${place.station ?? ''}`
          if (place.host.includes('/') || place.station)
            expect([where, covered.map((box) => box.id)]).toEqual([where, []])
          if (card?.kind === 'node') {
            expect(x).toBeGreaterThanOrEqual(card.x)
            expect(x + size.width).toBeLessThanOrEqual(card.x + card.width)
          }
        }
      }
    },
  )
})

describe('polylines', () => {
  const points = fc.array(fc.record({ x: fc.integer({ min: 0, max: 500 }), y: fc.integer({ min: 0, max: 500 }) }), {
    minLength: 2,
    maxLength: 8,
  })

  it('are walked from end to end at an even pace', () => {
    fc.assert(
      fc.property(points, fc.double({ min: 0, max: 1, noNaN: true }), (line, fraction) => {
        expect(pointAlong(line, 0)).toEqual(line[0])
        expect(distance(pointAlong(line, 1), line.at(-1) ?? { x: 0, y: 0 })).toBeLessThan(1e-6)
        const step = 0.01
        const moved = distance(pointAlong(line, fraction), pointAlong(line, Math.min(1, fraction + step)))
        expect(moved).toBeLessThanOrEqual(pathLength(line) * step + 1e-6)
      }),
    )
  })

  it('shift to the right of travel: down shifts left, right shifts down', () => {
    expect(
      shiftRight(
        [
          { x: 10, y: 0 },
          { x: 10, y: 50 },
        ],
        4,
      ),
    ).toEqual([
      { x: 6, y: 0 },
      { x: 6, y: 50 },
    ])
    expect(
      shiftRight(
        [
          { x: 0, y: 10 },
          { x: 50, y: 10 },
        ],
        4,
      ),
    ).toEqual([
      { x: 0, y: 14 },
      { x: 50, y: 14 },
    ])
    const [, corner] = shiftRight(
      [
        { x: 0, y: 0 },
        { x: 50, y: 0 },
        { x: 50, y: 50 },
      ],
      4,
    )
    expect(corner).toEqual({ x: 46, y: 4 })
    // Up to a host and back down: two lanes beside each other.
    const there = shiftRight(
      [
        { x: 10, y: 50 },
        { x: 10, y: 0 },
        { x: 10, y: 50 },
      ],
      4,
    )
    expect(there.map(({ x, y }) => [x, y])).toEqual([
      [14, 50],
      [14, 0],
      [6, 0],
      [6, 50],
    ])
  })
})

function distance(a: { x: number; y: number }, b: { x: number; y: number }): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}
