import { ownerOfHost } from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { addressOf } from './address-of.ts'
import type { BoxProps } from './box-props.ts'
import { fade, useDrawing } from './drawing.ts'
import { EndingBadge } from './EndingBadge.tsx'

/** A host outside the cluster. */
export function HostBox({ data: { box } }: BoxProps) {
  const { t } = useWords()
  const drawing = useDrawing()
  const { walk, frame, flying } = drawing
  const { cluster } = walk
  const owner = ownerOfHost(cluster, box.id)
  const here = !flying && frame?.place.host === box.id
  return (
    <div
      className={`cv-host o-${owner.hue}${here ? ' cv-here' : ''}${box.width >= 140 ? ' cv-wide' : ''}${fade(drawing, box.id)}`}
    >
      <b>{t(owner.hue === 'client' ? 'canvas.client' : 'canvas.host', { host: box.id })}</b>
      <bdi dir="ltr" translate="no">
        {addressOf(cluster, box.id)}
      </bdi>
      <EndingBadge host={box.id} />
    </div>
  )
}
