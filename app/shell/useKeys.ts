import { useEffect } from 'react'
import { changeSpeed, hop, step, toEnd, togglePlay, toReply } from '../playback.ts'
import { goTo } from '../store.ts'

/** Controls that have a use of their own for these keys. */
const ownKeys = 'input, textarea, select, [contenteditable=true], [role=tab], [role=listbox], [role=option], dialog'

/** The page's keys: they work wherever no control needs them. */
export function useKeys(help: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      const [target] = event.composedPath()
      if (target instanceof Element && target.closest(ownKeys)) return
      if (target instanceof Element && target.getRootNode() !== document) return
      const onButton = target instanceof Element && target.closest('button, a, summary') !== null
      if (onButton && (event.key === ' ' || event.key === 'Enter')) return
      if (act(event, help)) event.preventDefault()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [help])
}

function act(event: KeyboardEvent, help: () => void): boolean {
  switch (event.key) {
    case ' ':
      togglePlay()
      return true
    case 'ArrowRight':
    case 'PageDown':
      if (event.shiftKey) hop(1)
      else step(1)
      return true
    case 'ArrowLeft':
    case 'PageUp':
      if (event.shiftKey) hop(-1)
      else step(-1)
      return true
    case 'Home':
      goTo(0)
      return true
    case 'End':
      toEnd()
      return true
    case ',':
      changeSpeed(-1)
      return true
    case '.':
      changeSpeed(1)
      return true
    case 'r':
    case 'R':
      toReply()
      return true
    case '?':
      help()
      return true
    default:
      return false
  }
}
