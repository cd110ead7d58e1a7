import { type ComparedChain, compareText } from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { useApp } from '../store.ts'

const marks = { same: ' ', missing: '−', unexpected: '+', moved: '~' } as const
const words = { missing: 'ruleMissing', unexpected: 'ruleUnexpected', moved: 'ruleMoved' } as const

/** Rules of one chain that are drawn; a foreign chain may have thousands. */
const shownRules = 200

/** One chain: whether it is as expected, why not, and its rules as a diff. */
export function ChainDiff({ chain }: { readonly chain: ComparedChain }) {
  const { t } = useWords()
  const language = useApp((state) => state.language)
  const { table, chain: name, status, owner, reason, rules } = chain
  const differing = status === 'differs' || status === 'missing' || status === 'unexpected'
  return (
    <details className={`chain-diff ${status}`} open={differing}>
      <summary>
        <small>{table}</small> <code translate="no">{name}</code> <b>{t(`status.${status}`)}</b>
        {status === 'foreign' && owner ? <small>{owner}</small> : null}
        {reason ? <span className="why">{compareText(reason, language)}</span> : null}
      </summary>
      <ol>
        {rules.slice(0, shownRules).map(({ mark, text, notModelled }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one rule may stand in a chain twice, and the list is never reordered
          <li key={`${index} ${text}`} className={mark}>
            <span aria-hidden="true">{marks[mark]}</span>
            <code translate="no" lang="en">
              {mark === 'same' ? null : <span className="hidden-word">{t(words[mark])}: </span>}
              {text.replace(/^-A \S+ ?/, '')}
            </code>
            {notModelled ? (
              <small className="not-modelled">
                {t('notModelled')}: {notModelled.join(', ')}
              </small>
            ) : null}
          </li>
        ))}
      </ol>
    </details>
  )
}
