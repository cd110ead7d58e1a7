import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { layoutScene } from '../scene/layout.ts'
import { pathBetween } from '../scene/path.ts'
import { journeyAt } from '../scene/path-journey.ts'
import { touchedBy } from '../scene/path-touched.ts'
import { boxAt } from '../scene/position-anchor.ts'
import { swarmAt, swarmWay } from '../scene/swarm.ts'
import type { Frame } from '../scene/timeline.ts'
import { createWalker } from './walker.ts'

const folder = new URL('../../public/scenarios/', import.meta.url)
const size = { width: 716, height: 706 }

function drawn(text: string) {
  const { cluster, timeline } = createWalker()(text)
  const frames: readonly Frame[] = timeline?.frames ?? []
  const pathHosts = [...new Set(frames.map(({ place }) => place.host))]
  return { cluster, frames, scene: layoutScene(cluster, size, { pathHosts }) }
}

const scenario = (id: string) => drawn(readFileSync(new URL(`${id}.yaml`, folder), 'utf8'))

describe('what a trace touches', () => {
  it('is everything a packet is at and every wire it takes, in every scenario at every step', () => {
    for (const file of readdirSync(folder)) {
      const { scene, frames } = drawn(readFileSync(new URL(file, folder), 'utf8'))
      const touched = touchedBy(scene, frames)
      const missing = frames.flatMap(({ place }, at) => {
        const { taken, visited } = journeyAt(scene, frames, at)
        return [boxAt(scene, place)?.id ?? place.host, ...taken, ...visited].filter((id) => !touched.has(id))
      })
      expect(missing, file).toEqual([])
    }
  })

  it('leaves out Pods that are not asked and stations that are not passed', () => {
    const { scene, frames } = scenario('nodeport-snat')
    const touched = touchedBy(scene, frames)
    for (const id of ['client', 'router', 'node2', 'node2:PREROUTING', 'node1', 'default/web-1'])
      expect(touched, id).toContain(id)
    for (const id of ['default/web-2', 'default/web-3', 'node2:INPUT', 'node1:processes'])
      expect(touched, id).not.toContain(id)
  })
})

describe('a dot of the swarm', () => {
  it('goes from the sender to the Pod on the wires, and wears what the packet wears', () => {
    const { scene, cluster, frames } = scenario('nodeport-snat')
    const way = swarmWay(scene, cluster, frames)
    const [start, end] = [swarmAt(way, 0), swarmAt(way, 1)]
    const last = frames.findLast(({ direction }) => direction === 'request')
    const first = frames[0]
    if (!first || !last) throw new Error('no packet')
    expect(start).toMatchObject({ source: 'client', destination: 'n2' })
    expect(end).toMatchObject({ source: 'n2', destination: 'n1' })
    const whole = pathBetween(scene, first.place, last.place)
    expect(start.point).toEqual(whole[0])
    expect(end.point.x).toBeCloseTo(whole.at(-1)?.x ?? 0, 6)
    expect(end.point.y).toBeCloseTo(whole.at(-1)?.y ?? 0, 6)
    // Never further in one step than its share of the way: no jumps.
    const steps = Array.from({ length: 101 }, (_, i) => swarmAt(way, i / 100).point)
    const moves = steps
      .slice(1)
      .map((point, i) => Math.hypot(point.x - (steps[i]?.x ?? 0), point.y - (steps[i]?.y ?? 0)))
    const length = way.points
      .slice(1)
      .reduce((sum, p, i) => sum + Math.hypot(p.x - (way.points[i]?.x ?? 0), p.y - (way.points[i]?.y ?? 0)), 0)
    expect(Math.max(...moves)).toBeLessThan((length / 100) * 1.2)
  })

  it('stops where the packet was dropped, and stands still without frames', () => {
    const { scene, cluster, frames } = scenario('local-drops')
    const end = swarmAt(swarmWay(scene, cluster, frames), 1).point
    const node = boxAt(scene, { host: 'node2' })
    if (!node) throw new Error('no card')
    expect(end.x).toBeGreaterThan(node.x)
    expect(end.y).toBeGreaterThan(node.y)
    const still = swarmWay(scene, cluster, [])
    expect(swarmAt(still, Number.NaN).point).toEqual({ x: 0, y: 0 })
    expect(swarmAt(still, 0.5)).toMatchObject({ point: { x: 358, y: 0 }, source: 'outside' })
  })
})
