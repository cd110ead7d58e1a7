import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Icon } from './Icon.tsx'

interface DialogProps {
  readonly className: string
  readonly title: string
  /** What the dialog is for is plain to see: its title is only read aloud. */
  readonly quiet?: boolean
  /** Name of the button that closes it. */
  readonly close: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A dialog over the page: titled, closed by its button, Escape or a press beside it; the focus returns where it was. */
export function Dialog({ className, title, quiet = false, close, onClose, children }: DialogProps) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
    <dialog
      ref={dialog}
      className={`sheet ${className}`}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current.close()
      }}
      aria-labelledby={id}
    >
      <div className="sheet-body">
        <header>
          <h2 id={id} className={quiet ? 'visually-hidden' : undefined}>
            {title}
          </h2>
          <button type="button" className="plain" aria-label={close} onClick={() => dialog.current?.close()}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  )
}
