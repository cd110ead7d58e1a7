import { boxOf } from '../../src/index.ts'
import { useDrawing } from './drawing.ts'
import { Legend } from './Legend.tsx'
import { OuterWires } from './OuterWires.tsx'

/** What everything else stands on: the band of the outside, the legend in it, and the wires. */
export function Backdrop() {
  const { scene } = useDrawing()
  return (
    <div className="cv-backdrop">
      <div className="cv-band" style={{ height: boxOf(scene, 'band')?.height }} />
      <OuterWires />
      {scene.width >= 480 ? <Legend /> : null}
    </div>
  )
}
