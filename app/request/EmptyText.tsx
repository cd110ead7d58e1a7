import { useWords } from '../derived.ts'
import { openScenario, scenarios, scenarioTitle } from '../scenarios.ts'
import { useApp } from '../store.ts'

/** Scenarios that are offered where there is no text. */
const offered = 3

/** What to do with an empty page. */
export function EmptyText() {
  const { t } = useWords()
  const language = useApp((state) => state.language)
  const blank = useApp((state) => state.text.trim() === '')
  if (!blank) return null
  return (
    <section className="empty-text" aria-label={t('emptyTitle')}>
      <h2>{t('emptyTitle')}</h2>
      <p>{t('emptyText')}</p>
      {scenarios.slice(0, offered).map((scenario) => (
        <button key={scenario.id} type="button" className="boxed" onClick={() => void openScenario(scenario.id)}>
          {scenarioTitle(scenario, language)}
        </button>
      ))}
    </section>
  )
}
