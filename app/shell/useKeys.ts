import { useEffect } from 'react'
import { chordOf, runChord } from '../chords.ts'
import { store } from '../store.ts'

/** Controls that have a use of their own for these keys. */
const ownKeys =
  'input, textarea, select, [contenteditable=true], [role=tab], [role=listbox], [role=option], dialog, [popover]'

/** The page's keys: they work wherever no control needs them. */
export function useKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { keys } = store.getState().options
      if (event.defaultPrevented || keys === 'off') return
      const chord = chordOf(event)
      // The palette opens from everywhere, also out of the editor.
      if (chord !== 'Mod+k' && isTaken(event)) return
      const done = runChord(chord)
      // Escape also closes what the browser itself has opened.
      if (done && chord !== 'Escape') event.preventDefault()
      if (!done && keys === 'forward' && window.parent !== window)
        window.parent.postMessage({ ns: 'packetwalk', v: 1, type: 'key', key: event.key }, '*')
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
}

/** Whether the control that has the focus wants this key for itself. */
function isTaken(event: KeyboardEvent): boolean {
  const [target] = event.composedPath()
  if (!(target instanceof Element)) return false
  if (target.closest(ownKeys) || target.getRootNode() !== document) return true
  return target.closest('button, a, summary') !== null && (event.key === ' ' || event.key === 'Enter')
}
