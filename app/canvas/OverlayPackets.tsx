import { boxAt, dockOf, type Frame, type Point, placeCapsule, type Scene, type Size } from '../../src/index.ts'
import { SideLetter } from '../ui/SideLetter.tsx'
import { Capsule } from './Capsule.tsx'
import { useMeasured } from './useMeasured.ts'

/** Between two capsules that would lie on each other. */
const between = 7

interface OverlayPacketsProps {
  readonly scene: Scene
  readonly a: Frame | undefined
  readonly b: Frame | undefined
}

/** Both packets where they are; B steps below A where they meet. */
export function OverlayPackets({ scene, a, b }: OverlayPacketsProps) {
  const [sizeA, measureA] = useMeasured()
  const [sizeB, measureB] = useMeasured()
  const atA = a && placed(scene, a, sizeA)
  const own = b && placed(scene, b, sizeB)
  const meet = atA && own && touch(atA, sizeA, own, sizeB)
  const atB = meet ? { x: own.x, y: atA.y + sizeA.height + between } : own
  return (
    <>
      {a ? <Here scene={scene} frame={a} look="here-a" /> : null}
      {b ? <Here scene={scene} frame={b} look="here-b" /> : null}
      {a && atA ? <Packet frame={a} letter="A" at={atA} measure={measureA} /> : null}
      {b && atB ? <Packet frame={b} letter="B" at={atB} measure={measureB} /> : null}
    </>
  )
}

/** An outline around the place a packet is at. */
function Here({ scene, frame, look }: { readonly scene: Scene; readonly frame: Frame; readonly look: string }) {
  const box = boxAt(scene, frame.place)
  if (!box) return null
  const { x, y, width, height } = box
  return <i className={`overlay-here ${look}`} style={{ left: x, top: y, width, height }} />
}

interface PacketProps {
  readonly frame: Frame
  readonly letter: 'A' | 'B'
  readonly at: Point
  readonly measure: (element: HTMLElement | null) => (() => void) | undefined
}

function Packet({ frame, letter, at, measure }: PacketProps) {
  return (
    <div
      ref={measure}
      className="overlay-packet"
      style={{ transform: `translate(${Math.round(at.x)}px, ${Math.round(at.y)}px)` }}
    >
      <SideLetter letter={letter} />
      <Capsule frame={frame} form="medium" tail="none" zoom={1} measure={unmeasured} />
    </div>
  )
}

const unmeasured = () => undefined

function placed(scene: Scene, frame: Frame, size: Size): Point {
  return placeCapsule(dockOf(scene, frame.place), size)
}

function touch(a: Point, sizeA: Size, b: Point, sizeB: Size): boolean {
  return (
    a.x < b.x + sizeB.width + between &&
    b.x < a.x + sizeA.width + between &&
    a.y < b.y + sizeB.height + between &&
    b.y < a.y + sizeA.height + between
  )
}
