import { useShown, useWords } from '../derived.ts'
import { useApp } from '../store.ts'
import { Icon } from '../ui/Icon.tsx'
import { tryWhatIf, whatIfName, whatIfOf, whatIfs } from '../what-if.ts'

/** A change to try on what is shown. The choice is written into the text's Lab document. */
export function WhatIfSelect() {
  const { t } = useWords()
  const language = useApp((state) => state.language)
  const { manifest, cluster } = useShown().current
  const offered = whatIfs(cluster.nodes.map(({ name }) => name))
  const chosen = whatIfOf(manifest, offered)
  return (
    <label className="select what-if">
      <small>{t('whatIf.label')}</small>
      <select
        aria-label={t('whatIf.label')}
        value={chosen?.id ?? ''}
        onChange={(event) => {
          const wanted = offered.find(({ id }) => id === event.target.value)
          if (wanted) tryWhatIf(wanted)
        }}
      >
        {chosen ? null : <option value="">{t('whatIf.own')}</option>}
        {offered.map((whatIf) => (
          <option key={whatIf.id} value={whatIf.id}>
            {whatIfName(whatIf, language)}
          </option>
        ))}
      </select>
      <Icon name="down" size={12} />
    </label>
  )
}
