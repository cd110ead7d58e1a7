import { lazy, Suspense, useState } from 'react'
import { useWords } from '../derived.ts'
import { Fence } from '../ui/Fence.tsx'

const CompareDialog = lazy(() => import('./CompareDialog.tsx'))

/** Opens the comparison of the expected rules with those of a real node. */
export function CompareButton() {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="quiet compare-node" onClick={() => setOpen(true)}>
        {t('compareNode')}
      </button>
      {open ? (
        <Fence>
          <Suspense>
            <CompareDialog onClose={() => setOpen(false)} />
          </Suspense>
        </Fence>
      ) : null}
    </>
  )
}
