import { outcomeWord, type WayCell } from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { useApp } from '../store.ts'
import { Icon } from '../ui/Icon.tsx'
import { outcomeIcon } from './outcome-icon.ts'
import { shareGlyph } from './share-glyph.ts'

/** Icon and word of what comes of it, with its share where chance decides between several. */
export function WayOutcome({ cell }: { readonly cell: WayCell }) {
  const { t } = useWords()
  const language = useApp((state) => state.language)
  const share = cell.endings
    .filter((ending) => ending.outcome === cell.outcome)
    .reduce((sum, ending) => sum + ending.probability, 0)
  const word = outcomeWord(cell.outcome, language)
  const mixed = new Set(cell.endings.map((ending) => ending.outcome)).size > 1
  return (
    <span className={`way-outcome ${mixed ? 'mixed' : cell.outcome === 'answered' ? 'good' : 'bad'}`}>
      <Icon name={outcomeIcon(cell)} size={18} />
      {mixed ? t('partly', { share: shareGlyph(share), outcome: word }) : word}
    </span>
  )
}
