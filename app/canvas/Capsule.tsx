import { useLayoutEffect, useRef } from 'react'
import {
  anchorOf,
  boxAt,
  cardAt,
  type Frame,
  type Point,
  pathBetween,
  pointAlong,
  type Scene,
} from '../../src/index.ts'
import { useFrame, useWords } from '../derived.ts'
import { useApp } from '../store.ts'
import { Address } from '../ui/Address.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Seal } from '../ui/Seal.tsx'
import { useCursorFrames } from './useCursorFrames.ts'

/** Travel between hosts and between stations of one host, in ms at speed 1. */
const travelMs = 620
const stationMs = 260

/** The packet: flag, source, destination, its mark as a seal, docked where it is. */
export function Capsule({ scene }: { readonly scene: Scene }) {
  const { t } = useWords()
  const frame = useFrame()
  const { before } = useCursorFrames()
  const capsule = useRef<HTMLDivElement>(null)
  useTravel(capsule, scene, frame, before)
  if (!frame) return null
  const { header, ending } = frame
  const { changed } = header
  const dropped = ending === 'dropped'
  const was = before && before.packet === frame.packet && header.markChanged === 'cleared' ? before.header.mark : 0
  return (
    <div
      ref={capsule}
      className={`capsule${dropped ? ' dropped' : ''}${frame.direction === 'request' ? '' : ' reply'}${frame.direction === 'icmp' ? ' icmp' : ''}`}
      aria-hidden="true"
    >
      <span className="tail" />
      <b className="flag">{flagText(header.flag)}</b>
      <span className="ends">
        <em>{t('wire')}</em>
        <span className="end">
          {changed?.field === 'source' ? <Address socket={changed.before} change="was" /> : null}
          <Address socket={header.source} {...(changed?.field === 'source' ? { change: 'now' as const } : {})} />
        </span>
        <em>{t('wireTo')}</em>
        <span className="end">
          {changed?.field === 'destination' ? <Address socket={changed.before} change="was" /> : null}
          <Address
            socket={header.destination}
            {...(changed?.field === 'destination' ? { change: 'now' as const } : {})}
          />
        </span>
      </span>
      {header.mark !== 0 ? (
        <Seal mark={`0x${header.mark.toString(16)}`} />
      ) : was !== 0 ? (
        <Seal mark={`0x${was.toString(16)}`} gone />
      ) : null}
      {dropped ? (
        <span className="stamp">
          <Icon name="dropped" size={14} /> DROP
        </span>
      ) : null}
    </div>
  )
}

function flagText(flag: string): string {
  return flag === 'request' ? 'UDP' : flag === 'response' ? 'UDP' : flag.replace('-unreachable', '\nunreachable')
}

/** Moves the capsule along the wires when it goes on by one; any other change of place is a cut. */
function useTravel(
  capsule: { readonly current: HTMLDivElement | null },
  scene: Scene,
  frame: Frame | undefined,
  before: Frame | undefined,
): void {
  const speed = useApp((state) => state.speed)
  const last = useRef<Frame>(undefined)
  useLayoutEffect(() => {
    const element = capsule.current
    if (!element || !frame) return
    const goesOn = before !== undefined && last.current === before && before.packet <= frame.packet
    const reduced = matchMedia('(prefers-reduced-motion: reduce)').matches
    last.current = frame
    if (!goesOn || reduced) return dock(element, scene, frame, anchorOf(scene, frame.place))
    const path = pathBetween(scene, before.place, frame.place)
    const length = before.place.host === frame.place.host ? stationMs : travelMs
    let request = 0
    const began = performance.now()
    const tick = (now: number) => {
      const part = Math.min(1, ((now - began) * speed) / length)
      dock(element, scene, frame, pointAlong(path, ease(part)))
      if (part < 1) request = requestAnimationFrame(tick)
    }
    request = requestAnimationFrame(tick)
    return () => {
      cancelAnimationFrame(request)
      dock(element, scene, frame, anchorOf(scene, frame.place))
    }
  }, [capsule, scene, frame, before, speed])
}

/** Starts fast and arrives slowly. */
function ease(part: number): number {
  return 1 - (1 - part) ** 3
}

const gap = 10

/** Puts the capsule under a point (above a Pod), inside the card it is in, its tail towards the point. */
function dock(element: HTMLDivElement, scene: Scene, frame: Frame, at: Point): void {
  const width = element.offsetWidth
  const height = element.offsetHeight
  const box = boxAt(scene, frame.place)
  const card = cardAt(scene, frame.place)
  const above = box?.kind === 'pod'
  const bay = card && scene.boxes.find((candidate) => candidate.id === `${card.id}:bay`)
  const left = (card?.x ?? 0) + 6
  const right = card ? card.x + card.width - 6 : scene.width
  const x = Math.min(Math.max(at.x - width / 2, left), Math.max(left, right - width))
  const wanted = above ? at.y - height - gap : at.y + gap
  // In a card the packet rests in the bay kept for it; beside a host it stands under it.
  const lowest = bay && !above ? Math.max(bay.y + 4, Math.min(wanted, bay.y + bay.height - height)) : wanted
  const y = box?.kind === 'plug' ? Math.max(wanted, (bay?.y ?? wanted) - 60) : lowest
  element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`
  element.style.setProperty('--tail', `${Math.round(Math.min(width - 18, Math.max(18, at.x - x)))}px`)
  element.classList.toggle('above', above)
}
