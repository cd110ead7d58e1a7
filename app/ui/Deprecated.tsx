import type { Deprecation } from '../../src/index.ts'
import { useWords } from '../derived.ts'

interface DeprecatedProps {
  readonly of: readonly Deprecation[]
  /** With the name of what it is about, where that does not stand beside it. */
  readonly named?: boolean
}

/** A badge for everything the API server still takes but has deprecated. */
export function Deprecated({ of, named = false }: DeprecatedProps) {
  const { t } = useWords()
  return of.map(({ what, version }) => (
    <em key={what} className="deprecated" title={what}>
      {named ? <span translate="no">{what} </span> : null}
      {t('wayDeprecated', { version })}
    </em>
  ))
}
