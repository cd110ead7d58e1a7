import { useStore } from '@xyflow/react'
import { useLayoutEffect, useRef } from 'react'
import {
  boxOf,
  cardAt,
  type Dock,
  dockOf,
  pathBetween,
  placeCapsule,
  pointAlong,
  type Scene,
  type Size,
  travels,
} from '../../src/index.ts'
import { useApp } from '../store.ts'
import { Capsule, type CapsuleForm } from './Capsule.tsx'
import { ChainStack } from './ChainStack.tsx'
import { packetFrame, useDrawing } from './drawing.ts'
import { stationEase, travelEase } from './ease.ts'
import type { Flight } from './useFlight.ts'
import { useMeasured } from './useMeasured.ts'

const travelMs = 620
const stationMs = 260

interface PacketLayerProps {
  readonly flight: Flight | undefined
  readonly land: (at: number) => void
}

/** The packet over the drawing: docked where it is, or moved along the wires frame by frame. */
export function PacketLayer({ flight, land }: PacketLayerProps) {
  const { scene, frames, frame } = useDrawing()
  const speed = useApp((state) => state.speed)
  const zoom = useStore(({ transform }) => transform[2])
  const mover = useRef<HTMLDivElement>(null)
  const [size, measure] = useMeasured()
  const from = flight && packetFrame(frames, flight.from)
  const to = flight && frames[flight.to]
  const onWires = from !== undefined && to !== undefined && travels(scene, from.place, to.place)
  const form: CapsuleForm = zoom < 0.6 ? 'small' : onWires || zoom < 0.9 ? 'medium' : 'full'
  const dock = frame && dockOf(scene, frame.place)

  useLayoutEffect(() => {
    const element = mover.current
    if (!element || !dock || flight) return
    rest(element, dock, size)
  })

  useLayoutEffect(() => {
    const element = mover.current
    if (!element || !from || !to || !flight) return
    const move = movement(scene, element, from.place, to.place)
    const length = onWires ? travelMs : stationMs
    const ease = onWires ? travelEase : stationEase
    let request = 0
    let began: number | undefined
    const tick = (now: number) => {
      began ??= now
      const part = Math.min(1, ((now - began) * speed) / length)
      move(ease(part))
      if (part < 1) request = requestAnimationFrame(tick)
      else land(flight.to)
    }
    move(0)
    request = requestAnimationFrame(tick)
    return () => cancelAnimationFrame(request)
  }, [scene, flight, from, to, onWires, speed, land])

  if (!frame || !dock) return null
  return (
    <div className="cv-packet-layer" aria-hidden="true">
      <div ref={mover} className={`cv-mover${onWires ? ' cv-flying' : ''}`}>
        <Capsule
          frame={frame}
          form={form}
          tail={flight && onWires ? 'none' : dock.tail}
          measure={measure}
          zoom={zoom}
        />
      </div>
      {flight || form !== 'full' ? null : (
        <ChainStack stack={frame.stack} room={stackRoom(scene, frame.place, dock, size)} />
      )}
    </div>
  )
}

function rest(element: HTMLElement, dock: Dock, size: Size): void {
  const { x, y, tailAt } = placeCapsule(dock, size)
  element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`
  element.style.setProperty('--cv-tail', `${Math.round(tailAt)}px`)
}

type Place = Parameters<typeof dockOf>[1]

/** Moves an element between two places: along the wires with its middle on them, or from dock to dock in one bay. */
function movement(scene: Scene, element: HTMLElement, from: Place, to: Place): (part: number) => void {
  const capsule = element.firstElementChild as HTMLElement | null
  const size = () => ({ width: capsule?.offsetWidth ?? 0, height: capsule?.offsetHeight ?? 0 })
  if (travels(scene, from, to)) {
    const path = pathBetween(scene, from, to)
    return (part) => {
      const { width, height } = size()
      const { x, y } = pointAlong(path, part)
      element.style.transform = `translate(${x - width / 2}px, ${y - height / 2}px)`
    }
  }
  return (part) => {
    const [a, b] = [placeCapsule(dockOf(scene, from), size()), placeCapsule(dockOf(scene, to), size())]
    element.style.transform = `translate(${a.x + (b.x - a.x) * part}px, ${a.y + (b.y - a.y) * part}px)`
    element.style.setProperty('--cv-tail', `${a.tailAt + (b.tailAt - a.tailAt) * part}px`)
  }
}

/** What the bay has left under the capsule. */
function stackRoom(
  scene: Scene,
  place: Place,
  dock: Dock,
  size: Size,
): { readonly x: number; readonly y: number; readonly height: number } | undefined {
  const bay = boxOf(scene, `${cardAt(scene, place)?.id}:bay`)
  if (dock.tail !== 'up' || !bay) return undefined
  const y = placeCapsule(dock, size).y + size.height + 10
  return { x: bay.x + 8, y, height: bay.y + bay.height + 4 - y }
}
