import { formatRoute, ownerOfHost } from '../../src/index.ts'
import { useFrame, useWalk, useWords } from '../derived.ts'

/** Hosts that are listed; the one the packet is on comes first. */
const shownHosts = 60

/** Addresses and routes of every host, as `ip` prints them. */
export default function NetworkPanel() {
  const { t } = useWords()
  const { cluster, network } = useWalk()
  const here = useFrame()?.place.host
  const hosts = network.hosts.toSorted((a, b) => Number(b.name === here) - Number(a.name === here))
  return (
    <div className="pane">
      {hosts.slice(0, shownHosts).map(({ name, devices, routes }) => {
        const owner = ownerOfHost(cluster, name)
        return (
          <details key={`${name} ${name === here}`} open={name === here} className={`host o-${owner.hue}`}>
            <summary>
              <b className={`key ${owner.shape}`}>{owner.letter}</b>
              <b translate="no">{name}</b>
            </summary>
            <p className="mute">{t('inspect.addresses')}</p>
            <pre className="wrapped" translate="no">
              {devices
                .filter(({ addresses }) => addresses.length > 0)
                .map((device) => `${device.name}  ${device.addresses.map(({ address }) => address).join(' ')}`)
                .join('\n')}
            </pre>
            <p className="mute">{t('inspect.routes')}</p>
            <pre className="wrapped" translate="no">
              {routes.map(formatRoute).join('\n')}
            </pre>
          </details>
        )
      })}
    </div>
  )
}
