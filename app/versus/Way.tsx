import { type Frame, ownerOfHost, type Walk } from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { Address } from '../ui/Address.tsx'
import { Icon } from '../ui/Icon.tsx'

interface Stop {
  readonly host: string
  readonly stations: readonly {
    readonly name: string
    readonly first: number
    readonly last: number
    readonly dropped: boolean
  }[]
  readonly first: number
}

/** The hosts a request visits, in a row, with the stations it passed inside each; those not yet reached are pale. */
export function Way({ walk, at }: { readonly walk: Walk; readonly at: number }) {
  const { t } = useWords()
  // A host without rules and without anybody to answer only passes it on.
  const stops = stopsOf(walk.timeline?.frames ?? []).filter(({ host }) => host !== 'router')
  const { server } = walk.trace ?? {}
  return (
    <>
      <ol className="way">
        {stops.map(({ host, stations, first }) => {
          const owner = ownerOfHost(walk.cluster, host)
          return (
            <li key={`${host} ${first}`} className={`o-${owner.hue}${first <= at ? '' : ' ahead'}`}>
              <h3>
                <b className={`key ${owner.shape}`}>{owner.letter}</b>
                <span translate="no">{host.split('/').at(-1)}</span>
              </h3>
              {stations.map((station) => (
                <span
                  key={station.name}
                  translate="no"
                  className={`stop${station.first <= at && at <= station.last ? ' here' : ''}${station.dropped ? ' dropped' : ''}`}
                >
                  {station.name === 'route' ? t('canvas.route') : station.name}
                  {station.dropped ? (
                    <b>
                      <Icon name="dropped" size={12} /> DROP
                    </b>
                  ) : null}
                </span>
              ))}
            </li>
          )
        })}
      </ol>
      {server ? (
        <p className="way-sees">
          <b translate="no">{server.name.split('/').at(-1)}</b> {t('versus.sees')} <Address socket={server.sees} />
        </p>
      ) : null}
    </>
  )
}

/** Runs of frames on one host, on the way there. */
function stopsOf(frames: readonly Frame[]): readonly Stop[] {
  const stops: {
    host: string
    first: number
    stations: { name: string; first: number; last: number; dropped: boolean }[]
  }[] = []
  for (const [index, { place, direction, ending }] of frames.entries()) {
    if (direction !== 'request') break
    if (ending !== undefined && ending !== 'dropped' && ending !== 'delivered') continue
    let stop = stops.at(-1)
    if (stop?.host !== place.host) {
      stop = { host: place.host, first: index, stations: [] }
      stops.push(stop)
    }
    const name = place.station
    if (name === undefined || name === 'eth0' || name === 'cni0' || name === 'processes') continue
    const known = stop.stations.find((station) => station.name === name)
    if (known) {
      known.last = index
      known.dropped ||= ending === 'dropped'
    } else stop.stations.push({ name, first: index, last: index, dropped: ending === 'dropped' })
  }
  return stops
}
