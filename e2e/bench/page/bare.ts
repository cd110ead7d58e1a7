import { type Node, ReactFlow } from '@xyflow/react'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { createWalker, layoutScene, type Scene } from '../../../src/index.ts'
import { pane } from './pane.ts'

let scene: Scene | undefined

/** Every box the picture has, as a plain node with its name in it. */
function nodesOf({ boxes }: Scene): Node[] {
  return boxes
    .filter(({ kind }) => kind !== 'band' && kind !== 'bay')
    .map(({ id, x, y, width, height }) => ({
      id,
      position: { x, y },
      width,
      height,
      data: { label: id },
      type: 'plain',
    }))
}

const nodeTypes = {
  plain: ({ data }: { readonly data: Record<string, unknown> }) => createElement('div', null, String(data.label)),
}

const bench = {
  prepare: (text: string) => {
    const { cluster, timeline } = createWalker()(text)
    const pathHosts = [...new Set(timeline?.frames.map(({ place }) => place.host))]
    scene = layoutScene(
      cluster,
      { width: Number.parseInt(pane.width, 10), height: Number.parseInt(pane.height, 10) },
      { pathHosts },
    )
    return scene.boxes.length
  },
  render: () => {
    const root = document.getElementById('root')
    if (!root || !scene) return
    Object.assign(root.style, pane)
    const flow = createElement(ReactFlow, { nodes: nodesOf(scene), edges: [], nodeTypes, nodesDraggable: false })
    createRoot(root).render(flow)
  },
}
Object.assign(window, { bench })
