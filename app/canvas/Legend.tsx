import { ownerOfHost } from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { Sentence } from '../ui/Sentence.tsx'
import { useDrawing } from './drawing.ts'

/** More nodes than this share one line. */
const most = 2

/** Whose colours are whose. */
export function Legend() {
  const { t, parts } = useWords()
  const { walk, scene } = useDrawing()
  const owners = walk.cluster.nodes.map((node) => ownerOfHost(walk.cluster, node.name))
  const hosts = scene.boxes.filter((box) => box.kind === 'host').map((box) => ownerOfHost(walk.cluster, box.id))
  const others = [...new Set(hosts.filter(({ hue }) => hue === 'outside').map(({ letter }) => letter))]
  return (
    <div className="cv-legend">
      <span className="cv-legend-title">{t('canvas.legend')}</span>
      <span>
        <b className="key square o-client">C</b>
        {t('canvas.legendClient')}
      </span>
      {owners.length <= most ? (
        owners.map((owner) => (
          <span key={owner.name}>
            <b className={`key square o-${owner.hue}`}>{owner.letter}</b>
            <b className={`key round o-${owner.hue}`}>{owner.letter}</b>
            <i>
              <Sentence parts={parts('canvas.legendNode', { node: owner.name })} />
            </i>
          </span>
        ))
      ) : (
        <span>
          {owners.slice(0, 3).map((owner) => (
            <b key={owner.name} className={`key square o-${owner.hue}`}>
              {owner.letter}
            </b>
          ))}
          {owners.length > 3 ? <i>…</i> : null}
          {t('canvas.legendNodes')}
        </span>
      )}
      <span>
        <b className="key flag o-vip">S</b>
        {t('canvas.legendService')}
      </span>
      {others.length > 0 ? (
        <span>
          {others.slice(0, 3).map((letter) => (
            <b key={letter} className="key square o-outside">
              {letter}
            </b>
          ))}
          {t('canvas.legendOthers')}
        </span>
      ) : null}
      {walk.trace?.resolver ? (
        <span>
          <b className="key square o-dns">D</b>
          {t('canvas.legendDns')}
        </span>
      ) : null}
    </div>
  )
}
