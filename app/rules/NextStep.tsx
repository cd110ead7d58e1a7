import { render } from '../../src/index.ts'
import { stepAt, useFrames, useSteps, useWords } from '../derived.ts'
import { useApp } from '../store.ts'
import { Icon } from '../ui/Icon.tsx'
import { Sentence } from '../ui/Sentence.tsx'

/** What the next step will tell. */
export function NextStep() {
  const { t } = useWords()
  const frames = useFrames()
  const steps = useSteps()
  const cursor = useApp((state) => state.cursor)
  const language = useApp((state) => state.language)
  const next = frames[steps[stepAt(steps, cursor) + 1] ?? -1]
  if (!next) return null
  return (
    <p className="next-step">
      <Icon name="right" />
      <span>
        {t('next')} <Sentence parts={render(next.caption, language)} />
      </span>
    </p>
  )
}
