import { lazy, Suspense, useState } from 'react'
import { createPortal } from 'react-dom'
import { loadGenerations } from '../../src/index.ts'
import { useShown, useWords } from '../derived.ts'
import { Fence } from '../ui/Fence.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { GenerationDialogProps } from './GenerationDialog.tsx'
import { VersionSelect } from './VersionSelect.tsx'

const Dialog = lazy(async () => {
  const [{ GenerationDialog }, generations] = await Promise.all([import('./GenerationDialog.tsx'), loadGenerations()])
  return {
    default: ({ onClose }: Pick<GenerationDialogProps, 'onClose'>) => (
      <GenerationDialog generations={generations} onClose={onClose} />
    ),
  }
})

/** The version of the rules, and beside it (in a dialog outside the header it stands in) what changed between the two that are known. */
export function Generation() {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const { kubernetesVersion } = useShown().current.manifest.lab
  return (
    <div className="generation">
      <VersionSelect />
      <button
        type="button"
        className="quiet"
        aria-haspopup="dialog"
        title={t('changedRules')}
        onClick={() => setOpen(true)}
      >
        <Icon name="changes" />
        <span className="visually-hidden">{t('changedRules')}</span>
        <span className="narrow-version">{kubernetesVersion}</span>
      </button>
      {open
        ? createPortal(
            <Fence>
              <Suspense>
                <Dialog onClose={() => setOpen(false)} />
              </Suspense>
            </Fence>,
            document.body,
          )
        : null}
    </div>
  )
}
