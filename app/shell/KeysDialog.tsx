import { useEffect, useRef } from 'react'
import { useWords } from '../derived.ts'
import { Icon } from '../ui/Icon.tsx'

/** What the keys do. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const keys = [
    [['Space'], t('keyPlay')],
    [['←', '→'], t('keyStep')],
    [['Shift ←', 'Shift →'], t('keyHop')],
    [['Home', 'End'], t('keyEnds')],
    [['R'], t('keyReply')],
    [[',', '.'], t('keySpeed')],
    [['?'], t('keyHelp')],
  ] as const
  return (
    <dialog ref={dialog} className="keys" onClose={onClose} aria-labelledby="keys-title">
      <header>
        <h2 id="keys-title">{t('keysTitle')}</h2>
        <button type="button" className="plain" aria-label={t('close')} onClick={() => dialog.current?.close()}>
          <Icon name="close" />
        </button>
      </header>
      <dl>
        {keys.map(([names, meaning]) => (
          <div key={meaning}>
            <dt>
              {names.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  )
}
