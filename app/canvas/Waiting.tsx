import { useFrame, useWalk, useWords } from '../derived.ts'
import { Icon } from '../ui/Icon.tsx'

/** The client's clock: it sends again every second, hears nothing, and gives up. */
export function Waiting() {
  const { t } = useWords()
  const { trace } = useWalk()
  const frame = useFrame()
  if (frame?.ending !== 'timeout' || !trace) return null
  const sent = trace.packets[0]?.repeats ?? 1
  return (
    <div className="waiting">
      <b>
        <Icon name="timeout" /> {t('waits')}
      </b>
      <svg viewBox="0 0 200 44" aria-hidden="true">
        <path d="M10 12H190" />
        {Array.from({ length: sent }, (_, second) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one dot per second
          <g key={second}>
            <circle cx={14 + second * 42} cy="12" r="5" />
            <text x={14 + second * 42} y="36">
              {second} s
            </text>
          </g>
        ))}
        <path className="end" d="M172 6l12 12M184 6l-12 12" />
      </svg>
      <small>{t('waited', { n: sent })}</small>
    </div>
  )
}
