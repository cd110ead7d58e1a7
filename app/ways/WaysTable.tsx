import { canTake, externalIPsDeprecation, ownerOfHost, type Party, type Way } from '../../src/index.ts'
import { useShown, useWalk, useWords } from '../derived.ts'
import { Address } from '../ui/Address.tsx'
import { Deprecated } from '../ui/Deprecated.tsx'
import { Sentence } from '../ui/Sentence.tsx'
import { playWay } from './play-way.ts'
import { cellKey, type WayCells } from './useWayCells.ts'
import { WayCellBox } from './WayCellBox.tsx'

interface WaysTableProps {
  readonly from: readonly Party[]
  readonly ways: readonly Way[]
  readonly cells: WayCells
}

/** Callers down, ways in across; what crosses is what comes of it. */
export function WaysTable({ from, ways, cells }: WaysTableProps) {
  const { t } = useWords()
  const { request } = useWalk()
  const { current } = useShown()
  return (
    <table className="ways-table">
      <thead>
        <tr>
          <td className="mute">{t('fromTo')}</td>
          {ways.map((way) => (
            <WayHead key={way.id} way={way} />
          ))}
        </tr>
      </thead>
      <tbody>
        {from.map((party) => (
          <tr key={party.value}>
            <CallerHead party={party} />
            {ways.map((way) => (
              <td key={way.id}>
                {canTake(party, way) ? (
                  <WayCellBox
                    from={party}
                    way={way}
                    cell={cells.get(cellKey(party.value, way))}
                    chosen={request.from === party.value && request.to === way.to}
                    play={() => playWay(current.manifest, party.value, way)}
                  />
                ) : (
                  <span className="way-cell way-none mute">{t('wayNotTaken')}</span>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function WayHead({ way }: { readonly way: Way }) {
  const { parts } = useWords()
  return (
    <th scope="col">
      <span>
        <Sentence parts={parts(`way.${way.kind}`, { node: way.node ?? '' })} />
        {way.kind === 'externalIP' ? <Deprecated of={[externalIPsDeprecation]} /> : null}
      </span>
      <Address socket={way.address} />
    </th>
  )
}

function CallerHead({ party }: { readonly party: Party }) {
  const { parts } = useWords()
  const { cluster } = useWalk()
  const owner = ownerOfHost(cluster, party.value)
  const node = cluster.pods.find((pod) => `${pod.namespace}/${pod.name}` === party.value)?.node ?? ''
  const words = party.kind === 'pod' ? 'callerPod' : party.kind === 'node' ? 'callerNode' : 'callerOutside'
  return (
    <th scope="row" className={`o-${owner.hue}`}>
      <bdi dir="ltr" translate="no" className="name">
        {party.label}
      </bdi>
      <Address socket={party.address} />
      <small className="mute">
        <Sentence parts={parts(words, { node })} />
      </small>
    </th>
  )
}
