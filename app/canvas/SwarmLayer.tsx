import { useStoreApi } from '@xyflow/react'
import { useEffect, useMemo, useRef } from 'react'
import { type Scene, type SwarmWay, swarmAt, swarmWay } from '../../src/index.ts'
import { onColours } from '../theme.ts'
import { type Thousand, useThousand } from '../thousand.ts'
import { useDrawing } from './drawing.ts'
import { travelEase } from './ease.ts'

/** A dot's width in CSS pixels, at any zoom. */
const width = 8

/** Dots keep a little apart, so that many on one wire look like many. */
const lanes = [0, 3, -3, 1.5, -1.5] as const

/** A thousand packets as dots over the picture, on one canvas of its own; a table beside tells the same in words. */
export function SwarmLayer() {
  const thousand = useThousand()
  const { scene } = useDrawing()
  if (!thousand || thousand.travel === 0) return null
  return <Dots key={thousand.travel} thousand={thousand} scene={scene} />
}

function Dots({ thousand, scene }: { readonly thousand: Thousand; readonly scene: Scene }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const flow = useStoreApi()
  const { kinds, sent, travel } = thousand
  const { cluster } = thousand.walk
  // The map only ever grows, so its size tells whether there is a new way.
  const ways = useMemo(
    () => new Map([...kinds].map(([kind, frames]) => [kind, swarmWay(scene, cluster, frames)])),
    [kinds, kinds.size, scene, cluster],
  )
  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context) return
    let sprites = createSprites(element)
    const stop = onColours(() => {
      sprites = createSprites(element)
    })
    let request = 0
    let first = 0
    const draw = (now: number) => {
      request = requestAnimationFrame(draw)
      sharpen(element)
      const { transform } = flow.getState()
      const [x, y, zoom] = transform
      const scale = devicePixelRatio
      context.clearRect(0, 0, element.width, element.height)
      while (first < sent.length && (sent[first]?.launched ?? now) + travel <= now) first++
      for (let i = first; i < sent.length; i++) {
        const one = sent[i]
        if (!one || one.launched > now) break
        const way: SwarmWay | undefined = ways.get(one.kind)
        if (!way) continue
        const { point, source, destination } = swarmAt(way, travelEase((now - one.launched) / travel))
        const lane = lanes[i % lanes.length] ?? 0
        const sprite = sprites(source, destination)
        // Whole pixels: then a dot is copied, not drawn anew.
        context.drawImage(
          sprite,
          Math.round(((point.x + lane) * zoom + x) * scale - sprite.width / 2),
          Math.round(((point.y + lane) * zoom + y) * scale - sprite.height / 2),
        )
      }
    }
    request = requestAnimationFrame(draw)
    return () => {
      stop()
      cancelAnimationFrame(request)
    }
  }, [flow, sent, travel, ways])
  return (
    <div className="cv-swarm" aria-hidden="true">
      <canvas ref={canvas} />
    </div>
  )
}

/** As many pixels as the screen has, whatever the pane's size. */
function sharpen(element: HTMLCanvasElement): void {
  const [wanted, high] = [element.clientWidth * devicePixelRatio, element.clientHeight * devicePixelRatio].map(
    Math.round,
  )
  if (element.width !== wanted) element.width = wanted ?? 0
  if (element.height !== high) element.height = high ?? 0
}

/** Dots by the hues of their halves, each drawn once: left the source's, right the destination's. */
function createSprites(element: Element): (source: string, destination: string) => HTMLCanvasElement {
  const tokens = getComputedStyle(element)
  const sprites = new Map<string, HTMLCanvasElement>()
  const pixels = Math.ceil(width * devicePixelRatio)
  return (source, destination) => {
    const name = `${source} ${destination}`
    const known = sprites.get(name)
    if (known) return known
    const sprite = document.createElement('canvas')
    sprite.width = pixels
    sprite.height = pixels
    const context = sprite.getContext('2d')
    if (context) {
      const middle = pixels / 2
      for (const [hue, start] of [
        [source, Math.PI / 2],
        [destination, -Math.PI / 2],
      ] as const) {
        context.fillStyle = tokens.getPropertyValue(`--${hue}-key`)
        context.beginPath()
        context.arc(middle, middle, middle - 1, start, start + Math.PI)
        context.fill()
      }
      // A rim in the ground's colour keeps dots apart where they lie on each other.
      context.strokeStyle = tokens.getPropertyValue('--canvas')
      context.lineWidth = Math.max(1, pixels / 12)
      context.beginPath()
      context.arc(middle, middle, middle - 1, 0, 2 * Math.PI)
      context.stroke()
    }
    sprites.set(name, sprite)
    return sprite
  }
}
