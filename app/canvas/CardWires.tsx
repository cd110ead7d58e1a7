import type { Box, Link } from '../../src/index.ts'
import { DrawnWays } from './DrawnWays.tsx'
import { fade, useDrawing } from './drawing.ts'
import { polyline } from './polyline.ts'

interface CardWiresProps {
  readonly card: Box
  /** The capsule lies over INPUT and OUTPUT. */
  readonly hideLower: boolean
  readonly hideProcesses: boolean
}

/** The wires between the parts of a card: dashed to the bridge, solid ink where this packet has been. */
export function CardWires({ card, hideLower, hideProcesses }: CardWiresProps) {
  const drawing = useDrawing()
  const { scene, journey } = drawing
  const links = scene.links.filter(
    (link) => link.card === card.id && !link.quiet && !hidden(link, hideLower, hideProcesses),
  )
  const behind = journey.behind.filter((stretch) => stretch.card === card.id)
  return (
    <svg
      className="cv-card-wires"
      width={card.width}
      height={card.height}
      viewBox={`${card.x} ${card.y} ${card.width} ${card.height}`}
      aria-hidden="true"
    >
      {links.map((link) => (
        <polyline key={link.id} className={lookOf(link) + fade(drawing, link.id)} points={polyline(link.points)} />
      ))}
      {behind.map((stretch, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: stretches only ever grow at the end
        <polyline key={index} className="cv-behind" points={polyline(stretch.points)} />
      ))}
      <DrawnWays card={card.id} />
    </svg>
  )
}

function hidden({ from, to }: Link, lower: boolean, processes: boolean): boolean {
  const touches = (part: string) => from.endsWith(`:${part}`) || to.endsWith(`:${part}`)
  return (lower && (touches('INPUT') || touches('OUTPUT'))) || (processes && touches('processes'))
}

function lookOf({ from, to, oneWay }: Link): string {
  if (!oneWay) return 'cv-pod-wire'
  return from.endsWith(':cni0') || to.endsWith(':cni0') ? 'cv-inner cv-dashed' : 'cv-inner'
}
