import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cluster, qualifiedName } from '../cluster/cluster.ts'
import { resolve } from '../cluster/resolve.ts'
import { parseManifest } from '../manifest/parse.ts'
import { layoutScene } from './layout.ts'
import type { Box, LayoutOptions, Rectangle, Scene } from './scene.ts'

/** A cluster of `pods.length` nodes with that many Pods each; every other Pod is selected by the Service. */
function clusterOf(pods: readonly number[]): Cluster {
  const nodes = pods.map((_, i) => `apiVersion: v1\nkind: Node\nmetadata: { name: node${i + 1} }\n`)
  const service =
    'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { type: NodePort, selector: { app: web }, ports: [{ port: 80 }] }\n'
  const all = pods.flatMap((count, i) =>
    Array.from({ length: count }, (_, k) => {
      const labels = k % 2 === 0 ? '{ app: web }' : '{ app: other }'
      return `apiVersion: v1\nkind: Pod\nmetadata: { name: p${i + 1}-${k + 1}, labels: ${labels} }\nspec: { nodeName: node${i + 1}, containers: [{ name: c }] }\n`
    }),
  )
  return resolve(parseManifest([service, ...nodes, ...all].join('---\n')), { skipValidation: false }).cluster
}

function overlap(a: Rectangle, b: Rectangle): boolean {
  const slack = 0.01
  return (
    a.x + a.width > b.x + slack &&
    b.x + b.width > a.x + slack &&
    a.y + a.height > b.y + slack &&
    b.y + b.height > a.y + slack
  )
}

/** Everything that is wrong with a drawing. */
function faults(scene: Scene): readonly string[] {
  const found: string[] = []
  const boxes = scene.boxes.filter((box) => box.kind !== 'band')
  const byId = new Map(scene.boxes.map((box) => [box.id, box]))
  if (byId.size !== scene.boxes.length) found.push('two boxes share an id')
  const parents = new Set(boxes.map((box) => box.parent))
  for (const parent of parents) {
    const group = boxes.filter((box) => box.parent === parent)
    for (const [i, a] of group.entries())
      for (const b of group.slice(i + 1)) if (overlap(a, b)) found.push(`${a.id} overlaps ${b.id}`)
  }
  for (const box of boxes) {
    if (box.width <= 0 || box.height <= 0) found.push(`${box.id} has no size`)
    if (box.x < 0 || box.y < 0 || box.x + box.width > scene.width || box.y + box.height > scene.height)
      found.push(`${box.id} is outside the scene`)
    const parent = box.parent === undefined ? undefined : byId.get(box.parent)
    if (box.parent !== undefined && !parent) found.push(`${box.id} has no parent`)
    // The plug rides on the card's upper border.
    const room = box.kind === 'plug' && parent ? { ...parent, y: parent.y - 12, height: parent.height + 12 } : parent
    if (room && !inside(box, room)) found.push(`${box.id} sticks out of ${room.id}`)
  }
  for (const link of scene.links) {
    if (link.points.length < 2) found.push(`${link.id} leads nowhere`)
    if (link.points.some((point) => !Number.isFinite(point.x) || !Number.isFinite(point.y)))
      found.push(`${link.id} is nowhere`)
  }
  if (new Set(scene.links.map((link) => link.id)).size !== scene.links.length) found.push('two links share an id')
  return found
}

function inside(box: Box, room: Rectangle): boolean {
  const slack = 0.01
  return (
    box.x >= room.x - slack &&
    box.y >= room.y - slack &&
    box.x + box.width <= room.x + room.width + slack &&
    box.y + box.height <= room.y + room.height + slack
  )
}

const drawing = fc
  .record({
    pods: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 40 }),
    width: fc.integer({ min: 320, max: 2600 }),
    height: fc.integer({ min: 300, max: 1400 }),
    path: fc.array(fc.nat({ max: 39 }), { maxLength: 4 }),
    service: fc.boolean(),
    focus: fc.option(fc.nat({ max: 39 }), { nil: undefined }),
  })
  .map(({ pods, width, height, path, service, focus }) => {
    const options: LayoutOptions = {
      pathHosts: ['client', 'router', ...path.map((i) => `node${(i % pods.length) + 1}`)],
      ...(focus === undefined ? {} : { focus: `node${(focus % pods.length) + 1}` }),
      ...(service ? { service: 'default/web' } : {}),
    }
    return { pods, size: { width, height }, options }
  })

describe('a drawing of any cluster at any size', () => {
  it('overlaps nothing, keeps what is inside inside, and stays the same', () => {
    fc.assert(
      fc.property(drawing, ({ pods, size, options }) => {
        const cluster = clusterOf(pods)
        const scene = layoutScene(cluster, size, options)
        expect(faults(scene)).toEqual([])
        expect(layoutScene(cluster, size, options)).toEqual(scene)
      }),
      { numRuns: 150 },
    )
  })

  it('shows every node once, every Pod once or counted, and the focused node in full when there are few', () => {
    fc.assert(
      fc.property(drawing, ({ pods, size, options }) => {
        const cluster = clusterOf(pods)
        const scene = layoutScene(cluster, size, options)
        const nodes = scene.boxes.filter((box) => box.kind === 'node').map((box) => box.id)
        expect(nodes.toSorted()).toEqual(cluster.nodes.map((node) => node.name).toSorted())
        if (options.focus) expect(scene.detail[options.focus]).toBe('full')
        for (const node of cluster.nodes) {
          if (scene.detail[node.name] === 'cell') continue
          const mine = scene.boxes.filter((box) => box.parent === node.name)
          const shown = mine.filter((box) => box.kind === 'pod').map((box) => box.id)
          const hidden = mine.flatMap((box) => box.pods ?? [])
          const all = cluster.pods.filter((pod) => pod.node === node.name && !pod.hostNetwork).map(qualifiedName)
          expect([...shown, ...hidden].toSorted()).toEqual(all.toSorted())
        }
      }),
      { numRuns: 100 },
    )
  })
})

describe('one to three nodes', () => {
  const sizes = [
    [716, 706],
    [636, 568],
    [644, 600],
    [716, 734],
  ] as const
  it.each(sizes.flatMap(([width, height]) => [1, 2, 3].map((count) => [width, height, count] as const)))(
    'fit %d × %d: %d',
    (width, height, count) => {
      const cluster = clusterOf(Array.from({ length: count }, () => 3))
      const pathHosts = ['client', 'router', 'node2', 'node1'].slice(0, count + 2)
      const scene = layoutScene(cluster, { width, height }, { pathHosts, service: 'default/web' })
      expect(faults(scene)).toEqual([])
      expect({ width: scene.width, height: scene.height }).toEqual({ width, height })
      const full = Object.values(scene.detail).filter((detail) => detail === 'full').length
      expect(full).toBe(Math.min(count, 2))
      const bay = scene.boxes.find((box) => box.kind === 'bay')
      expect(bay?.height).toBeGreaterThanOrEqual(120)
    },
  )

  it('stand three in a row where the canvas is wide enough, and get the whole bay', () => {
    const scene = layoutScene(clusterOf([2, 2, 2]), { width: 1190, height: 734 })
    expect(Object.values(scene.detail)).toEqual(['full', 'full', 'full'])
    expect(scene.boxes.find((box) => box.kind === 'bay')?.height).toBe(200)
  })

  it('puts the Pods of the asked Service before others and counts those without room', () => {
    const scene = layoutScene(clusterOf([6, 1]), { width: 716, height: 706 }, { service: 'default/web' })
    const own = scene.boxes.filter((box) => box.parent === 'node1' && box.kind === 'pod').map((box) => box.id)
    expect(own).toEqual(['default/p1-1', 'default/p1-3'])
    expect(scene.boxes.find((box) => box.id === 'node1:more')?.pods).toHaveLength(5)
  })

  it('says so where the Service has no Pod', () => {
    const scene = layoutScene(clusterOf([2, 0]), { width: 716, height: 706 }, { service: 'default/web' })
    expect(scene.boxes.filter((box) => box.kind === 'no-pod').map((box) => box.parent)).toEqual(['node2'])
  })
})

describe('a phone', () => {
  it('draws the focused node in full and the other in one line', () => {
    const cluster = clusterOf([2, 1])
    const options = { focus: 'node2', pathHosts: ['client', 'router', 'node2', 'node1'] }
    const scene = layoutScene(cluster, { width: 390, height: 452 }, options)
    expect(scene.detail).toEqual({ node1: 'line', node2: 'full' })
    expect(faults(scene)).toEqual([])
    expect(scene.height).toBe(452)
  })
})

describe('many nodes', () => {
  it.each([
    [6, 'medium'],
    [20, 'small'],
    [40, 'cell'],
  ] as const)('%d: the packet’s nodes in full, the others %s', (count, detail) => {
    const cluster = clusterOf(Array.from({ length: count }, () => 1))
    const options = { pathHosts: ['client', 'router', 'node5', 'node2'] }
    const scene = layoutScene(cluster, { width: 716, height: 706 }, options)
    expect(scene.detail.node5).toBe('full')
    expect(scene.detail.node2).toBe('full')
    expect(Object.values(scene.detail).filter((one) => one === detail)).toHaveLength(count - 2)
  })
})
