import { causeDocs, type Ending, explainCause, type Frame, type PageKey, render } from '../../src/index.ts'
import { useFrames, useWalk, useWords } from '../derived.ts'
import { useApp } from '../store.ts'
import { Icon } from '../ui/Icon.tsx'
import { Sentence } from '../ui/Sentence.tsx'
import { Rewrites } from './Rewrites.tsx'

/** Every ending has a word and a shape of its own. */
const words: Readonly<Record<Ending, PageKey>> = {
  delivered: 'answered',
  dropped: 'timedOut',
  timeout: 'timedOut',
  refused: 'refused',
  reset: 'reset',
  unreachable: 'unreachable',
  loop: 'loop',
  nxname: 'nameError',
  unknown: 'undetermined',
}

/** How it ended: icon, word, cause, place, remedy and where to read on. */
export function OutcomeCard({ frame }: { readonly frame: Frame }) {
  const { t } = useWords()
  const { trace, cluster } = useWalk()
  const frames = useFrames()
  const language = useApp((state) => state.language)
  if (!trace) return null
  const good = trace.outcome === 'answered'
  // A delivery on the way is not yet the end of a request that fails later.
  if (frame.ending === 'delivered' && !good) return null
  const cause = explainCause(trace, cluster)
  const ending = frame.ending === 'dropped' ? 'timeout' : (frame.ending ?? 'unknown')
  const docs = trace.cause === null ? undefined : causeDocs(trace.cause, language)
  return (
    <section className={good ? 'outcome good' : 'outcome'} aria-label={t(words[ending])}>
      <h3>
        <Icon name={ending} size={22} /> {t(words[ending])}
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
              <dd translate="no">{placeOf(frames, trace.where)}</dd>
            </>
          ) : null}
          <dt>{t('remedy')}</dt>
          <dd>
            <Sentence parts={render(cause.remedy, language)} />
          </dd>
          {docs === undefined ? null : (
            <>
              <dt>{t('docs')}</dt>
              <dd>
                <a href={docs} target="_blank" rel="noreferrer" translate="no">
                  {new URL(docs).hostname}
                </a>
              </dd>
            </>
          )}
        </dl>
      ) : good && trace.server ? (
        <Rewrites server={trace.server} />
      ) : (
        <p>
          <Sentence parts={render(frame.caption, language)} />
        </p>
      )}
    </section>
  )
}

/** The host, and the rule at which something ended there, if it was a rule. */
function placeOf(frames: readonly Frame[], where: string): string {
  const end = frames.find(({ ending, place }) => ending !== undefined && place.host === where)
  const line = end?.stack.at(-1)
  const host = where.split('/').at(-1) ?? where
  return line ? `${host} · ${line.table} ${line.chain} #${line.rule}` : host
}
