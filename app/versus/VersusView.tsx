import type { ComponentType } from 'react'
import { render, type Walk } from '../../src/index.ts'
import type { Comparison } from '../comparison.ts'
import { useWords } from '../derived.ts'
import { setText, store, useApp } from '../store.ts'
import { Icon } from '../ui/Icon.tsx'
import { Segments } from '../ui/Segments.tsx'
import { Sentence } from '../ui/Sentence.tsx'
import { SideLetter } from '../ui/SideLetter.tsx'
import { Sides } from './Sides.tsx'
import { useVersus, type Versus } from './useVersus.ts'

/** The same request, once as the text has it and once with one thing changed, step beside step. */
export default function VersusView({ overlay }: { readonly overlay: ComponentType<Comparison> }) {
  const { t, parts } = useWords()
  const id = useApp((state) => state.versus) ?? ''
  const overlaid = useApp((state) => state.overlaid)
  const versus = useVersus(id)
  if (!versus)
    return (
      <section className="versus" aria-label={t('versus.title')}>
        <p className="empty">{t('versus.nothing')}</p>
        <Close />
      </section>
    )
  const { variants, chosen, left } = versus
  return (
    <section className="versus" aria-label={t('versus.title')}>
      <header className="versus-head">
        <Conclusion versus={versus} />
        <div className="versus-tools">
          <label className="select">
            <small>{t('versus.title')}</small>
            <select
              value={chosen.id}
              onChange={(event) => store.setState({ versus: event.target.value, touched: true })}
            >
              {variants.map((variant) => (
                <option key={variant.id} value={variant.id}>{`${variant.now} | ${variant.other}`}</option>
              ))}
            </select>
            <Icon name="down" size={12} />
          </label>
          <Segments
            name="versus-layout"
            legend={t('versus.layout')}
            options={[
              { id: 'beside', title: t('versus.beside') },
              { id: 'overlaid', title: t('versus.overlaid') },
            ]}
            chosen={overlaid ? 'overlaid' : 'beside'}
            choose={(layout) => store.setState({ overlaid: layout === 'overlaid', touched: true })}
          />
          <span className="versus-request">
            <Sentence parts={parts('versus.request', { from: left.request.from, to: left.request.to })} />
          </span>
          <span className="fill" />
          <button type="button" className="boxed" onClick={() => setText(chosen.text)}>
            {t(overlaid ? 'versus.takeB' : 'versus.take')}
          </button>
          <Close />
        </div>
      </header>
      <Sides key={chosen.id} versus={versus} overlay={overlay} />
    </section>
  )
}

function Close() {
  const { t } = useWords()
  return (
    <button type="button" className="filled" onClick={() => store.setState({ versus: undefined, touched: true })}>
      {t('versus.close')}
    </button>
  )
}

/** What both come to, in one sentence of two halves. */
function Conclusion({ versus }: { readonly versus: Versus }) {
  const { t } = useWords()
  const language = useApp((state) => state.language)
  const overlaid = useApp((state) => state.overlaid)
  const { left, right, chosen, alignment } = versus
  const end = (walk: Walk) => walk.timeline?.frames.at(-1)
  const [a, b] = [end(left), end(right)]
  return (
    <h2>
      <span className="versus-side">
        {overlaid ? <SideLetter letter="A" line /> : null} <code>{chosen.now}</code>:
      </span>{' '}
      {a ? <Sentence parts={render(a.caption, language)} /> : null}{' '}
      <span className="versus-side">
        {overlaid ? <SideLetter letter="B" line /> : null} <code>{chosen.other}</code>:
      </span>{' '}
      {b ? <Sentence parts={render(b.caption, language)} /> : null}
      {alignment.firstDifference === undefined ? <small> {t('versus.same')}</small> : null}
    </h2>
  )
}
