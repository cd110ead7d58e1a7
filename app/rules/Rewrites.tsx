import { Fragment } from 'react'
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
      {rewrites.length === 0 ? (
        <>
          <dt>{t('rewritten')}</dt>
          <dd>{t('rewrittenNowhere')}</dd>
        </>
      ) : null}
      {rewrites.map(({ place, header, packet, event }) => (
        <Fragment key={`${packet} ${event}`}>
          <dt translate="no">
            {place.host} {header.changed?.field === 'source' ? 'SNAT' : 'DNAT'}
          </dt>
          <dd className="rewrite">
            <Address socket={header.changed?.before ?? ''} change="was" />
            <span>
              <Icon name="right" size={12} />{' '}
              <Address socket={header.changed?.field === 'source' ? header.source : header.destination} change="now" />
            </span>
          </dd>
        </Fragment>
      ))}
    </dl>
  )
}

/** The way back only undoes it. */
function rewritten({ direction, header }: Frame): boolean {
  return direction === 'request' && header.changed !== undefined
}
