import { ownerOfHost } from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { addressOf } from './address-of.ts'
import type { BoxProps } from './box-props.ts'
import { conntrackAt } from './conntrack-at.ts'
import { fade, useDrawing } from './drawing.ts'
import { MorePods, NoPod } from './MorePods.tsx'
import { within } from './NodeCard.tsx'
import { PodBox } from './PodBox.tsx'
import { podTarget } from './pod-handles.ts'
import { RuleCount } from './RuleCount.tsx'

/** In a narrower card of middle size the address takes the line of conntrack, and is not cut off. */
const roomForAddress = 230

/** Width of a name and its address beside each other on a line, in px: the key, 9 px a letter, 7 px a digit. */
const widthOnLine = (name: string, address: string) => 56 + name.length * 9 + address.length * 7

/** A node that is not drawn from the inside: one line, stations as ticks, or name and dots. */
export function CompactCard({ data: { box } }: BoxProps) {
  const { t } = useWords()
  const drawing = useDrawing()
  const { walk, scene, frames, frame, at, flying } = drawing
  const { cluster, trace } = walk
  const detail = scene.detail[box.id] ?? 'small'
  const owner = ownerOfHost(cluster, box.id)
  const node = cluster.nodes.find((candidate) => candidate.name === box.id)
  const here = !flying && frame?.place.host === box.id
  const pods = scene.boxes.filter((part) => part.parent === box.id)
  const crowded = detail === 'medium' && box.width < roomForAddress
  const address = (
    <bdi className="cv-mono" dir="ltr" translate="no">
      {addressOf(cluster, box.id)}
    </bdi>
  )
  const room = Math.min(...pods.map((part) => part.x)) - box.x
  const stacked = detail === 'line' && room < widthOnLine(box.id, addressOf(cluster, box.id))
  const state = `${node?.ready === false ? ' cv-off' : ''}${stacked ? ' cv-stacked' : ''}${here ? ' cv-here' : ''}`
  const look = `cv-card cv-${detail} o-${owner.hue}${state}${fade(drawing, box.id)}`
  return (
    <div className={look} {...podTarget(box.id)}>
      <header className="cv-card-head">
        <b className="key square">{owner.letter}</b>
        <h3 className={node?.assumed ? 'is-assumed' : undefined} translate="no" title={box.id}>
          {box.id}
        </h3>
        {node?.ready === false ? <small className="cv-not-ready">{t('canvas.notReadyShort')}</small> : null}
        {crowded ? null : address}
        <RuleCount node={box.id} />
      </header>
      {detail === 'medium' ? (
        <>
          <Ticks node={box.id} />
          <p className="cv-count">
            {crowded ? (
              address
            ) : (
              <>
                {t('canvas.conntrack')}:{' '}
                {conntrackAt(trace, frames, at, box.id).kernel ?? t(conntrackAt(trace, frames, at, box.id).words)}
              </>
            )}
          </p>
        </>
      ) : null}
      {pods.map((part) => (
        <div key={part.id} className={`cv-part cv-${part.kind}`} style={within(part, box)}>
          {part.kind === 'pod' ? <PodBox name={part.id} area={part} /> : null}
          {part.kind === 'no-pod' ? <NoPod node={box.id} /> : null}
          {part.kind === 'more' ? <MorePods pods={part.pods ?? []} /> : null}
        </div>
      ))}
    </div>
  )
}

/** The stations of a node too small to name them. */
function Ticks({ node }: { readonly node: string }) {
  const { frame, journey, flying } = useDrawing()
  const stations = ['PREROUTING', 'route', 'INPUT', 'OUTPUT', 'FORWARD', 'POSTROUTING'] as const
  return (
    <span className="cv-ticks" aria-hidden="true">
      {stations.map((station) => {
        const current = !flying && frame?.place.host === node && frame.place.station === station
        return (
          <i key={station} className={current ? 'cv-current' : journey.visited.has(node) ? 'cv-visited' : undefined} />
        )
      })}
    </span>
  )
}
