import { useFrame, useFrames, useSteps, useWords } from '../derived.ts'
import { goTo } from '../store.ts'
import { Address } from '../ui/Address.tsx'
import { Seal } from '../ui/Seal.tsx'

/** The packet's headers, step by step; a press goes there. */
export function PacketPanel() {
  const { t } = useWords()
  const frames = useFrames()
  const steps = useSteps()
  const frame = useFrame()
  return (
    <table className="packet-table">
      <thead>
        <tr>
          <th>{t('place')}</th>
          <th>{t('source')}</th>
          <th>{t('destination')}</th>
          <th>{t('ttl')}</th>
          <th>{t('mark')}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((index) => {
          const row = frames[index]
          if (!row) return null
          const { place, header } = row
          const name = place.host.split('/').at(-1)
          return (
            <tr key={index} aria-current={row === frame ? 'step' : undefined}>
              <td>
                <button type="button" className="plain" onClick={() => goTo(index)}>
                  {name}
                  {place.station && place.station !== 'processes' ? ` ${place.station}` : ''}
                </button>
              </td>
              <td>
                <Address socket={header.source} />
              </td>
              <td>
                <Address socket={header.destination} />
              </td>
              <td>{header.ttl}</td>
              <td>{header.mark === 0 ? '–' : <Seal mark={`0x${header.mark.toString(16)}`} />}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
