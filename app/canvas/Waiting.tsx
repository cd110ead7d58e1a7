import { useWords } from '../derived.ts'
import { Icon } from '../ui/Icon.tsx'
import { Sentence } from '../ui/Sentence.tsx'
import { useDrawing } from './drawing.ts'

/** Seconds a client waits after its last attempt before it gives up. */
const patience = 2

/** The sender's clock after a time-out: when it sent, sent again, and gave up. */
export function Waiting() {
  const { t, parts } = useWords()
  const { walk, frames, at } = useDrawing()
  const { trace } = walk
  if (frames[at]?.ending !== 'timeout' || !trace) return null
  const sent = Math.max(1, trace.packets.find(({ direction }) => direction === 'request')?.repeats ?? 1)
  const seconds = Array.from({ length: sent }, (_, second) => second)
  const end = sent - 1 + patience
  const x = (second: number) => 12 + (second * 172) / end
  return (
    <div className="cv-waiting">
      <p>
        <Icon name="timeout" />
        <b>
          <Sentence parts={parts('canvas.waits', { from: trace.flow.from.split('/').at(-1) ?? '' })} />
        </b>
        <small>{trace.flow.protocol === 'TCP' ? t('canvas.waited', { n: sent }) : t('canvas.waitedUdp')}</small>
      </p>
      <svg viewBox="0 0 208 32" width="208" height="32" aria-hidden="true">
        <path d="M8 9H200" />
        {seconds.map((second) => (
          <g key={second}>
            <circle cx={x(second)} cy="9" r="4.5" />
            <text x={x(second)} y="28">
              {second} s
            </text>
          </g>
        ))}
        <g className="cv-cross">
          <rect x={x(end) - 8} y="2" width="16" height="14" />
          <path d={`M${x(end) - 5} 4l10 10M${x(end) + 5} 4l-10 10`} />
          <text x={x(end)} y="28">
            {end} s
          </text>
        </g>
      </svg>
    </div>
  )
}
