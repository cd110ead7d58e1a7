// What both pictures use stays in the one file the picture comes in.
import './Canvas.tsx'
import { useEffect, useMemo } from 'react'
import { boxAt, cardAt, type Frame, overlayWalks, placeText, serviceAt, type Walk } from '../../src/index.ts'
import type { Comparison, Parting } from '../comparison.ts'
import { useWords } from '../derived.ts'
import { type Drawing, DrawingProvider, packetFrame } from './drawing.ts'
import { flowNodes, nodeTypes } from './flow-nodes.ts'
import { OuterWires } from './OuterWires.tsx'
import { OverlayPackets } from './OverlayPackets.tsx'
import { overlayWays } from './overlay-ways.ts'
import { PartingNote } from './PartingNote.tsx'
import { podsBehind } from './pods-behind.ts'
import { useScene, useSize } from './useScene.ts'

/** Room above what is scrolled to. */
const margin = 16

const atRest: Drawing['journey'] = { behind: [], ahead: [], earlier: [], taken: new Set(), visited: new Set() }

/** Both walks over one picture: A in a solid line, B in a dashed one, each with its packet where it is now. */
export default function Overlay({ left, right, alignment, at }: Comparison) {
  const { t } = useWords()
  const overlay = useMemo(() => overlayWalks(left, right, 'B'), [left, right])
  const frames = useMemo(() => [...overlay.left, ...overlay.right], [overlay])
  const service = serviceOf(left)
  const { holder, size } = useSize()
  const [a, b] = [packetFrame(overlay.left, at.left), packetFrame(overlay.right, at.right)]
  const name = service && `${service.namespace}/${service.name}`
  const scene = useScene(overlay.cluster, size, frames, a, name)
  const followed = a && (cardAt(scene, a.place) ?? boxAt(scene, a.place))
  useEffect(() => {
    const element = holder.current
    if (!element || !followed) return
    const { y, height } = followed
    const { scrollTop, clientHeight } = element
    if (y < scrollTop || y + height > scrollTop + clientHeight) element.scrollTop = y - margin
  }, [holder, followed])
  const nodes = useMemo(() => flowNodes(scene, overlay.cluster, t), [scene, overlay, t])
  const drawing = useMemo((): Drawing => {
    const { trace: _, ...walk } = left
    const visited = frames.map(({ place }) => place.host)
    const servicePods = new Set([...podsBehind(overlay.cluster, service), ...visited])
    const still = { frames: [], frame: undefined, at: 0, flying: false, journey: atRest, kept: undefined }
    const ways = [
      ...overlayWays(scene, overlay.left, at.left, 'way-a'),
      ...overlayWays(scene, overlay.right, at.right, 'way-b'),
    ]
    return { walk: { ...walk, cluster: overlay.cluster }, scene, service, servicePods, ways, ...still }
  }, [left, frames, overlay, scene, service, at.left, at.right])
  const row = alignment.rows[alignment.firstDifference ?? -1]
  const parting: Parting | undefined = row && {
    a: row.left === undefined ? undefined : overlay.left[row.left],
    b: row.right === undefined ? undefined : overlay.right[row.right],
  }
  const words = (frame: Frame | undefined) => (frame ? placeText(frame) : '')
  return (
    <section
      ref={holder}
      className={`overlay cv${scene.width < 480 ? ' cv-phone' : ''}`}
      aria-label={t('versus.overlaid')}
      data-level="near"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <p className="visually-hidden">
        {parting
          ? t('versus.both', { a: words(a), b: words(b), parting: words(parting.a ?? parting.b) })
          : t('versus.bothSame', { a: words(a), b: words(b) })}
      </p>
      {/* All of it is told by the sentence and the rows; nothing here can be pressed. */}
      <div className="overlay-scene" inert aria-hidden="true" style={{ width: scene.width, height: scene.height }}>
        <DrawingProvider value={drawing}>
          <div className="cv-band" style={{ height: scene.boxes.find(({ id }) => id === 'band')?.height }} />
          <OuterWires />
          {nodes.map(({ id, type, position, width, height, data }) => {
            const Box = nodeTypes[type as keyof typeof nodeTypes]
            return (
              <div key={id} className="overlay-box" style={{ left: position.x, top: position.y, width, height }}>
                <Box data={data} />
              </div>
            )
          })}
          {parting ? <PartingNote scene={scene} parting={parting} /> : null}
          <OverlayPackets scene={scene} a={a} b={b} />
        </DrawingProvider>
      </div>
    </section>
  )
}

function serviceOf({ cluster, flow }: Walk) {
  return flow && serviceAt(cluster, `${flow.destination.address}:${flow.destination.port}`)
}
