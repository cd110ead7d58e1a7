import { type Frame, render } from '../../src/index.ts'
import { useApp } from '../store.ts'
import { Address } from '../ui/Address.tsx'
import { Sentence } from '../ui/Sentence.tsx'
import { SideLetter } from '../ui/SideLetter.tsx'

interface CellProps {
  /** Whose it is; told only where both stand in one column. */
  readonly letters: 'A' | 'B' | 'AB'
  /** Undefined where this side does nothing. */
  readonly frame: Frame | undefined
}

/** What one side does in a row: where, by which rule, and in a sentence. */
export function Cell({ letters, frame }: CellProps) {
  const overlaid = useApp((state) => state.overlaid)
  const language = useApp((state) => state.language)
  if (!frame) return <div className="cell gap" />
  const { place, stack, caption, header, ending } = frame
  const line = stack.at(-1)
  return (
    <div className={`cell${ending && ending !== 'delivered' ? ' bad' : ''}`}>
      {overlaid && letters !== 'B' ? <SideLetter letter="A" /> : null}
      {overlaid && letters !== 'A' ? <SideLetter letter="B" /> : null}
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
