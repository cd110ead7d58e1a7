import { useEffect, useMemo, useState } from 'react'
import { chancesOf, ownerOfHost, type PageKey, sendMany } from '../../src/index.ts'
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
  const chances = useMemo(() => chancesOf(walk), [walk])
  const [ends, setEnds] = useState<readonly string[]>([])
  useEffect(() => {
    if (ends.length >= total) return
    const timer = setTimeout(() => setEnds([...ends, ...sendMany(walk, ends.length + 1, slice)]), 0)
    return () => clearTimeout(timer)
  }, [walk, ends])
  const count = (end: string) => ends.filter((each) => each === end).length
  const most = Math.max(...chances.values(), 0.01)
  return (
    <Dialog className="spread" title={t('spread.title')} close={t('close')} onClose={onClose}>
      <p role="status">
        <Sentence
          parts={parts(ends.length < total ? 'spread.sending' : 'spread.sent', {
            n: ends.length,
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
          {[...chances].map(([end, chance]) => {
            const owner = ownerOfHost(walk.cluster, end)
            const word = outcomes[end]
            const share = ends.length === 0 ? 0 : count(end) / ends.length
            return (
              <tr key={end} className={`o-${owner.hue}`}>
                <th scope="row" translate="no">
                  {word ? t(word) : end.split('/').at(-1)}
                </th>
                <td>
                  <span className="spread-bar">
                    <i style={{ width: `${(share / most) * 82}%` }} />
                    <b style={{ left: `${(chance / most) * 82}%` }} />
                  </span>
                </td>
                <td className="figure">{count(end)}</td>
                <td className="figure">{`${Math.round(chance * 10000) / 100} %`}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className="mute">{t('spread.note')}</p>
    </Dialog>
  )
}
