import { useEffect, useState } from 'react'
import { useWords } from '../derived.ts'
import { currentLink } from '../keep.ts'
import { store } from '../store.ts'
import { Icon } from '../ui/Icon.tsx'

/** From an embedded page to the whole one, at the same step. */
export function EmbedLink() {
  const { t } = useWords()
  const [href, setHref] = useState('./')
  useEffect(() => {
    const write = () => void currentLink().then(({ hash }) => setHref(`./${hash}`))
    write()
    return store.subscribe((now, before) => {
      if (now.cursor !== before.cursor || now.text !== before.text || now.depth !== before.depth) write()
    })
  }, [])
  return (
    <a className="embed-link" href={href} target="_blank" rel="noopener">
      {t('present.openWhole')} <Icon name="open" size={12} />
    </a>
  )
}
