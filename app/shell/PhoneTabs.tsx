import { useShown, useWords } from '../derived.ts'
import { type Panel, type PhonePane, store, useApp } from '../store.ts'

/** Rules are one pane of a phone, the inspector's other tabs another. */
function panelOf(pane: PhonePane): { readonly panel?: Panel } {
  const { panel } = store.getState()
  if (pane === 'rules' || (pane === 'picture' && panel === 'ways')) return { panel: 'rules' }
  return pane === 'packet' && (panel === 'rules' || panel === 'ways') ? { panel: 'packet' } : {}
}

/** On a phone one pane at a time; while the text is out of sight, its tab says how many errors it has. */
export function PhoneTabs() {
  const { t } = useWords()
  const pane = useApp((state) => state.pane)
  const panel = useApp((state) => state.panel)
  const errors = useShown().current.diagnostics.filter(({ severity }) => severity === 'error').length
  const choose = (chosen: PhonePane | 'ways') => {
    if (chosen === 'ways') return store.setState({ pane: 'picture', panel: 'ways' })
    store.setState({ pane: chosen, ...panelOf(chosen) })
  }
  const shown = pane === 'picture' && panel === 'ways' ? 'ways' : pane
  const panes = [
    ['picture', t('picture')],
    ['ways', t('waysIn')],
    ['rules', t('rules')],
    ['packet', t('packet')],
    ['yaml', t('yaml')],
  ] as const
  return (
    <nav className="phone-tabs">
      {panes.map(([id, title]) => (
        <button
          key={id}
          type="button"
          aria-pressed={shown === id}
          title={id === 'yaml' && errors > 0 ? `${t('problems')} ${errors}` : undefined}
          onClick={() => choose(id)}
        >
          {title}
          {id === 'yaml' && errors > 0 ? (
            <b className="tab-errors" aria-hidden="true">
              {errors}
            </b>
          ) : null}
        </button>
      ))}
    </nav>
  )
}
