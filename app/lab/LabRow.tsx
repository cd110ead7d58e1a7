import type { ReactNode } from 'react'
import { useWords } from '../derived.ts'
import { Icon } from '../ui/Icon.tsx'

interface LabRowProps {
  readonly name: string
  /** Absent: it has to stay. */
  readonly remove?: () => void
  readonly children: ReactNode
}

/** One item of a list, and the button that takes it away. */
export function LabRow({ name, remove, children }: LabRowProps) {
  const { t } = useWords()
  return (
    <li className="lab-row">
      {children}
      <button
        type="button"
        className="small-button"
        aria-label={t('labRemove', { name })}
        disabled={!remove}
        onClick={remove}
      >
        <Icon name="close" size={12} />
      </button>
    </li>
  )
}
