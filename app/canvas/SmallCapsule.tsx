import { type Frame, ownerOfAddress } from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { useDrawing } from './drawing.ts'
import { flagLines } from './flag-lines.ts'

interface SmallCapsuleProps {
  readonly frame: Frame
  readonly zoom: number
  readonly measure: (element: HTMLElement | null) => (() => void) | undefined
}

/** From afar: two halves in the owners' colours with their letters, always the same size on the screen. */
export function SmallCapsule({ frame, zoom, measure }: SmallCapsuleProps) {
  const { t } = useWords()
  const { walk } = useDrawing()
  const { header, ending } = frame
  const [from, to] = [ownerOfAddress(walk.cluster, header.source), ownerOfAddress(walk.cluster, header.destination)]
  return (
    <div
      ref={measure}
      className={`cv-pill${ending === 'dropped' ? ' cv-dropped' : ''}`}
      style={{ width: 68 / zoom, height: 22 / zoom, fontSize: 11 / zoom, borderWidth: 2 / zoom }}
    >
      <span className={`o-${from.hue}`}>{from.letter}</span>
      <b translate="no">{frame.dns ? 'DNS' : flagLines(header.flag, t)[0]}</b>
      <span className={`o-${to.hue}`}>{to.letter}</span>
    </div>
  )
}
