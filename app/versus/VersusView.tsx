import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { type Frame, render, type Walk } from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { setText, store, useApp } from '../store.ts'
import { Address } from '../ui/Address.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Sentence } from '../ui/Sentence.tsx'
import { useVersus, type Versus } from './useVersus.ts'
import { Way } from './Way.tsx'

/** The same request, once as the text has it and once with one thing changed, step beside step. */
export default function VersusView() {
  const { t, parts } = useWords()
  const id = useApp((state) => state.versus) ?? ''
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
          <span className="versus-request">
            <Sentence parts={parts('versus.request', { from: left.request.from, to: left.request.to })} />
          </span>
          <span className="fill" />
          <button type="button" className="boxed" onClick={() => setText(chosen.text)}>
            {t('versus.take')}
          </button>
          <Close />
        </div>
      </header>
      <Sides key={chosen.id} versus={versus} />
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
  const { left, right, chosen, alignment } = versus
  const end = (walk: Walk) => walk.timeline?.frames.at(-1)
  const [a, b] = [end(left), end(right)]
  return (
    <h2>
      <code>{chosen.now}</code>: {a ? <Sentence parts={render(a.caption, language)} /> : null}{' '}
      <code>{chosen.other}</code>: {b ? <Sentence parts={render(b.caption, language)} /> : null}
      {alignment.firstDifference === undefined ? <small> {t('versus.same')}</small> : null}
    </h2>
  )
}

/** Both ways, and their steps in common rows; the arrow keys step through both at once. */
function Sides({ versus }: { readonly versus: Versus }) {
  const { t } = useWords()
  const { left, right, chosen, alignment } = versus
  const { rows, firstDifference } = alignment
  const [at, go] = useState(firstDifference ?? 0)
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    const row = list.current?.children[at]
    // The list alone scrolls, never the page around it.
    if (list.current && row instanceof HTMLElement)
      list.current.scrollTop = row.offsetTop - list.current.offsetTop - list.current.clientHeight / 3
  }, [at])
  const upTo = (side: 'left' | 'right') => rows.slice(0, at + 1).findLast((row) => row[side] !== undefined)?.[side] ?? 0
  const onKeyDown = (event: KeyboardEvent) => {
    const to = {
      ArrowRight: at + 1,
      ArrowDown: at + 1,
      PageDown: at + 1,
      ArrowLeft: at - 1,
      ArrowUp: at - 1,
      PageUp: at - 1,
      Home: 0,
      End: rows.length - 1,
    }[event.key]
    if (to === undefined || (event.target as Element).tagName === 'SELECT') return
    event.preventDefault()
    event.stopPropagation()
    go(Math.max(0, Math.min(rows.length - 1, to)))
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the step buttons inside
    <div className="versus-body" onKeyDown={onKeyDown}>
      <div className="versus-ways">
        <div>
          <p className="versus-name">
            <code>{chosen.now}</code> <small>{t('versus.now')}</small>
          </p>
          <Way walk={left} at={upTo('left')} />
        </div>
        <div>
          <p className="versus-name">
            <code>{chosen.other}</code> <small>{t('versus.other')}</small>
          </p>
          <Way walk={right} at={upTo('right')} />
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard */}
      <ol ref={list} className="versus-rows" tabIndex={0} aria-label={t('versus.steps')}>
        {rows.map((row, index) => (
          <li
            key={`${row.left ?? ''} ${row.right ?? ''}`}
            aria-current={index === at ? 'step' : undefined}
            className={index === firstDifference ? 'parting' : undefined}
          >
            {index === firstDifference ? <b className="badge">{t('versus.first')}</b> : null}
            <Cell frame={row.left === undefined ? undefined : left.timeline?.frames[row.left]} />
            <button type="button" className="row-number" onClick={() => go(index)}>
              {index + 1}
            </button>
            <Cell frame={row.right === undefined ? undefined : right.timeline?.frames[row.right]} />
          </li>
        ))}
      </ol>
      <div className="versus-foot">
        <button type="button" className="control" aria-label={t('back')} disabled={at === 0} onClick={() => go(at - 1)}>
          <Icon name="back" />
        </button>
        <button
          type="button"
          className="control"
          aria-label={t('forward')}
          disabled={at === rows.length - 1}
          onClick={() => go(at + 1)}
        >
          <Icon name="forward" />
        </button>
        <span role="status">{t('stepOf', { n: at + 1, total: rows.length })}</span>
        <span className="mute">{t('versus.together')}</span>
      </div>
    </div>
  )
}

function Cell({ frame }: { readonly frame: Frame | undefined }) {
  const language = useApp((state) => state.language)
  if (!frame) return <div className="cell gap" />
  const { place, stack, caption, header, ending } = frame
  const line = stack.at(-1)
  return (
    <div className={`cell${ending && ending !== 'delivered' ? ' bad' : ''}`}>
      <p className="cell-place" translate="no">
        {place.host.split('/').at(-1)} {line ? `${line.chain} #${line.rule}` : (place.station ?? '')}
      </p>
      <p>
        <Sentence parts={render(caption, language)} />
        {header.changed ? (
          <>
            {' '}
            <Address socket={header.changed.before} change="was" />{' '}
            <Address socket={header[header.changed.field]} change="now" />
          </>
        ) : null}
      </p>
    </div>
  )
}
