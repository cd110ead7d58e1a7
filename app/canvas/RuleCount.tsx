import { lazy, Suspense } from 'react'
import { useApp } from '../store.ts'

const RulesMade = lazy(() => import('./RulesMade.tsx'))

/** What a selection comes to on this node, once there is one. */
export function RuleCount({ node }: { readonly node: string }) {
  const selected = useApp((state) => state.selection !== undefined)
  if (!selected) return null
  return (
    <Suspense>
      <RulesMade node={node} />
    </Suspense>
  )
}
