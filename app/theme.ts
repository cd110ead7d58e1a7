import { store } from './store.ts'

/** Whether the page is dark now, by choice or by the system's wish. */
export function isDark(theme: string | undefined): boolean {
  return theme === 'dark' || (theme === undefined && matchMedia('(prefers-color-scheme: dark)').matches)
}

/** To the white theme for projectors, or back to what the system wishes. */
export function toggleProjector(): void {
  store.setState({ theme: store.getState().theme === 'projector' ? undefined : 'projector' })
}

/** From light to dark, or back. */
export function toggleTheme(): void {
  store.setState({ theme: isDark(store.getState().theme) ? 'light' : 'dark' })
}

/** Calls whenever the colours of the page have changed, by choice or by the system. Returns a function that stops it. */
export function onColours(changed: () => void): () => void {
  const chosen = new MutationObserver(changed)
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  const system = matchMedia('(prefers-color-scheme: dark)')
  system.addEventListener('change', changed)
  return () => {
    chosen.disconnect()
    system.removeEventListener('change', changed)
  }
}
