import { useWords } from '../derived.ts'
import { store, useApp } from '../store.ts'

/** How much of the cluster an embedded picture leaves out, and a way to see it. */
export function LeftOut({ names }: { readonly names: readonly string[] }) {
  const { t } = useWords()
  const whole = useApp((state) => state.whole)
  if (names.length === 0) return null
  return (
    <p className="cv-left-out">
      {whole ? null : <span title={names.join(', ')}>{t('canvas.leftOut', { n: names.length })}</span>}
      <button type="button" className="plain" onClick={() => store.setState({ whole: !whole })}>
        {t(whole ? 'canvas.focus' : 'canvas.showAll')}
      </button>
    </p>
  )
}
