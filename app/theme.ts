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
