import type { DragEvent, KeyboardEvent, MouseEvent } from 'react'
import { edit } from '../edit.ts'
import { store } from '../store.ts'

/** Type of what is dragged: the name of a Pod. */
const podType = 'application/x-packetwalk-pod'

/** Makes a drawn Pod something to be pressed, for its menu, and to be dragged to another node. */
export function podHandles(name: string) {
  const { options, presenting } = store.getState()
  if (options.embed || presenting) return {}
  const open = (element: Element) => {
    const { left, top, height } = element.getBoundingClientRect()
    store.setState({ podMenu: { name, x: left, y: top, height } })
  }
  return {
    role: 'button',
    'aria-haspopup': 'dialog' as const,
    draggable: true,
    onClick: (event: MouseEvent) => open(event.currentTarget),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      event.stopPropagation()
      open(event.currentTarget)
    },
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.setData(podType, name)
      event.dataTransfer.effectAllowed = 'move'
    },
  }
}

/** Makes a node's card a place to drop a Pod on. */
export function podTarget(node: string) {
  return {
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer.types.includes(podType)) event.preventDefault()
    },
    onDrop: (event: DragEvent) => {
      const name = event.dataTransfer.getData(podType)
      if (name === '') return
      event.preventDefault()
      void movePod(name, node)
    },
  }
}

async function movePod(name: string, node: string): Promise<void> {
  const { editPod } = await import('../cluster-edits.ts')
  edit((manifest, cluster) => {
    const here = cluster.pods.some((pod) => `${pod.namespace}/${pod.name}` === name && pod.node === node)
    return here ? [] : editPod(manifest, cluster, name, { type: 'move', node })
  })
}
