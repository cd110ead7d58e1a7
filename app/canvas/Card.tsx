import type { CSSProperties } from 'react'
import { type Box, ownerOfHost, qualifiedName, type Scene } from '../../src/index.ts'
import { useFrame, useWalk, useWords } from '../derived.ts'
import { Sentence } from '../ui/Sentence.tsx'
import { ChainStack } from './ChainStack.tsx'
import { ConntrackStrip } from './ConntrackStrip.tsx'
import { PodBox } from './PodBox.tsx'
import { useCursorFrames } from './useCursorFrames.ts'
import { visitedStations } from './visited.ts'

/** A node from the inside: its plug, its hooks in the kernel's order, its conntrack, its bridge, its Pods. */
export function Card({ box, scene }: { readonly box: Box; readonly scene: Scene }) {
  const { t } = useWords()
  const { cluster } = useWalk()
  const frame = useFrame()
  const owner = ownerOfHost(cluster, box.id)
  const node = cluster.nodes.find((candidate) => candidate.name === box.id)
  const inside = scene.boxes.filter((candidate) => candidate.parent === box.id || candidate.parent === `${box.id}:bay`)
  const pods = cluster.pods.filter((pod) => pod.node === box.id && !pod.hostNetwork)
  const here = frame?.place.host === box.id
  const hidden = pods.length - inside.filter((part) => part.kind === 'pod').length
  return (
    <div className={`card o-${owner.hue}${here ? ' here' : ''}`}>
      <h3>
        <span className="key square">{owner.letter}</span>
        <span translate="no" className={node?.assumed ? 'is-assumed' : undefined}>
          {box.id}
        </span>
        {hidden > 0 ? <small>{t('moreP', { n: hidden })}</small> : null}
      </h3>
      {inside.map((part) => (
        <div key={part.id} className={`part part-${part.kind}`} style={within(part, box)}>
          <Part part={part} node={box.id} />
        </div>
      ))}
    </div>
  )
}

function within(part: Box, card: Box): CSSProperties {
  // The card's border is drawn inside its box.
  return { left: part.x - card.x - 1.5, top: part.y - card.y - 1.5, width: part.width, height: part.height }
}

function Part({ part, node }: { readonly part: Box; readonly node: string }) {
  const { t, parts } = useWords()
  const { cluster, trace } = useWalk()
  const frame = useFrame()
  const { shown } = useCursorFrames()
  const name = part.id.slice(part.id.indexOf(':') + 1)
  switch (part.kind) {
    case 'plug':
      return (
        <span className="plug">
          eth0 <bdi dir="ltr">{cluster.nodes.find((candidate) => candidate.name === node)?.addresses[0]}</bdi>
        </span>
      )
    case 'station':
    case 'route': {
      const current = frame?.place.host === node && frame.place.station === name
      const visited = visitedStations(shown, node).has(name)
      return (
        <span
          className={`station${part.kind === 'route' ? ' round' : ''}${current ? ' current' : visited ? ' visited' : ''}`}
        >
          {name}
        </span>
      )
    }
    case 'processes': {
      if (frame?.place.host === node) return null
      const port = /:(\d+)$/.exec(trace?.flow.destination ?? '')?.[1] ?? ''
      const nodePort = cluster.services.some((service) => service.ports.some((p) => String(p.nodePort) === port))
      return (
        <span className="processes">
          <b>
            <Sentence parts={parts('processes', { name: node })} />
          </b>
          <code>{t('processList')}</code>
          {nodePort ? (
            <span>
              <Sentence parts={parts('nothingListens', { port })} />
            </span>
          ) : null}
        </span>
      )
    }
    case 'bay':
      return frame?.place.host === node ? <ChainStack stack={frame.stack} /> : null
    case 'conntrack':
      return <ConntrackStrip node={node} />
    case 'bridge': {
      const network = cluster.nodes.find((candidate) => candidate.name === node)?.podCIDRs[0]
      return (
        <span className={frame?.place.host === node && frame.place.station === 'cni0' ? 'bridge current' : 'bridge'}>
          cni0 <bdi dir="ltr">{network?.replace(/\.0\/24$/, '.1/24')}</bdi>
        </span>
      )
    }
    case 'pod': {
      const pod = cluster.pods.find((candidate) => qualifiedName(candidate) === part.id)
      return pod ? <PodBox pod={pod} compact={part.height < 40} /> : null
    }
    case 'no-pod':
      return (
        <span className="no-pod">
          {<Sentence parts={parts('noPods', { name: serviceName(cluster, trace?.flow.destination ?? '') })} />}
        </span>
      )
    default:
      return null
  }
}

/** The Service a request asks for, by name; the first of the text when it asks for none. */
function serviceName(cluster: ReturnType<typeof useWalk>['cluster'], destination: string): string {
  const [, address = '', port = ''] = /^(.+):(\d+)$/.exec(destination) ?? []
  const asked = cluster.services.find((service) =>
    service.ports.some(
      (p) =>
        String(p.nodePort) === port || (String(p.port) === port && service.clusterIPs.some((ip) => ip === address)),
    ),
  )
  return (asked ?? cluster.services.find((service) => !service.assumed))?.name ?? ''
}
