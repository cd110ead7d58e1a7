import { useWords } from '../derived.ts'
import { Address } from '../ui/Address.tsx'
import { conntrackAt } from './conntrack-at.ts'
import { useDrawing } from './drawing.ts'

/** What this node's connection tracking knows of the request at the frame that is drawn. */
export function ConntrackStrip({ node, oneLine }: { readonly node: string; readonly oneLine: boolean }) {
  const { t } = useWords()
  const { walk, frames, at } = useDrawing()
  const known = conntrackAt(walk.trace, frames, at, node)
  const ends =
    known.source && known.server ? (
      <span className="cv-mono">
        <Address socket={known.source} bare /> ⇄ <Address socket={known.server} bare />
      </span>
    ) : null
  return (
    <div className={`cv-conntrack-box${oneLine ? ' cv-one-line' : ''}`}>
      <span>
        <b>{t('canvas.conntrack')}</b> {known.kernel ?? (oneLine && ends ? null : t(known.words))}
      </span>
      {ends}
    </div>
  )
}
