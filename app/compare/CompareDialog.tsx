import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { compareNode, compareText, likeliestNode, loadDocument, nodeDocument, parseRuleset } from '../../src/index.ts'
import { useWalk, useWords } from '../derived.ts'
import { store, useApp } from '../store.ts'
import { Icon } from '../ui/Icon.tsx'
import { Sentence } from '../ui/Sentence.tsx'
import { ChainDiff } from './ChainDiff.tsx'

/** Complaints about a dump that are shown; one misprint often makes many. */
const shownComplaints = 5

/** A node's iptables-save beside what these manifests ask for: chain by chain, with the likely reason. */
export default function CompareDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, parts } = useWords()
  const language = useApp((state) => state.language)
  const dump = useApp((state) => state.dump)
  const dialog = useRef<HTMLDialogElement>(null)
  const [all, setAll] = useState(false)
  useEffect(() => dialog.current?.showModal(), [])
  const { nodes, chosen, choose, compared, complaints } = useComparison(useDeferredValue(dump))
  const shown = compared?.chains.filter(
    ({ status, reason }) => all || (status !== 'same' && status !== 'foreign') || reason !== undefined,
  )
  return (
    <dialog ref={dialog} className="compare" onClose={onClose} aria-labelledby="compare-title">
      <header>
        <h2 id="compare-title">{t('compareTitle')}</h2>
        <label className="select">
          <small>{t('compareWith')}</small>
          <select value={chosen} onChange={(event) => choose(event.target.value)}>
            {nodes.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
          <Icon name="down" size={12} />
        </label>
        <button type="button" className="plain" aria-label={t('close')} onClick={() => dialog.current?.close()}>
          <Icon name="close" />
        </button>
      </header>
      <div className="compare-body">
        <label className="paste">
          <span>
            <Sentence parts={parts('compareHow', { command: 'sudo iptables-save' })} />
          </span>
          <textarea
            value={dump}
            aria-label={t('comparePaste')}
            placeholder="*nat&#10;:PREROUTING ACCEPT [0:0]&#10;…"
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => store.setState({ dump: event.target.value })}
          />
        </label>
        {complaints.length > 0 ? (
          <ul className="complaints">
            {complaints.slice(0, shownComplaints).map(({ line, message }) => (
              <li key={`${line} ${message}`}>
                <Sentence parts={parts('compareLine', { line, text: message })} />
              </li>
            ))}
          </ul>
        ) : null}
        {compared ? (
          <section aria-live="polite" className="compared">
            <p className="summary">
              <Sentence parts={parts('compareSummary', compared.counts)} />
            </p>
            {compared.reasons.map((reason) => (
              <p key={reason.code} className="reason">
                <Icon name="info" /> {compareText(reason, language)}
              </p>
            ))}
            <label className="all">
              <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} />
              {t('compareAll')}
            </label>
            {shown?.length === 0 ? <p className="good">{t('compareSame')}</p> : null}
            {shown?.map((chain) => (
              <ChainDiff key={`${chain.table} ${chain.chain}`} chain={chain} />
            ))}
          </section>
        ) : null}
      </div>
    </dialog>
  )
}

/** The comparison of a dump with the node chosen, or with the one it most likely comes from. */
function useComparison(dump: string) {
  const { cluster } = useWalk()
  const [wanted, choose] = useState<string>()
  const nodes = useMemo(() => cluster.nodes.map(({ name }) => name), [cluster])
  const parsed = useMemo(() => (dump.trim() === '' ? undefined : parseRuleset(dump)), [dump])
  const expected = useMemo(() => {
    const family = parsed?.ruleset.family ?? 4
    return new Map(nodes.map((name) => [name, loadDocument(nodeDocument(cluster, name, { family }))]))
  }, [cluster, nodes, parsed?.ruleset.family])
  const likeliest = useMemo(() => parsed && likeliestNode(expected, parsed.ruleset), [expected, parsed])
  const chosen = wanted !== undefined && nodes.includes(wanted) ? wanted : (likeliest ?? nodes[0] ?? '')
  const compared = useMemo(() => {
    const own = expected.get(chosen)
    if (!own || !parsed) return undefined
    const comparison = compareNode(own, parsed.ruleset)
    const count = (status: string) => comparison.chains.filter((chain) => chain.status === status).length
    const counts = {
      same: count('same'),
      differs: count('differs'),
      missing: count('missing'),
      unexpected: count('unexpected'),
      foreign: count('foreign'),
    }
    return { ...comparison, counts }
  }, [expected, chosen, parsed])
  return { nodes, chosen, choose, compared, complaints: parsed?.diagnostics ?? [] }
}
