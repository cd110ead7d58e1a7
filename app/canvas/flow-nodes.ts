import type { Node as FlowNode } from '@xyflow/react'
import type { Box, Cluster, PageKey, Scene } from '../../src/index.ts'
import { addressOf } from './address-of.ts'
import { CompactCard } from './CompactCard.tsx'
import { HostBox } from './HostBox.tsx'
import { NodeCard } from './NodeCard.tsx'
import { RouterBox } from './RouterBox.tsx'

export const nodeTypes = {
  host: HostBox,
  router: RouterBox,
  full: NodeCard,
  compact: CompactCard,
}

/** Order in depth: the band and the wires are below. */
const zIndex = 2

/** The scene's hosts, router and cards as React Flow's nodes; what is drawn by its key alone is in `Cells`. */
export function flowNodes(
  scene: Scene,
  cluster: Cluster,
  t: (key: PageKey, values?: Readonly<Record<string, string | number>>) => string,
): FlowNode<{ readonly box: Box }>[] {
  const unready = new Set(cluster.nodes.filter(({ ready }) => !ready).map(({ name }) => name))
  const stateOf = (host: string) => (unready.has(host) ? ` ${t('canvas.notReadyShort')}` : '')
  return scene.boxes.flatMap((box): FlowNode<{ readonly box: Box }>[] => {
    const type = flowType(scene, box)
    if (!type) return []
    const label =
      box.kind === 'router'
        ? t('canvas.router')
        : t('canvas.hostLabel', { host: box.id, address: addressOf(cluster, box.id) }) + stateOf(box.id)
    return [
      {
        id: box.id,
        type,
        position: { x: box.x, y: box.y },
        width: box.width,
        height: box.height,
        data: { box },
        zIndex,
        ariaLabel: label.trim(),
        ariaRole: 'group',
        // The picture is one stop of Tab; inside it the arrows go from one to the other.
        domAttributes: { tabIndex: -1 },
      },
    ]
  })
}

function flowType(scene: Scene, box: Box): keyof typeof nodeTypes | undefined {
  if (box.kind === 'host') return 'host'
  if (box.kind === 'router') return 'router'
  if (box.kind !== 'node') return undefined
  const detail = scene.detail[box.id]
  if (detail === 'cell') return undefined
  return detail === 'full' ? 'full' : 'compact'
}
