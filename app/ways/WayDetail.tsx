import { explainCause, outcomeWord, type Party, render, type WayCell } from '../../src/index.ts'
import { useShown, useWalk, useWords } from '../derived.ts'
import { store, useApp } from '../store.ts'
import { Address } from '../ui/Address.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Sentence } from '../ui/Sentence.tsx'
import { flowOf } from './flow-of.ts'
import { outcomeIcon } from './outcome-icon.ts'
import { playWay } from './play-way.ts'
import { shareGlyph } from './share-glyph.ts'

/** Endings listed one by one. */
const listed = 60

/** The chosen cell at length: why, and what each draw of the balancing comes to. */
export function WayDetail({ from, cell }: { readonly from: Party; readonly cell: WayCell }) {
  const { t, parts } = useWords()
  const { cluster } = useWalk()
  const { current } = useShown()
  const language = useApp((state) => state.language)
  const cause = explainCause(flowOf(cell, from), cluster)
  const { way } = cell
  return (
    <aside className="way-detail" aria-label={t('wayPlay', { from: from.label, to: way.address })}>
      <h3>
        <bdi dir="ltr" translate="no">
          {from.label}
        </bdi>
        {' → '}
        <Sentence parts={parts(`way.${way.kind}`, { node: way.node ?? '' })} />
      </h3>
      <p className="way-ends">
        <Address socket={from.address} /> → <Address socket={way.address} />
      </p>
      {cause ? (
        <>
          <p>
            <Sentence parts={render(cause.sentence, language)} />
          </p>
          <p className="mute">
            <Sentence parts={render(cause.remedy, language)} />
          </p>
        </>
      ) : null}
      <table>
        <thead>
          <tr>
            <th scope="col">{t('wayPicked')}</th>
            <th scope="col">{t('wayChance')}</th>
            <th scope="col">{t('wayOutcome')}</th>
            <th scope="col">{t('podSees')}</th>
          </tr>
        </thead>
        <tbody>
          {cell.endings.slice(0, listed).map((ending) => (
            <tr key={`${ending.pod} ${ending.outcome} ${ending.cause} ${ending.where} ${ending.sees}`}>
              <td>
                {ending.pod?.includes('/') ? (
                  <button
                    type="button"
                    className="plain way-pick"
                    aria-label={t('wayForce', { pod: shortOf(ending.pod) })}
                    onClick={() => playWay(current.manifest, from.value, way, ending.pod ?? undefined)}
                  >
                    <Icon name="play" size={12} /> {shortOf(ending.pod)}
                  </button>
                ) : (
                  <span className="mute">{ending.pod ?? t('nobodyAnswers')}</span>
                )}
              </td>
              <td>{shareGlyph(ending.probability)}</td>
              <td className={ending.outcome === 'answered' ? 'good' : 'bad'}>
                <Icon name={outcomeIcon(ending)} /> {outcomeWord(ending.outcome, language)}
              </td>
              <td>{ending.sees === null ? null : <Address socket={ending.sees} bare />}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button" className="filled" onClick={() => store.setState({ panel: 'rules', pane: 'picture' })}>
        {t('wayOpen')}
      </button>
    </aside>
  )
}

function shortOf(name: string): string {
  return name.split('/').at(-1) ?? name
}
