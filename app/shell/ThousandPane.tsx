import { useEffect, useId, useRef } from 'react'
import { ownerOfHost, type PageKey } from '../../src/index.ts'
import { useWalk, useWords } from '../derived.ts'
import { store } from '../store.ts'
import { launch, total, useThousand } from '../thousand.ts'
import { Icon } from '../ui/Icon.tsx'
import { Sentence } from '../ui/Sentence.tsx'

const outcomes: Readonly<Record<string, PageKey>> = {
  'timed-out': 'timedOut',
  refused: 'refused',
  unreachable: 'unreachable',
  'name-error': 'nameError',
  undetermined: 'undetermined',
}

/** A thousand of the same request beside the picture: where they ended so far, next to the exact chances. */
export default function ThousandPane() {
  const { t, parts } = useWords()
  const id = useId()
  const walk = useWalk()
  const close = useRef<HTMLButtonElement>(null)
  useEffect(() => launch(walk), [walk])
  useEffect(() => {
    const before = document.activeElement
    close.current?.focus({ preventScroll: true })
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])
  const { sent, shares } = useThousand()?.arrived ?? { sent: 0, shares: [] }
  const most = Math.max(
    ...shares.map(({ probability, drawn }) => Math.max(probability, drawn / Math.max(1, sent))),
    0.01,
  )
  return (
    <section className="right thousand" aria-labelledby={id}>
      <header>
        <h2 id={id}>{t('spread.title')}</h2>
        <button
          ref={close}
          type="button"
          className="plain"
          aria-label={t('close')}
          onClick={() => store.setState({ thousand: false })}
        >
          <Icon name="close" />
        </button>
      </header>
      <p aria-live="polite" aria-busy={sent < total}>
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
    </section>
  )
}
