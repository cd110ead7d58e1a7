import { type ReactNode, useEffect, useState } from 'react'
import { learn } from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { currentLink } from '../keep.ts'
import { scenarioById, scenarios, scenarioTitle } from '../scenarios.ts'
import { setText, store, useApp } from '../store.ts'
import { Icon } from '../ui/Icon.tsx'

/** What is shown (scenario, generation of rules), and what to do with it (language, theme, share). */
export function Header({
  unreadable,
  children,
}: {
  readonly unreadable: boolean
  /** What chooses the generation of rules. */
  readonly children: ReactNode
}) {
  const { t } = useWords()
  const drawer = useApp((state) => state.drawer)
  return (
    <header className="header">
      <h1>
        <svg className="logo" viewBox="0 0 26 14" aria-hidden="true">
          <rect x="1" y="1" width="24" height="12" rx="6" />
          <circle cx="7.5" cy="7" r="3" className="o-client" />
          <circle cx="18.5" cy="7" r="3" className="o-n1" />
        </svg>
        <span className="wordmark">Packetwalk</span>
      </h1>
      <ScenarioSelect />
      {children}
      {unreadable ? (
        <span className="toast" role="alert">
          {t('linkUnreadable')}
        </span>
      ) : null}
      <span className="fill" />
      <button
        type="button"
        className="quiet drawer-button"
        aria-expanded={drawer}
        onClick={() => store.setState({ drawer: !drawer })}
      >
        {t('openEditor')}
      </button>
      <LanguageButton />
      <ThemeButton />
      <ShareButton />
    </header>
  )
}

function ScenarioSelect() {
  const { t } = useWords()
  const language = useApp((state) => state.language)
  const chosen = useApp((state) => state.scenario)
  const choose = (id: string) => {
    const scenario = scenarioById(id)
    if (!scenario) return
    setText(scenario.text, scenario.id)
    store.setState({ cursor: 0, playing: false })
  }
  return (
    <label className="select">
      <small>{t('scenario')}</small>
      <select value={chosen ?? ''} onChange={(event) => choose(event.target.value)}>
        {chosen === undefined ? <option value="">{t('ownText')}</option> : null}
        {scenarios.map((scenario) => (
          <option key={scenario.id} value={scenario.id}>
            {scenarioTitle(scenario, language)}
          </option>
        ))}
      </select>
      <Icon name="down" size={12} />
    </label>
  )
}

function LanguageButton() {
  const { t } = useWords()
  const language = useApp((state) => state.language)
  const other = language === 'en' ? 'zh-CN' : 'en'
  return (
    <button
      type="button"
      className="quiet"
      lang={other}
      onClick={() => void learn(other).then(() => store.setState({ language: other }))}
    >
      {t('language')}
    </button>
  )
}

function ThemeButton() {
  const { t } = useWords()
  const theme = useApp((state) => state.theme)
  const dark = theme === 'dark' || (theme === undefined && matchMedia('(prefers-color-scheme: dark)').matches)
  const name = dark ? t('themeLight') : t('themeDark')
  return (
    <button
      type="button"
      className="quiet"
      aria-label={name}
      title={name}
      onClick={() => store.setState({ theme: dark ? 'light' : 'dark' })}
    >
      <Icon name={dark ? 'sun' : 'moon'} />
    </button>
  )
}

function ShareButton() {
  const { t } = useWords()
  const [said, say] = useState('')
  useEffect(() => {
    if (said === '') return
    const timer = setTimeout(() => say(''), 4000)
    return () => clearTimeout(timer)
  }, [said])
  const share = async () => {
    const { hash, tooLong } = await currentLink()
    history.replaceState(null, '', hash)
    await navigator.clipboard?.writeText(location.href).catch(() => undefined)
    say(tooLong ? t('tooLong') : t('copied'))
  }
  return (
    <span className="share">
      <button type="button" className="filled" onClick={() => void share()}>
        {t('share')}
      </button>
      <span className={said === '' ? 'toast hidden' : 'toast'} role="status">
        {said}
      </span>
    </span>
  )
}
