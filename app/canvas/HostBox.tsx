import { type Box, ownerOfHost } from '../../src/index.ts'
import { useFrame, useWalk, useWords } from '../derived.ts'

/** An outside host or the router. */
export function HostBox({ box }: { readonly box: Box }) {
  const { t } = useWords()
  const { cluster } = useWalk()
  const frame = useFrame()
  const owner = ownerOfHost(cluster, box.id)
  const host = cluster.outside.hosts.find((candidate) => candidate.name === box.id)
  const here = frame?.place.host === box.id ? ' here' : ''
  if (box.kind === 'router') return <div className={`router-box o-outside${here}`}>{t('router')}</div>
  return (
    <div className={`host-box o-${owner.hue}${here}`}>
      <b translate="no">{box.id}</b>
      <bdi dir="ltr" translate="no">
        {host?.addresses[0]?.split('/')[0] ?? (box.id === 'apiserver' ? '192.168.0.10' : '')}
      </bdi>
    </div>
  )
}
