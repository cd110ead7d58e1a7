import { boxAt } from '../../src/index.ts'
import { useThousand } from '../thousand.ts'
import { useDrawing } from './drawing.ts'

/** How many of the thousand have arrived, on every Pod or host that answers. The table beside tells the same. */
export function SwarmCounts() {
  const thousand = useThousand()
  const { scene } = useDrawing()
  if (!thousand) return null
  return (
    <div className="cv-swarm-counts" aria-hidden="true">
      {thousand.arrived.shares.map(({ end, drawn }) => {
        const box = boxAt(scene, { host: end })
        if (!box) return null
        // On the lower edge: dots arrive at the upper one.
        return (
          <b key={end} style={{ left: box.x + box.width / 2, top: box.y + box.height }}>
            {drawn}
          </b>
        )
      })}
    </div>
  )
}
