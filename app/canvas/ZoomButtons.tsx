import { useWords } from '../derived.ts'
import { Icon } from '../ui/Icon.tsx'

const step = 1.25

/** Out, in, and everything at once. */
export function ZoomButtons({ fit, zoomBy }: { readonly fit: () => void; readonly zoomBy: (factor: number) => void }) {
  const { t } = useWords()
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
    </fieldset>
  )
}
