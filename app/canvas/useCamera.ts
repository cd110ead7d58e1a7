import { useReactFlow } from '@xyflow/react'
import { useCallback, useEffect, useRef } from 'react'
import { boxOf, cardAt, type Place, type Rectangle, type Scene, type Size } from '../../src/index.ts'
import { isStill } from '../motion.ts'

const cameraMs = 320

/** Room left between what is looked at and the edge of the canvas. */
const margin = 14

/**
 * Keeps the packet in sight: a scene larger than the canvas is panned as little as needed, never made smaller. Once a
 * person has moved the camera it stays theirs, and follows only when the packet has left the canvas.
 */
export function useCamera(
  scene: Scene,
  size: Size | undefined,
  place: Place | undefined,
): {
  readonly fit: () => void
  readonly zoomBy: (factor: number) => void
  readonly onMoveStart: (event: unknown) => void
} {
  const flow = useReactFlow()
  const mine = useRef(false)
  const quick = useRef(true)
  useEffect(() => {
    if (!size) return
    const now = flow.getViewport()
    const wanted = place && interest(scene, place)
    const zoom = mine.current ? now.zoom : 1
    const start = mine.current
      ? now
      : { x: home(now.x, scene.width, size.width), y: home(now.y, scene.height, size.height) }
    const x = wanted ? pan(start.x, wanted.x * zoom, wanted.width * zoom, size.width, mine.current) : start.x
    const y = wanted ? pan(start.y, wanted.y * zoom, wanted.height * zoom, size.height, mine.current) : start.y
    if (x === now.x && y === now.y && zoom === now.zoom) return
    const still = quick.current || isStill()
    void flow.setViewport({ x, y, zoom }, still ? {} : { duration: cameraMs })
    quick.current = false
  }, [flow, scene, size, place])
  const fit = useCallback(() => {
    if (!size) return
    const zoom = Math.min(1, size.width / scene.width, size.height / scene.height)
    mine.current = zoom < 1
    const x = (size.width - scene.width * zoom) / 2
    void flow.setViewport({ x, y: 0, zoom })
  }, [flow, scene, size])
  const zoomBy = useCallback(
    (factor: number) => {
      mine.current = true
      void flow.zoomTo(Math.min(2, Math.max(0.3, flow.getZoom() * factor)))
    },
    [flow],
  )
  const onMoveStart = useCallback((event: unknown) => {
    // Without an event the camera moves itself.
    if (event) mine.current = true
  }, [])
  return { fit, zoomBy, onMoveStart }
}

/** What has to be seen while the packet is at a place: its card with the plug, or the band. */
function interest(scene: Scene, place: Place): Rectangle | undefined {
  const card = cardAt(scene, place)
  if (card) return { x: card.x, y: card.y - 14, width: card.width, height: card.height + 14 }
  return boxOf(scene, 'band')
}

/** No empty space beyond the scene's edges. */
function home(offset: number, scene: number, canvas: number): number {
  return scene <= canvas ? 0 : Math.min(0, Math.max(canvas - scene, offset))
}

function pan(offset: number, start: number, length: number, canvas: number, lenient: boolean): number {
  const from = start + offset
  const to = from + length
  if (lenient && (from + to) / 2 > 0 && (from + to) / 2 < canvas) return offset
  if (length + 2 * margin >= canvas) {
    const lead = Math.max(0, Math.min(margin, (canvas - length) / 2))
    return from > lead || to < canvas - lead || length <= canvas ? Math.round(lead - start) : offset
  }
  if (from < 0) return Math.round(margin - start)
  return to > canvas ? Math.round(canvas - margin - start - length) : offset
}
