import { ownerOfHost } from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { Icon } from '../ui/Icon.tsx'
import { addressOf } from './address-of.ts'
import type { BoxProps } from './box-props.ts'
import { useDrawing } from './drawing.ts'

/** A host outside the cluster; at the end of its own request it wears the outcome. */
export function HostBox({ data: { box } }: BoxProps) {
  const { t } = useWords()
  const { walk, frames, frame, at, flying } = useDrawing()
  const { cluster, trace } = walk
  const owner = ownerOfHost(cluster, box.id)
  const here = !flying && frame?.place.host === box.id
  const ending = at === frames.length - 1 && trace?.flow.from === box.id && !flying ? frames[at]?.ending : undefined
  return (
    <div className={`cv-host o-${owner.hue}${here ? ' cv-here' : ''}`}>
      <b>{t(owner.hue === 'client' ? 'canvas.client' : 'canvas.host', { host: box.id })}</b>
      <bdi dir="ltr" translate="no">
        {addressOf(cluster, box.id)}
      </bdi>
      {ending && ending !== 'dropped' ? (
        <span className={`cv-ending${ending === 'delivered' ? ' cv-good' : ' cv-bad'}`}>
          <Icon name={ending} size={18} />
          <span>{t(`canvas.${ending}`)}</span>
        </span>
      ) : null}
    </div>
  )
}
