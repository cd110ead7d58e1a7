import { useWords } from '../derived.ts'
import { Address } from '../ui/Address.tsx'
import { conntrackAt } from './conntrack-at.ts'
import { useDrawing } from './drawing.ts'

/** What this node's connection tracking knows of the request at the frame that is drawn. */
export function ConntrackStrip({ node, oneLine }: { readonly node: string; readonly oneLine: boolean }) {
  const { t } = useWords()
  const { walk, frames, at } = useDrawing()
  const known = conntrackAt(walk.trace, frames, at, node)
  const words = known.kernel ?? t(known.words)
  const look = `cv-conntrack-box${oneLine ? ' cv-one-line' : ''}`
  if (!known.source || !known.server)
    return (
      <div className={look} title={words}>
        <b>{t('canvas.conntrack')}</b>
        {oneLine ? ' ' : <br />}
        {words}
      </div>
    )
  return (
    <div className={look} title={`${words} ${known.source} ⇄ ${known.server}`}>
      <b>{t('canvas.conntrack')}</b> {oneLine ? null : words}
      {oneLine ? null : <br />}
      <span className="cv-mono">
        <Address socket={known.source} bare /> ⇄ <Address socket={known.server} bare />
      </span>
    </div>
  )
}
