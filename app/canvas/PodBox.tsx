import { ownerOfHost, type Pod, qualifiedName } from '../../src/index.ts'
import { useFrame, useWalk, useWords } from '../derived.ts'
import { Icon } from '../ui/Icon.tsx'

/** A Pod: name, address, readiness; the one that serves this request stands out. */
export function PodBox({ pod, compact }: { readonly pod: Pod; readonly compact: boolean }) {
  const { t } = useWords()
  const { cluster, trace, picks } = useWalk()
  const frame = useFrame()
  const name = qualifiedName(pod)
  const owner = ownerOfHost(cluster, name)
  const endpoint = picks.some((party) => party.value === name)
  const picked = trace?.server?.name === name || trace?.flow.from === name
  const here = frame?.place.host === name
  const port = pod.listens[0]?.port
  const state = pod.terminating
    ? t('terminating')
    : !pod.ready
      ? t('notReady')
      : trace?.server?.name === name
        ? t('picked')
        : pod.namespace === 'default'
          ? t('ready')
          : pod.namespace
  const look = `${pod.ready ? '' : ' not-ready'}${endpoint || picked ? '' : ' other'}${picked ? ' picked' : ''}${here ? ' here' : ''}`
  return (
    <span className={`pod o-${owner.hue}${look}`}>
      <b translate="no" className={pod.assumed && pod.namespace !== 'kube-system' ? 'is-assumed' : undefined}>
        {pod.name}
      </b>
      {compact ? null : (
        <>
          <bdi dir="ltr">{port === undefined ? pod.addresses[0] : `${pod.addresses[0]}:${port}`}</bdi>
          <small>{state}</small>
        </>
      )}
      {pod.ready && !compact ? <Icon name="delivered" size={14} /> : null}
    </span>
  )
}
