import { useReactFlow } from '@xyflow/react'
import { type KeyboardEvent, useCallback } from 'react'
import { nearestIn, sideOf } from './nearest-in.ts'

/** Everything in the picture the keyboard can stand on. */
const stops = '.react-flow__node, .cv-cell, .cv-pod-box, .cv-dot, .cv-more-box'

/** Room left around what has the focus. */
const margin = 14

/**
 * Keys of the picture, which is one stop of Tab: Enter goes into it, to where the packet is; arrows go to what lies
 * that way; Escape goes back out.
 */
export function useGraphKeys(): (event: KeyboardEvent<HTMLElement>) => void {
  const flow = useReactFlow()
  return useCallback(
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
      const { currentTarget: graph, target } = event
      if (!(target instanceof HTMLElement)) return
      const inside = target !== graph && target.matches(stops)
      const side = sideOf(event.key)
      let next: HTMLElement | undefined
      if (target === graph && event.key === 'Enter') next = firstIn(graph)
      else if (inside && event.key === 'Escape') next = graph
      else if (inside && side) next = nearestIn(target, all(graph), side) ?? target
      if (!next) return
      event.preventDefault()
      next.focus({ preventScroll: true })
      if (next === graph) return
      const { x, y, zoom } = flow.getViewport()
      const by = intoSight(next.getBoundingClientRect(), graph.getBoundingClientRect())
      if (by.x !== 0 || by.y !== 0) void flow.setViewport({ x: x + by.x, y: y + by.y, zoom })
    },
    [flow],
  )
}

function all(graph: HTMLElement): readonly HTMLElement[] {
  return [...graph.querySelectorAll<HTMLElement>(stops)]
}

/** The innermost thing the packet stands in or at, else the first. */
function firstIn(graph: HTMLElement): HTMLElement | undefined {
  const here = [...graph.querySelectorAll<HTMLElement>('.cv-here, .cv-current')].at(-1)
  return here?.closest<HTMLElement>(stops) ?? all(graph)[0]
}

/** How far the picture has to move for the box to be seen; its start, when it is larger than the picture. */
function intoSight(box: DOMRect, graph: DOMRect): { readonly x: number; readonly y: number } {
  const along = (from: number, to: number, start: number, end: number) => {
    if (from < start || to - from > end - start) return start + margin - from
    return to > end ? end - margin - to : 0
  }
  return {
    x: Math.round(along(box.left, box.right, graph.left, graph.right)),
    y: Math.round(along(box.top, box.bottom, graph.top, graph.bottom)),
  }
}
