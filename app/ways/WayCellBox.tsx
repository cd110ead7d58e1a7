import type { KeyboardEvent } from 'react'
import { explainCause, type Party, render, type Way, type WayCell } from '../../src/index.ts'
import { useWalk, useWords } from '../derived.ts'
import { useApp } from '../store.ts'
import { Address } from '../ui/Address.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Sentence } from '../ui/Sentence.tsx'
import { flowOf } from './flow-of.ts'
import { WayOutcome } from './WayOutcome.tsx'
import { WayPods } from './WayPods.tsx'

/** Addresses named in one cell. */
const namedSources = 3

interface WayCellBoxProps {
  readonly from: Party
  readonly way: Way
  /** Undefined while it is being computed. */
  readonly cell: WayCell | undefined
  readonly chosen: boolean
  readonly play: () => void
}

/** One cell: outcome, Pods with their probability, and whose address they see. A press plays it. */
export function WayCellBox({ from, way, cell, chosen, play }: WayCellBoxProps) {
  const { t } = useWords()
  const { cluster } = useWalk()
  const language = useApp((state) => state.language)
  if (!cell) return <span className="way-cell pending" aria-busy="true" />
  const cause = cell.pods.length === 0 ? explainCause(flowOf(cell, from), cluster) : undefined
  return (
    <button type="button" className="way-cell" aria-pressed={chosen} onClick={play} onKeyDown={moveFocus}>
      <span className="way-head">
        <WayOutcome cell={cell} />
        <span className="way-play" title={t('wayPlay', { from: from.label, to: way.address })}>
          <Icon name="play" size={12} />
        </span>
      </span>
      <WayPods cell={cell} />
      {cause ? (
        <span className="way-why">
          <Sentence parts={render(cause.sentence, language)} />
        </span>
      ) : null}
      {cell.sees.length > 0 ? (
        <span className="way-sees">
          <span>{t('podSees')}</span>
          {cell.sees.slice(0, namedSources).map((address) => (
            <Address key={address} socket={address} bare />
          ))}
          {cell.sees.length > namedSources ? <span>+{cell.sees.length - namedSources}</span> : null}
        </span>
      ) : null}
    </button>
  )
}

/** Arrow keys go from cell to cell. */
function moveFocus(event: KeyboardEvent<HTMLButtonElement>): void {
  const [dx, dy] =
    { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? ([0, 0] as const)
  const cell = event.currentTarget.closest('td')
  const row = cell?.closest('tr')
  if ((dx === 0 && dy === 0) || !cell || !row) return
  event.preventDefault()
  event.stopPropagation()
  const rows = [...(row.parentElement?.children ?? [])]
  const columns = [...row.children]
  const nextRow = rows[rows.indexOf(row) + (dy ?? 0)] ?? row
  nextRow.children[columns.indexOf(cell) + (dx ?? 0)]?.querySelector('button')?.focus()
}
