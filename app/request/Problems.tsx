import { applyEdits, diagnosticParts, fixText, lineColumn } from '../../src/index.ts'
import { useShown, useWords } from '../derived.ts'
import { editBy } from '../edit.ts'
import { setText, useApp } from '../store.ts'
import { AssumedNames } from '../ui/AssumedNames.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Sentence } from '../ui/Sentence.tsx'

/** What is wrong with the text, each with its one-press mend; below, what was assumed. */
export function Problems() {
  const { t } = useWords()
  const language = useApp((state) => state.language)
  const { current, walk, stale } = useShown()
  const { text } = current.manifest
  const problems = current.diagnostics.slice(0, 50)
  return (
    <div className="notes">
      {problems.length > 0 ? (
        <ul className="problems" aria-label={t('problems')}>
          {problems.map((diagnostic) => (
            <li key={`${diagnostic.range.start} ${JSON.stringify(diagnostic.says)}`} className={diagnostic.severity}>
              <span className="line">{lineColumn(text, diagnostic.range.start).line}</span>
              <span>
                <Sentence parts={diagnosticParts(diagnostic, language)} />
                {diagnostic.fixes?.map((fix) => (
                  <button
                    key={fix.code}
                    type="button"
                    className="fix"
                    onClick={() => setText(applyEdits(text, fix.edits))}
                  >
                    {fixText(fix, language)}
                  </button>
                ))}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {stale ? <p className="stale">{t('stale')}</p> : null}
      {walk.cluster.assumed.length > 0 ? (
        <p className="assumed">
          <Icon name="info" />
          <span>
            {t('assumed')}
            {language === 'en' ? ': ' : '：'}
            {walk.cluster.assumed.map((assumption, index) => (
              <span key={assumption.kind}>
                {index > 0 ? (language === 'en' ? ', ' : '、') : ''}
                <AssumedNames assumption={assumption} />
              </span>
            ))}
            {language === 'en' ? '. ' : '。'}
            <button type="button" className="link" onClick={() => void editBy('writeDown')}>
              {t('pane.writeDown')}
            </button>
          </span>
        </p>
      ) : null}
    </div>
  )
}
