import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { layoutScene } from '../scene/layout.ts'
import { leftOut } from '../scene/left-out.ts'
import { boxAt } from '../scene/position-anchor.ts'
import { createWalker } from './walker.ts'

const folder = new URL('../../public/scenarios/', import.meta.url)

it('a drawing of the path alone has every place of the packet, and nothing that is said to be left out', () => {
  let missing = 0
  for (const file of readdirSync(folder)) {
    const { cluster, timeline } = createWalker()(readFileSync(new URL(file, folder), 'utf8'))
    const frames = timeline?.frames ?? []
    const pathHosts = [...new Set(frames.map(({ place }) => place.host))]
    const size = { width: 640, height: 500 }
    const [whole, part] = [false, true].map((pathOnly) => layoutScene(cluster, size, { pathHosts, pathOnly }))
    const names = leftOut(cluster, pathHosts)
    missing += names.length
    for (const { place } of frames) if (part) expect(boxAt(part, place), `${file} ${place.host}`).toBeDefined()
    const gone = whole?.boxes.filter(
      ({ id, kind }) => (kind === 'node' || kind === 'host') && !part?.boxes.some((box) => box.id === id),
    )
    expect(gone?.map(({ id }) => id).sort(), file).toEqual(names.toSorted())
  }
  expect(missing).toBeGreaterThan(5)
})

it('without a packet nothing is left out', () => {
  const { cluster } = createWalker()('kind: Service\napiVersion: v1\nmetadata: { name: web }\n')
  expect(leftOut(cluster, [])).toEqual([])
})
