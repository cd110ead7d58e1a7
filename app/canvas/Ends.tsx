import type { Header } from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { Address } from '../ui/Address.tsx'

/** Source and destination; after a rewrite the old value stays, struck out, above the new one. */
export function Ends({ header }: { readonly header: Header }) {
  const { t } = useWords()
  return (
    <span className="cv-ends">
      <End label={t('canvas.from')} field="source" header={header} />
      <End label={t('canvas.to')} field="destination" header={header} />
    </span>
  )
}

interface EndProps {
  readonly label: string
  readonly field: 'source' | 'destination'
  readonly header: Header
}

function End({ label, field, header }: EndProps) {
  const { changed } = header
  if (changed?.field !== field)
    return (
      <>
        <em>{label}</em>
        <span>
          <Address socket={header[field]} />
        </span>
      </>
    )
  return (
    <>
      <em>{label}</em>
      <span className="cv-was">
        <Address socket={changed.before} change="was" />
      </span>
      <em>→</em>
      <span className="cv-now">
        <Address socket={header[field]} change="now" />
      </span>
    </>
  )
}
