import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { layoutScene } from '../scene/layout.ts'
import { dockOf, placeCapsule } from '../scene/position-dock.ts'
import { createWalker } from './walker.ts'

const folder = new URL('../../public/scenarios/', import.meta.url)

/** The picture at 1440×900, 1280×720 and 1024×768, and on the wall at the first and the last. */
const canvases = [
  { width: 716, height: 706 },
  { width: 634, height: 540 },
  { width: 664, height: 588 },
  { width: 929, height: 390, large: true },
  { width: 660, height: 285, large: true },
]

describe('a capsule outside the cards', () => {
  it.each(canvases)('covers no plug in any scenario, at $width×$height', ({ width, height, large = false }) => {
    const covered = new Set<string>()
    let seen = 0
    for (const file of readdirSync(folder)) {
      const { cluster, timeline } = createWalker()(readFileSync(new URL(file, folder), 'utf8'))
      const frames = timeline?.frames ?? []
      const pathHosts = [...new Set(frames.map(({ place }) => place.host))]
      const scene = layoutScene(cluster, { width, height }, { pathHosts, large })
      const plugs = scene.boxes.filter(({ kind }) => kind === 'plug')
      for (const { place, header, dns } of frames) {
        const box = scene.boxes.find(({ id }) => id === place.host)
        if (box?.kind !== 'host' && box?.kind !== 'router') continue
        seen++
        const size = dns ? { width: 290, height: 98 } : { width: 264, height: header.changed ? 80 : 58 }
        const { x, y } = placeCapsule(dockOf(scene, place), size)
        for (const plug of plugs)
          if (
            x < plug.x + plug.width &&
            plug.x < x + size.width &&
            y < plug.y + plug.height &&
            plug.y < y + size.height
          )
            covered.add(`${file} ${place.host}: ${plug.id}`)
      }
    }
    expect(seen).toBeGreaterThan(100)
    expect([...covered]).toEqual([])
  })
})
