import { useDrawing } from './drawing.ts'
import { polyline } from './polyline.ts'

/** The compared packets' ways that lie in a card, or outside all. */
export function DrawnWays({ card }: { readonly card: string | undefined }) {
  const { ways = [] } = useDrawing()
  return ways
    .filter((way) => way.card === card)
    .map(({ look, points }, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: ways only ever grow at the end
      <polyline key={index} className={look} points={polyline(points)} />
    ))
}
