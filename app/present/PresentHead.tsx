import { placeText } from '../../src/index.ts'
import { stepAt, useFrame, useSteps, useWalk, useWords } from '../derived.ts'
import { present } from '../present.ts'
import { useApp } from '../store.ts'
import { Icon } from '../ui/Icon.tsx'

/** What is being shown, and the way out. */
export default function PresentHead() {
  const { t } = useWords()
  const { manifest } = useWalk()
  const language = useApp((state) => state.language)
  const frame = useFrame()
  const steps = useSteps()
  const cursor = useApp((state) => state.cursor)
  return (
    <header className="present-head">
      <h1>{manifest.lab.title?.[language] ?? 'Packetwalk'}</h1>
      {frame ? <p>{`${stepAt(steps, cursor) + 1} / ${steps.length} · ${placeText(frame)}`}</p> : null}
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
