import { type ComponentType, type KeyboardEvent, Suspense, useEffect, useRef, useState } from 'react'
import type { Comparison } from '../comparison.ts'
import { useWords } from '../derived.ts'
import { useApp } from '../store.ts'
import { Icon } from '../ui/Icon.tsx'
import { Row } from './Row.tsx'
import type { Versus } from './useVersus.ts'
import { Way } from './Way.tsx'

interface SidesProps {
  readonly versus: Versus
  /** Draws both in one picture. */
  readonly overlay: ComponentType<Comparison>
}

/** Both ways, and their steps in common rows; the arrow keys step through both at once. */
export function Sides({ versus, overlay: Overlay }: SidesProps) {
  const { t } = useWords()
  const { left, right, chosen, alignment } = versus
  const { rows, firstDifference } = alignment
  const overlaid = useApp((state) => state.overlaid)
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
    <div className={overlaid ? 'versus-body overlaid' : 'versus-body'} onKeyDown={onKeyDown}>
      {overlaid ? (
        <Suspense fallback={<div className="waiting" />}>
          <Overlay left={left} right={right} alignment={alignment} at={{ left: upTo('left'), right: upTo('right') }} />
        </Suspense>
      ) : (
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
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard */}
      <ol ref={list} className="versus-rows" tabIndex={0} aria-label={t('versus.steps')}>
        {rows.map((row, index) => (
          <li
            key={`${row.left ?? ''} ${row.right ?? ''}`}
            aria-current={index === at ? 'step' : undefined}
            className={index === firstDifference ? 'parting' : undefined}
          >
            {index === firstDifference ? <b className="badge">{t('versus.first')}</b> : null}
            <Row
              number={index + 1}
              left={row.left === undefined ? undefined : left.timeline?.frames[row.left]}
              right={row.right === undefined ? undefined : right.timeline?.frames[row.right]}
              go={() => go(index)}
            />
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
