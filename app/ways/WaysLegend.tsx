import type { ReactNode } from 'react'
import { type Outcome, outcomeWord } from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { useApp } from '../store.ts'
import { Icon } from '../ui/Icon.tsx'
import { outcomeIcon } from './outcome-icon.ts'

const shown: readonly Outcome[] = ['answered', 'timed-out', 'unreachable', 'refused']

/** What the signs of the table mean. */
export function WaysLegend({ children }: { readonly children: ReactNode }) {
  const { t } = useWords()
  const language = useApp((state) => state.language)
  return (
    <p className="ways-legend">
      {shown.map((outcome) => (
        <span key={outcome} className={outcome === 'answered' ? 'good' : 'bad'}>
          <Icon name={outcomeIcon({ outcome, cause: null })} /> {outcomeWord(outcome, language)}
        </span>
      ))}
      <span>
        <i className="o-n1" /> {t('answersBar')}
      </span>
      <span>
        <i className="o-n1 silent" /> {t('silentBar')}
      </span>
      <span className="fill" />
      {children}
    </p>
  )
}
