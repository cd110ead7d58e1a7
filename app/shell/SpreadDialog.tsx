import { useEffect, useMemo, useState } from 'react'
import { ownerOfHost, type PageKey, type Spread, spreadSteps } from '../../src/index.ts'
import { useWalk, useWords } from '../derived.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Sentence } from '../ui/Sentence.tsx'

/** How many are sent, and how many between two pictures. */
const total = 1000
const slice = 40

const outcomes: Readonly<Record<string, PageKey>> = {
  'timed-out': 'timedOut',
  refused: 'refused',
  unreachable: 'unreachable',
  'name-error': 'nameError',
  undetermined: 'undetermined',
}

/** A thousand of the same request, each drawn for itself: where they end, beside the exact chances. */
export default function SpreadDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, parts } = useWords()
  const walk = useWalk()
  const steps = useMemo(() => walk.flow && spreadSteps(walk.network, walk.flow, total, walk.request.seed), [walk])
  const [{ sent, shares }, setSpread] = useState<Spread>({ sent: 0, shares: [] })
  useEffect(() => {
    if (!steps || sent >= total) return
    const timer = setTimeout(() => {
      let last: Spread | undefined
      for (let i = 0; i < slice; i++) last = steps.next().value
      if (last) setSpread(last)
    }, 0)
    return () => clearTimeout(timer)
  }, [steps, sent])
  const most = Math.max(...shares.map(({ probability }) => probability), 0.01)
  return (
    <Dialog className="spread" title={t('spread.title')} close={t('close')} onClose={onClose}>
      <p role="status">
        <Sentence
          parts={parts(sent < total ? 'spread.sending' : 'spread.sent', {
            n: sent,
            from: walk.request.from,
            to: walk.request.to,
          })}
        />
      </p>
      <table>
        <thead>
          <tr>
            <th>{t('spread.end')}</th>
            <th className="bars-head">
              <span className="visually-hidden">{t('spread.picture')}</span>
            </th>
            <th className="figure">{t('spread.counted')}</th>
            <th className="figure">{t('spread.exact')}</th>
          </tr>
        </thead>
        <tbody>
          {shares.map(({ end, drawn, probability }) => {
            const owner = ownerOfHost(walk.cluster, end)
            const word = outcomes[end]
            const share = sent === 0 ? 0 : drawn / sent
            return (
              <tr key={end} className={`o-${owner.hue}`}>
                <th scope="row" translate="no">
                  {word ? t(word) : end.split('/').at(-1)}
                </th>
                <td>
                  <span className="spread-bar">
                    <i style={{ width: `${(share / most) * 82}%` }} />
                    <b style={{ left: `${(probability / most) * 82}%` }} />
                  </span>
                </td>
                <td className="figure">{drawn}</td>
                <td className="figure">{`${Math.round(probability * 10000) / 100} %`}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className="mute">{t('spread.note')}</p>
    </Dialog>
  )
}
