import type { CSSProperties } from 'react'
import {
  type Box,
  boxOf,
  cardAt,
  coversLowerStations,
  ownerOfHost,
  qualifiedName,
  type Rectangle,
} from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { Sentence } from '../ui/Sentence.tsx'
import type { BoxProps } from './box-props.ts'
import { CardWires } from './CardWires.tsx'
import { ConntrackStrip } from './ConntrackStrip.tsx'
import { type Drawing, fade, useDrawing } from './drawing.ts'
import { EndingBadge } from './EndingBadge.tsx'
import { MorePods, NoPod } from './MorePods.tsx'
import { PodBox } from './PodBox.tsx'
import { Processes } from './Processes.tsx'
import { podTarget } from './pod-handles.ts'
import { RuleCount } from './RuleCount.tsx'

/** In a narrower card the count would lie on the wires. */
const roomForCount = 330

/** A node from the inside: plug, hooks in the kernel's order, the bay, conntrack, bridge and Pods. */
export function NodeCard({ data: { box } }: BoxProps) {
  const { t, parts } = useWords()
  const drawing = useDrawing()
  const { walk, scene, frame, flying, service, servicePods } = drawing
  const { cluster } = walk
  const owner = ownerOfHost(cluster, box.id)
  const node = cluster.nodes.find((candidate) => candidate.name === box.id)
  const docked = frame && !flying && cardAt(scene, frame.place)?.id === box.id ? frame.place : undefined
  // Compared packets need the bay to themselves.
  const hideProcesses = docked !== undefined || drawing.ways !== undefined
  const covered = docked !== undefined && coversLowerStations(scene, docked)
  const inside = scene.boxes.filter((part) => part.parent === box.id || part.parent === `${box.id}:bay`)
  const count = cluster.pods.filter((pod) => pod.node === box.id && servicePods.has(qualifiedName(pod))).length
  const hidden = (part: Box) => (covered && part.parent !== box.id) || (hideProcesses && part.kind === 'processes')
  return (
    <div
      className={`cv-card${node?.ready === false ? ' cv-off' : ''} o-${owner.hue}${fade(drawing, box.id)}`}
      {...podTarget(box.id)}
    >
      <CardWires card={box} hideLower={covered} hideProcesses={hideProcesses} />
      <header className="cv-card-head">
        <b className="key square">{owner.letter}</b>
        <h3 className={node?.assumed ? 'is-assumed' : undefined} translate="no">
          {box.id}
        </h3>
        {node?.ready === false ? <small className="cv-not-ready">{t('canvas.notReadyShort')}</small> : null}
        <EndingBadge host={box.id} />
        <RuleCount node={box.id} />
        {service && count > 0 && box.width >= roomForCount ? (
          <span className="cv-count">
            <Sentence
              parts={parts(count === 1 ? 'canvas.podHere' : 'canvas.podsHere', { service: service.name, n: count })}
            />
          </span>
        ) : null}
      </header>
      {inside.map((part) =>
        hidden(part) ? null : (
          <div
            key={part.id}
            className={`cv-part cv-${part.kind}${fadePart(drawing, part)}`}
            style={within(part, boxOf(scene, box.id) ?? box)}
          >
            <Part part={part} node={box.id} />
          </div>
        ),
      )}
    </div>
  )
}

/** Pods see to themselves; what only tells of the card stays with it. */
function fadePart(drawing: Drawing, part: Box): string {
  switch (part.kind) {
    case 'plug':
    case 'station':
    case 'route':
    case 'processes':
    case 'bridge':
      return fade(drawing, part.id)
    default:
      return ''
  }
}

/** A box's place inside its card, whose border lies inside the card's own box. */
export function within(part: Rectangle, card: Rectangle): CSSProperties {
  const border = 1.5
  return { left: part.x - card.x - border, top: part.y - card.y - border, width: part.width, height: part.height }
}

function Part({ part, node }: { readonly part: Box; readonly node: string }) {
  const { walk, frame, flying, journey } = useDrawing()
  const { cluster } = walk
  const station = part.id.slice(node.length + 1)
  const current = !flying && frame?.place.host === node && frame.place.station === station
  const look = current ? ' cv-current' : journey.visited.has(part.id) ? ' cv-visited' : ''
  const owned = cluster.nodes.find((candidate) => candidate.name === node)
  switch (part.kind) {
    case 'plug':
      return (
        <span className={`cv-plug-box${current ? ' cv-here' : ''}`}>
          eth0
          <bdi dir="ltr" translate="no">
            {owned?.addresses[0]}
          </bdi>
        </span>
      )
    case 'station':
      return (
        <span className={`station cv-station-box${look}`} translate="no">
          {/* Where the name is larger than its station, it goes on two lines. */}
          <span>
            {station.replace(/ROUTING$/, '')}
            <wbr />
            {/ROUTING$/.exec(station)?.[0]}
          </span>
        </span>
      )
    case 'route':
      return <RouteStation look={look} />
    case 'processes':
      return <Processes node={node} area={part} />
    case 'conntrack':
      return <ConntrackStrip node={node} oneLine={part.height < 40} />
    case 'bridge':
      return (
        <span className={`cv-bridge-box${current ? ' cv-here' : ''}`}>
          {part.height < 12 ? null : (
            <>
              cni0
              <bdi dir="ltr" translate="no">
                {bridgeAddress(owned?.podCIDRs[0] ?? '')}
              </bdi>
            </>
          )}
        </span>
      )
    case 'pod':
      return <PodBox name={part.id} area={part} />
    case 'no-pod':
      return <NoPod node={node} />
    case 'more':
      return <MorePods pods={part.pods ?? []} />
    case 'bay':
    case 'band':
    case 'host':
    case 'router':
    case 'node':
      return null
    default:
      return part.kind satisfies never
  }
}

function RouteStation({ look }: { readonly look: string }) {
  const { t } = useWords()
  return <span className={`station cv-station-box cv-round${look}`}>{t('canvas.route')}</span>
}

/** The bridge has the first address of the node's Pod network. */
function bridgeAddress(network: string): string {
  return network.replace(
    /(::?|\.0)(\/\d+)$/,
    (_, tail: string, length: string) => `${tail === '.0' ? '.' : tail}1${length}`,
  )
}
