import { type ReactNode, useEffect } from 'react'
import { learn } from '../../src/index.ts'
import { keysOf } from '../chords.ts'
import { useWords } from '../derived.ts'
import { shareLink } from '../keep.ts'
import { present } from '../present.ts'
import { openScenario, scenarioGroups, scenarioTitle } from '../scenarios.ts'
import { store, useApp } from '../store.ts'
import { isDark, toggleTheme } from '../theme.ts'
import { Icon } from '../ui/Icon.tsx'

/** What is shown (scenario, generation of rules, what if), and what to do with it (language, theme, share). */
export function Header({
  unreadable,
  children,
}: {
  readonly unreadable: boolean
  /** What chooses the generation of rules, and what is tried. */
  readonly children: ReactNode
}) {
  const { t } = useWords()
  const drawer = useApp((state) => state.drawer)
  const touched = useApp((state) => state.touched)
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
      {unreadable && !touched ? (
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
      <WaysButton />
      <VersusButton />
      <PresentButton />
      <span className="divider" />
      <PaletteButton />
      <AboutButton />
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
  return (
    <label className="select scenario">
      <small>{t('scenario')}</small>
      <select
        aria-label={t('scenario')}
        value={chosen ?? ''}
        onChange={(event) => void openScenario(event.target.value)}
      >
        {chosen === undefined ? <option value="">{t('ownText')}</option> : null}
        {scenarioGroups.map((group) => (
          <optgroup key={group.id} label={t(`scenarios.${group.id}`)}>
            {group.scenarios.map((scenario) => (
              <option key={scenario.id} value={scenario.id}>
                {scenarioTitle(scenario, language)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <Icon name="down" size={12} />
    </label>
  )
}

/** Between the picture and the table of ways in. */
function WaysButton() {
  const { t } = useWords()
  const open = useApp((state) => state.panel === 'ways')
  return (
    <button
      type="button"
      className="quiet ways-button"
      aria-pressed={open}
      onClick={() => store.setState({ panel: open ? 'rules' : 'ways', pane: 'picture', touched: true })}
    >
      {t('waysIn')}
    </button>
  )
}

function PresentButton() {
  const { t } = useWords()
  return (
    <button
      type="button"
      className="quiet rare present-button"
      aria-label={t('present.start')}
      title={`${t('present.start')} (P)`}
      onClick={() => present(true)}
    >
      <Icon name="present" />
      <span>{t('present.start')}</span>
    </button>
  )
}

function VersusButton() {
  const { t } = useWords()
  const open = useApp((state) => state.versus !== undefined)
  return (
    <button
      type="button"
      className="quiet rare"
      aria-pressed={open}
      onClick={() => store.setState({ versus: open ? undefined : 'externalTrafficPolicy', touched: true })}
    >
      {t('versus.title')}
    </button>
  )
}

function PaletteButton() {
  const { t } = useWords()
  const name = t('command.palette')
  return (
    <button
      type="button"
      className="quiet"
      aria-label={name}
      title={`${name} (${keysOf('Mod+k').join(' ')})`}
      onClick={() => store.setState({ dialog: 'palette' })}
    >
      <Icon name="search" />
    </button>
  )
}

function AboutButton() {
  const { t } = useWords()
  const name = t('command.about')
  return (
    <button
      type="button"
      className="quiet rare about-button"
      aria-label={name}
      title={name}
      onClick={() => store.setState({ dialog: 'about' })}
    >
      <Icon name="info" />
    </button>
  )
}

function LanguageButton() {
  const { t } = useWords()
  const language = useApp((state) => state.language)
  const other = language === 'en' ? 'zh-CN' : 'en'
  return (
    <button
      type="button"
      className="quiet rare"
      lang={other}
      onClick={() => void learn(other).then(() => store.setState({ language: other }))}
    >
      {t('language')}
    </button>
  )
}

function ThemeButton() {
  const { t } = useWords()
  const dark = isDark(useApp((state) => state.theme))
  const name = dark ? t('themeLight') : t('themeDark')
  return (
    <button type="button" className="quiet rare" aria-label={name} title={name} onClick={toggleTheme}>
      <Icon name={dark ? 'sun' : 'moon'} />
    </button>
  )
}

/** Milliseconds a notice stays. */
const noticeMs = 4000

function ShareButton() {
  const { t } = useWords()
  const notice = useApp((state) => state.notice)
  useEffect(() => {
    if (notice === undefined) return
    const timer = setTimeout(() => store.setState({ notice: undefined }), noticeMs)
    return () => clearTimeout(timer)
  }, [notice])
  return (
    <span className="share">
      <button type="button" className="filled" onClick={() => void shareLink()}>
        {t('share')}
      </button>
      <span className={notice === undefined ? 'toast hidden' : 'toast'} role="status">
        {notice === undefined ? '' : t(notice)}
      </span>
    </span>
  )
}
