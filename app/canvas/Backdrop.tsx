import { boxOf } from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { useDrawing } from './drawing.ts'
import { Legend } from './Legend.tsx'
import { OuterWires } from './OuterWires.tsx'

/** What everything else stands on: the band of the outside, the legend in it, and the wires. */
export function Backdrop() {
  const { t } = useWords()
  const { scene, walk } = useDrawing()
  const band = boxOf(scene, 'band')
  const router = walk.network.hosts.find((host) => host.name === 'router')
  const lan = router?.devices.find((device) => device.name === 'lan')?.addresses[0]?.network
  return (
    <div className={`cv-backdrop${band && band.height < 140 ? ' cv-tight' : ''}`}>
      <div className="cv-band" style={{ height: band?.height }} />
      <OuterWires />
      {scene.width >= 480 ? <Legend /> : null}
      {lan && scene.width >= 480 ? (
        <span className="cv-lan" style={{ top: (band?.height ?? 0) + 3, left: scene.width - 14 }}>
          {t('canvas.lan', { network: lan })}
        </span>
      ) : null}
    </div>
  )
}
