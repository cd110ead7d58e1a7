import { store, useApp } from './store.ts'

/** Whether what no packet touches is faded now. */
export function useFocus(): boolean {
  return useApp(({ focus, playing }) => (focus === 'auto' ? playing : focus === 'on'))
}

/** Fades it, or shows everything alike; from then on as chosen, playing or not. */
export function toggleFocus(): void {
  const { focus, playing } = store.getState()
  const on = focus === 'auto' ? playing : focus === 'on'
  store.setState({ focus: on ? 'off' : 'on' })
}
