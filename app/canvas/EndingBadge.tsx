import { useWords } from '../derived.ts'
import { Icon } from '../ui/Icon.tsx'
import { useDrawing } from './drawing.ts'

/** What became of the request, on the host that asked, once that is known. */
export function EndingBadge({ host }: { readonly host: string }) {
  const { t } = useWords()
  const { walk, frames, at, flying } = useDrawing()
  const ending = at === frames.length - 1 ? frames[at]?.ending : undefined
  if (flying || ending === undefined || ending === 'dropped' || walk.trace?.flow.from !== host) return null
  return (
    <span
      className={`cv-ending${ending === 'delivered' ? ' cv-good' : ' cv-bad'}`}
      role="img"
      aria-label={t(`canvas.${ending}`)}
      title={t(`canvas.${ending}`)}
    >
      <Icon name={ending} size={18} />
    </span>
  )
}
