import { type Point, type Stretch, shiftRight } from '../../src/index.ts'
import { DrawnWays } from './DrawnWays.tsx'
import { fade, useDrawing } from './drawing.ts'
import { polyline } from './polyline.ts'

/** Half of what lies between the two lanes of a wire. */
const lane = 4

/** The wires outside the cards: thin at rest, solid where the packet has been, dotted where it will go. */
export function OuterWires() {
  const drawing = useDrawing()
  const { scene, journey } = drawing
  const resting = scene.links.filter((link) => link.card === undefined && !link.quiet && !journey.taken.has(link.id))
  return (
    <svg className="cv-wires" width={scene.width} height={scene.height} aria-hidden="true">
      {resting.map((link) => (
        <polyline key={link.id} className={`cv-wire${fade(drawing, link.id)}`} points={polyline(link.points)} />
      ))}
      <Lanes stretches={journey.earlier} look="cv-earlier" />
      <Lanes stretches={journey.ahead} look="cv-ahead" />
      <Lanes stretches={journey.behind} look="cv-behind" />
      <DrawnWays card={undefined} />
    </svg>
  )
}

function Lanes({ stretches, look }: { readonly stretches: readonly Stretch[]; readonly look: string }) {
  return stretches
    .filter((stretch) => stretch.card === undefined)
    .map((stretch, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: stretches only ever grow at the end
      <polyline key={index} className={look} points={polyline(inLane(stretch))} />
    ))
}

/** Traffic keeps to the right, where there is traffic both ways. */
function inLane({ points, shared }: Stretch): readonly Point[] {
  return shared ? shiftRight(points, lane) : points
}
