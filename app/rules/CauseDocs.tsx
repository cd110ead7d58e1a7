import { type Cause, causeDocs } from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { useApp } from '../store.ts'

/** Where to read on about what went wrong. */
export function CauseDocs({ cause }: { readonly cause: Cause }) {
  const { t } = useWords()
  const docs = causeDocs(
    cause,
    useApp((state) => state.language),
  )
  return (
    <>
      <dt>{t('docs')}</dt>
      <dd>
        <a href={docs} target="_blank" rel="noreferrer" translate="no">
          {new URL(docs).hostname}
        </a>
      </dd>
    </>
  )
}
