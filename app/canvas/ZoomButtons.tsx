import { useWords } from '../derived.ts'
import { toggleFocus, useFocus } from '../focus.ts'
import { Icon } from '../ui/Icon.tsx'

const step = 1.25

/** Out, in, everything at once, and only what the packet touches. */
export function ZoomButtons({ fit, zoomBy }: { readonly fit: () => void; readonly zoomBy: (factor: number) => void }) {
  const { t } = useWords()
  const focus = useFocus()
  return (
    <fieldset className="cv-zoom">
      <legend className="visually-hidden">{t('canvas.zoom')}</legend>
      <button type="button" aria-label={t('canvas.zoomOut')} onClick={() => zoomBy(1 / step)}>
        <Icon name="minus" />
      </button>
      <button type="button" aria-label={t('canvas.zoomIn')} onClick={() => zoomBy(step)}>
        <Icon name="plus" />
      </button>
      <button type="button" aria-label={t('canvas.fit')} onClick={fit}>
        <Icon name="fit" />
      </button>
      <button
        type="button"
        className="cv-focus"
        aria-pressed={focus}
        aria-label={t('canvas.focus')}
        title={`${t('canvas.focus')} (F)`}
        onClick={toggleFocus}
      >
        <Icon name="way" />
      </button>
    </fieldset>
  )
}
