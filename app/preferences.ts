import { languages } from '../src/index.ts'
import { readOptions } from './options.ts'
import { present } from './present.ts'
import { store, type Theme, themes } from './store.ts'

/** Language and theme: from the address, else as last chosen, else as the browser wishes. */
export function openPreferences(search: string): void {
  const query = new URLSearchParams(search)
  const options = readOptions(search)
  store.setState({ options })
  const wished = query.get('lang') ?? remembered('lang') ?? navigator.language
  const language = languages.find((candidate) => candidate === wished) ?? (wished.startsWith('zh') ? 'zh-CN' : 'en')
  const profile = query.get('profile') === 'projector' ? 'projector' : null
  const theme = [query.get('theme'), profile, remembered('theme')].find((value): value is Theme =>
    themes.some((known) => known === value),
  )
  store.setState({ language, theme })
  if (options.present) present(true)
  apply()
  store.subscribe((now, before) => {
    if (now.language !== before.language) remember('lang', now.language)
    if (now.theme !== before.theme && now.theme && !now.presenting) remember('theme', now.theme)
    if (now.language !== before.language || now.theme !== before.theme) apply()
  })
}

function apply(): void {
  const { language, theme, options } = store.getState()
  document.documentElement.lang = language
  if (theme) document.documentElement.dataset.theme = theme
  else delete document.documentElement.dataset.theme
  document.documentElement.dataset.motion = options.motion
  document.documentElement.classList.toggle('embedded', options.embed)
}

function remembered(key: string): string | null {
  if (store.getState().options.embed) return null
  try {
    return localStorage.getItem(`packetwalk.${key}`)
  } catch {
    return null
  }
}

function remember(key: string, value: string): void {
  if (store.getState().options.embed) return
  try {
    localStorage.setItem(`packetwalk.${key}`, value)
  } catch {
    // Some browsers keep nothing; the choice then lasts as long as the page.
  }
}
