import { useWalk, useWords } from '../derived.ts'
import { Sentence } from '../ui/Sentence.tsx'
import { useCursorFrames } from './useCursorFrames.ts'

/** The newest entry that conntrack of a node holds for this request, as of the current step. */
export function ConntrackStrip({ node }: { readonly node: string }) {
  const { t, parts } = useWords()
  const { trace } = useWalk()
  const { shown } = useCursorFrames()
  const last = shown.at(-1)
  let entry: string | undefined
  for (const packet of trace?.packets ?? []) {
    if (!last || packet.id > last.packet) break
    for (const [index, event] of packet.events.entries()) {
      if (packet.id === last.packet && index > last.event) break
      if (event.type === 'conntrack' && event.host === node && event.entry) entry = event.entry
    }
  }
  const read =
    /(SYN_SENT|SYN_RECV|ESTABLISHED|CLOSE)?\s*src=(\S+) dst=\S+ sport=\S+ dport=\S+.* src=(\S+) dst=(\S+) sport/.exec(
      entry ?? '',
    )
  return (
    <span className="conntrack-strip">
      <b>{t('conntrack')}</b>{' '}
      {read ? (
        <Sentence parts={parts('entry', { state: read[1] ?? 'UDP', source: read[2] ?? '', server: read[3] ?? '' })} />
      ) : (
        t('noEntry')
      )}
    </span>
  )
}
