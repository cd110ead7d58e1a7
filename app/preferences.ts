import { languages } from '../src/index.ts'
import { store, type Theme } from './store.ts'

/** Language and theme: from the address, else as last chosen, else as the browser wishes. */
export function openPreferences(search: string): void {
  const query = new URLSearchParams(search)
  const wished = query.get('lang') ?? remembered('lang') ?? navigator.language
  const language = languages.find((candidate) => candidate === wished) ?? (wished.startsWith('zh') ? 'zh-CN' : 'en')
  const theme = [query.get('theme'), remembered('theme')].find(
    (value): value is Theme => value === 'light' || value === 'dark',
  )
  store.setState({ language, theme })
  apply()
  store.subscribe((now, before) => {
    if (now.language !== before.language) remember('lang', now.language)
    if (now.theme !== before.theme && now.theme) remember('theme', now.theme)
    if (now.language !== before.language || now.theme !== before.theme) apply()
  })
}

function apply(): void {
  const { language, theme } = store.getState()
  document.documentElement.lang = language
  if (theme) document.documentElement.dataset.theme = theme
}

function remembered(key: string): string | null {
  try {
    return localStorage.getItem(`packetwalk.${key}`)
  } catch {
    return null
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`packetwalk.${key}`, value)
  } catch {
    // Some browsers keep nothing; the choice then lasts as long as the page.
  }
}
