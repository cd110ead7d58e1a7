import { useWalk, useWords } from '../derived.ts'
import { present } from '../present.ts'
import { useApp } from '../store.ts'
import { Icon } from '../ui/Icon.tsx'

/** What is being shown, and the way out. */
export default function PresentHead() {
  const { t } = useWords()
  const { manifest } = useWalk()
  const language = useApp((state) => state.language)
  return (
    <header className="present-head">
      <h1>{manifest.lab.title?.[language] ?? 'Packetwalk'}</h1>
      <button
        type="button"
        className="quiet"
        aria-label={t('present.leave')}
        title={`${t('present.leave')} (Esc)`}
        onClick={() => present(false)}
      >
        <Icon name="close" size={24} />
      </button>
    </header>
  )
}
