import { type Ending, explainCause, type Frame, type Outcome, type PageKey, render } from '../../src/index.ts'
import { useWalk, useWords } from '../derived.ts'
import { useApp } from '../store.ts'
import { Icon } from '../ui/Icon.tsx'
import { Sentence } from '../ui/Sentence.tsx'

const words: Readonly<Record<Outcome, PageKey>> = {
  answered: 'answered',
  'timed-out': 'timedOut',
  refused: 'refused',
  unreachable: 'unreachable',
  'name-error': 'nameError',
  undetermined: 'undetermined',
}

/** How it ended: icon, word, cause, place and remedy. */
export function OutcomeCard({ frame }: { readonly frame: Frame }) {
  const { t } = useWords()
  const { trace, cluster } = useWalk()
  const language = useApp((state) => state.language)
  if (!trace) return null
  const good = trace.outcome === 'answered'
  // A delivery on the way is not yet the end of a request that fails later.
  if (frame.ending === 'delivered' && !good) return null
  const cause = explainCause(trace, cluster)
  const icon = (frame.ending === 'dropped' ? 'timeout' : frame.ending) as Exclude<Ending, 'dropped'>
  return (
    <section className={good ? 'outcome good' : 'outcome'} aria-label={t(words[trace.outcome])}>
      <h3>
        <Icon name={icon} size={22} /> {t(words[trace.outcome])}
      </h3>
      {cause ? (
        <dl>
          <dt>{t('cause')}</dt>
          <dd>
            <Sentence parts={render(cause.sentence, language)} />
          </dd>
          {trace.where ? (
            <>
              <dt>{t('where')}</dt>
              <dd translate="no">{trace.where.split('/').at(-1)}</dd>
            </>
          ) : null}
          <dt>{t('remedy')}</dt>
          <dd>
            <Sentence parts={render(cause.remedy, language)} />
          </dd>
        </dl>
      ) : (
        <p>
          <Sentence parts={render(frame.caption, language)} />
        </p>
      )}
    </section>
  )
}
