import { useMemo, useState } from 'react'
import { callers, canTake, type Way, waysOf } from '../../src/index.ts'
import { useWalk, useWords } from '../derived.ts'
import { store } from '../store.ts'
import { Icon } from '../ui/Icon.tsx'
import { Sentence } from '../ui/Sentence.tsx'
import { cellKey, useWayCells } from './useWayCells.ts'
import { WayDetail } from './WayDetail.tsx'
import { WaysLegend } from './WaysLegend.tsx'
import { WaysTable } from './WaysTable.tsx'

/** Rows and columns shown at first; a large cluster has thousands. */
const firstCallers = 12
const firstWays = 12

/** Ways in: who can reach a Service by which address, and what comes of it. */
export default function WaysView() {
  const { t, parts } = useWords()
  const walk = useWalk()
  const { cluster, request } = walk
  const all = useMemo(() => waysOf(cluster), [cluster])
  const ports = useMemo(() => [...new Map(all.map((way) => [portOf(way), way])).values()], [all])
  const [wanted, want] = useState<string>()
  const [podIPs, showPodIPs] = useState(false)
  const [everybody, showEverybody] = useState(false)
  const asked = all.find((way) => way.to === request.to)
  const port =
    ports.find((way) => portOf(way) === wanted) ??
    (asked ? ports.find((way) => portOf(way) === portOf(asked)) : undefined) ??
    ports[0]
  const service = cluster.services.find(({ namespace, name }) => `${namespace}/${name}` === port?.service)
  const from = useMemo(() => {
    const some = callers(cluster)
    return everybody ? some : some.slice(0, firstCallers)
  }, [cluster, everybody])
  const more = callers(cluster).length - from.length
  const ways = useMemo(() => {
    const own = all.filter((way) => port && portOf(way) === portOf(port))
    return own
      .filter((way) => podIPs || way.kind !== 'podIP' || way.to === request.to)
      .slice(0, podIPs ? own.length : firstWays)
  }, [all, port, podIPs, request.to])
  const cellsWanted = useMemo(
    () => from.flatMap((party) => ways.filter((way) => canTake(party, way)).map((way) => ({ from: party, way }))),
    [from, ways],
  )
  const cells = useWayCells(walk, cellsWanted)
  const done = cellsWanted.filter(({ from: party, way }) => cells.has(cellKey(party.value, way))).length
  const chosen = cellsWanted.find(({ from: party, way }) => party.value === request.from && way.to === request.to)
  const cell = chosen && cells.get(cellKey(chosen.from.value, chosen.way))
  return (
    <section className="ways" aria-labelledby="ways-title">
      <header>
        <h2 id="ways-title">
          {service ? (
            <Sentence parts={parts('waysInTo', { service: `${service.namespace}/${service.name}` })} />
          ) : (
            t('waysIn')
          )}
        </h2>
        {service ? (
          <span className="mute">
            <Sentence
              parts={parts('wayPolicy', { type: service.type, policy: service.externalTrafficPolicy ?? 'Cluster' })}
            />
          </span>
        ) : null}
        {ports.length > 1 ? (
          <label className="select">
            <small>{t('waysService')}</small>
            <select value={port ? portOf(port) : ''} onChange={(event) => want(event.target.value)}>
              {ports.map((way) => (
                <option key={portOf(way)}>{portOf(way)}</option>
              ))}
            </select>
            <Icon name="down" size={12} />
          </label>
        ) : null}
        <label className="ways-toggle">
          <input type="checkbox" checked={podIPs} onChange={(event) => showPodIPs(event.target.checked)} />{' '}
          {t('waysPodIPs')}
        </label>
        <span className="fill" />
        <button
          type="button"
          className="plain"
          aria-label={t('close')}
          onClick={() => store.setState({ panel: 'rules' })}
        >
          <Icon name="close" />
        </button>
      </header>
      {service?.type === 'LoadBalancer' && service.loadBalancer.length === 0 ? (
        <p className="ways-note">
          <Icon name="info" /> <Sentence parts={parts('wayPending', { pending: '<pending>', service: service.name })} />
        </p>
      ) : null}
      <div className="ways-body">
        <div className="ways-scroll">
          {port ? <WaysTable from={from} ways={ways} cells={cells} /> : <p className="empty">{t('waysNone')}</p>}
          {more > 0 ? (
            <button type="button" className="quiet" onClick={() => showEverybody(true)}>
              {t('waysMore', { n: more })}
            </button>
          ) : null}
          <WaysLegend>
            <span role="status">
              {done < cellsWanted.length
                ? t('waysComputing', { done, n: cellsWanted.length })
                : t('waysDone', { n: cellsWanted.length })}
            </span>
          </WaysLegend>
        </div>
        {chosen && cell ? <WayDetail from={chosen.from} cell={cell} /> : null}
      </div>
    </section>
  )
}

/** A Service port as the list names it: `default/web http 80/TCP`. */
function portOf({ service, portName, port, protocol }: Way): string {
  return `${service} ${portName === '' ? '' : `${portName} `}${port}/${protocol}`
}
