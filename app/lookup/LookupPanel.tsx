import { nameNotes, render } from '../../src/index.ts'
import { useWalk, useWords } from '../derived.ts'
import { useApp } from '../store.ts'
import { Address } from '../ui/Address.tsx'
import { Sentence } from '../ui/Sentence.tsx'
import { Rung } from './Rung.tsx'

/** How the name was looked up: the resolver's file, every candidate with what became of it, and what follows. */
export default function LookupPanel() {
  const { t, parts } = useWords()
  const { trace, cluster, flow } = useWalk()
  const language = useApp((state) => state.language)
  if (!trace?.resolver) return <p className="empty">{t('lookupNone')}</p>
  const { candidates, resolvConf, name } = trace.resolver
  return (
    <div className="lookup">
      <section className="resolv-conf">
        <h3>
          <bdi translate="no">{trace.flow.from.split('/').at(-1)}</bdi> <code translate="no">/etc/resolv.conf</code>
        </h3>
        <pre translate="no">{resolvConf}</pre>
      </section>
      <p className="lookup-name">
        <Sentence parts={parts('lookupName', { name })} />
      </p>
      <ol className="ladder">
        {candidates.map((candidate, index) => (
          <Rung key={candidate} candidate={candidate} number={index + 1} />
        ))}
      </ol>
      {flow ? (
        <p className="lookup-then">
          {t('lookupThen')} <Address socket={trace.flow.source} /> → <Address socket={trace.flow.destination} />
        </p>
      ) : null}
      <ul className="notes-list">
        {nameNotes(trace, cluster).map((note) => (
          <li key={note.key}>
            <Sentence parts={render(note, language)} />
          </li>
        ))}
      </ul>
    </div>
  )
}
