import { useEffect, useState } from 'react'
import { useWords } from '../derived.ts'
import { Icon } from './Icon.tsx'

/** Milliseconds it says that it did. */
const saidMs = 2000

/** Puts a text on the clipboard, and says so. */
export function CopyButton({ text }: { readonly text: string | (() => string) }) {
  const { t } = useWords()
  const [done, say] = useState(false)
  useEffect(() => {
    if (!done) return
    const timer = setTimeout(() => say(false), saidMs)
    return () => clearTimeout(timer)
  }, [done])
  const copy = async () => {
    await navigator.clipboard?.writeText(typeof text === 'string' ? text : text()).catch(() => undefined)
    say(true)
  }
  return (
    <>
      <button type="button" className="quiet copy" onClick={() => void copy()}>
        <Icon name={done ? 'check' : 'copy'} size={14} /> {t('copy')}
      </button>
      <span className="visually-hidden" role="status">
        {done ? t('pane.copied') : ''}
      </span>
    </>
  )
}
