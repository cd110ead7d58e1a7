import { store } from './store.ts'

/** Shows the picture alone with its sentence large, on white; or leaves that. */
export function present(on: boolean): void {
  const { theme, before } = store.getState()
  if (on === store.getState().presenting) return
  store.setState(
    on
      ? { presenting: true, blank: false, dialog: undefined, before: theme, theme: 'projector' }
      : { presenting: false, blank: false, theme: theme === 'projector' ? before : theme },
  )
}

/** Blanks the screen, or brings it back; only while presenting. */
export function toggleBlank(): void {
  const { presenting, blank } = store.getState()
  if (presenting) store.setState({ blank: !blank, playing: false })
}
