import type { Frame, Trace } from '../../src/index.ts'
import { useFrames, useWords } from '../derived.ts'
import { Address } from '../ui/Address.tsx'
import { Icon } from '../ui/Icon.tsx'

/** A request that was answered, looked back on: who answered, whom it saw, and where an address was rewritten. */
export function Rewrites({ server }: { readonly server: NonNullable<Trace['server']> }) {
  const { t } = useWords()
  const rewrites = useFrames().filter(rewritten)
  return (
    <dl>
      <dt>{t('answeredBy')}</dt>
      <dd>
        <b translate="no">{server.name.replace(/^default\//, '')}</b> <Address socket={server.address} />
      </dd>
      <dt>{t('itSaw')}</dt>
      <dd>
        <Address socket={server.sees} />
      </dd>
      <dt>{t('rewritten')}</dt>
      {rewrites.length === 0 ? <dd>{t('rewrittenNowhere')}</dd> : null}
      {rewrites.map(({ place, header, packet, event }) => (
        <dd key={`${packet} ${event}`} className="rewrite">
          <span translate="no">
            {place.host} {header.changed?.field === 'source' ? 'SNAT' : 'DNAT'}
          </span>
          <span>
            <Address socket={header.changed?.before ?? ''} change="was" /> <Icon name="right" size={12} />{' '}
            <Address socket={header.changed?.field === 'source' ? header.source : header.destination} change="now" />
          </span>
        </dd>
      ))}
    </dl>
  )
}

/** The way back only undoes it. */
function rewritten({ direction, header }: Frame): boolean {
  return direction === 'request' && header.changed !== undefined
}
