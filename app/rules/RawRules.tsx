import { lazy, Suspense, useState } from 'react'
import { useWords } from '../derived.ts'
import { Sentence } from '../ui/Sentence.tsx'

const AllRules = lazy(() => import('./AllRules.tsx'))

/** Everything a node holds, when it is asked for. */
export function RawRules({ host }: { readonly host: string }) {
  const { parts } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <details className="raw" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Sentence parts={parts('rawRules', { name: host })} />
      </summary>
      {open ? (
        <Suspense>
          <AllRules host={host} />
        </Suspense>
      ) : null}
    </details>
  )
}
