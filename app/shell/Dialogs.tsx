import { lazy, Suspense, useEffect } from 'react'
import { type DialogName, store, useApp } from '../store.ts'
import { Fence } from '../ui/Fence.tsx'

const files = {
  about: () => import('./AboutDialog.tsx'),
  keys: () => import('./KeysDialog.tsx'),
  palette: () => import('./Palette.tsx'),
  'own-cluster': () => import('./OwnClusterDialog.tsx'),
}

const dialogs = {
  about: lazy(files.about),
  keys: lazy(files.keys),
  palette: lazy(files.palette),
  'own-cluster': lazy(files['own-cluster']),
} as const satisfies Record<DialogName, unknown>

/** Whatever lies over the page now. */
export function Dialogs() {
  const name = useApp((state) => state.dialog)
  // Fetched ahead, so that what is typed right after the chord goes into the palette.
  useEffect(() => void files.palette(), [])
  if (name === undefined) return null
  const Shown = dialogs[name]
  // A dialog says that it closed a moment after it did: another may be open by then.
  const onClose = () => store.setState((state) => (state.dialog === name ? { dialog: undefined } : {}))
  return (
    <Fence>
      <Suspense>
        <Shown onClose={onClose} />
      </Suspense>
    </Fence>
  )
}
