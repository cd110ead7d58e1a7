import type { Frame } from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { Address } from '../ui/Address.tsx'
import { Seal } from '../ui/Seal.tsx'

/** What this step did to the packet: each field before and after. */
export function Changes({ frame }: { readonly frame: Frame }) {
  const { t } = useWords()
  const { header } = frame
  const { changed } = header
  if (!changed && !header.markChanged) return null
  const mark = `0x${header.mark.toString(16)}`
  return (
    <table className="changes">
      <thead>
        <tr>
          <th>{t('changed')}</th>
          <th>{t('before')}</th>
          <th>{t('after')}</th>
        </tr>
      </thead>
      <tbody>
        {(['destination', 'source'] as const).map((field) => (
          <tr key={field}>
            <th scope="row">{t(field)}</th>
            <td>
              {changed?.field === field ? (
                <Address socket={changed.before} change="was" />
              ) : (
                <Address socket={header[field]} />
              )}
            </td>
            <td>{changed?.field === field ? <Address socket={header[field]} change="now" /> : t('same')}</td>
          </tr>
        ))}
        {header.markChanged ? (
          <tr>
            <th scope="row">{t('mark')}</th>
            <td>{header.markChanged === 'set' ? '–' : <Seal mark="0x4000" gone />}</td>
            <td>{header.markChanged === 'set' ? <Seal mark={mark} /> : '–'}</td>
          </tr>
        ) : null}
      </tbody>
    </table>
  )
}
