import { expect, it } from 'vitest'
import { qualifiedName } from '../cluster/cluster.ts'
import { layoutScene } from '../scene/layout.ts'
import { boxAt } from '../scene/position-anchor.ts'
import { overlayWalks } from './overlay.ts'
import { smallService } from './small-service.arbitrary.ts'
import { variantsOf } from './variants.ts'
import { createWalker } from './walker.ts'

const walk = createWalker()
const request = { from: 'client', to: 'node2:30080' }

function overlaid(id: string) {
  const left = walk(smallService, request)
  const variant = variantsOf(left).find((candidate) => candidate.id === id)
  const right = walk(variant?.text ?? '', request)
  return { left, right, overlay: overlayWalks(left, right, 'B') }
}

it('a setting changes nothing of the picture: both are placed in the left one’s', () => {
  const { left, right, overlay } = overlaid('masquerade')
  expect(overlay.cluster).toBe(left.cluster)
  expect(overlay.right).toEqual(right.timeline?.frames)
})

it('a Pod that was moved is in the picture on both nodes, and each way leads to its own', () => {
  const { left, overlay } = overlaid('node')
  expect(overlay.cluster.pods).toHaveLength(left.cluster.pods.length + 1)
  expect(overlay.cluster.pods.map((pod) => `${qualifiedName(pod)} ${pod.node}`)).toEqual(
    expect.arrayContaining(['default/web-1 node1', 'default/web-1 (B) node2']),
  )
  const frames = [...overlay.left, ...overlay.right]
  const pathHosts = [...new Set(frames.map(({ place }) => place.host))]
  const scene = layoutScene(overlay.cluster, { width: 900, height: 700 }, { pathHosts })
  const visits = (side: 'left' | 'right') => new Set(overlay[side].map(({ place }) => place.host))
  expect(visits('left')).toContain('default/web-1')
  expect(visits('left')).not.toContain('default/web-1 (B)')
  expect(visits('right')).toContain('default/web-1 (B)')
  expect(visits('right')).not.toContain('default/web-1')
  for (const { place } of frames) expect(boxAt(scene, place)).toBeDefined()
})

it('without a right side there is the left one alone', () => {
  const left = walk(smallService, request)
  expect(overlayWalks(left, walk(smallService, { from: 'nobody', to: 'nowhere' }), 'B')).toEqual({
    cluster: left.cluster,
    left: left.timeline?.frames,
    right: [],
  })
})
