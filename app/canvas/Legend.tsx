import { useWalk, useWords } from '../derived.ts'
import { Sentence } from '../ui/Sentence.tsx'

/** Whose colours are whose. */
export function Legend() {
  const { t, parts } = useWords()
  const { cluster } = useWalk()
  return (
    <div className="legend">
      <span>{t('legend')}</span>
      <span className="o-client">
        <b className="key square">C</b> {t('legendClient')}
      </span>
      {cluster.nodes.slice(0, 2).map((node) => (
        <span key={node.name} className={`o-n${((node.index - 1) % 8) + 1}`}>
          <b className="key square">{node.index}</b>
          <b className="key round">{node.index}</b> <Sentence parts={parts('legendNode', { name: node.name })} />
        </span>
      ))}
      <span className="o-vip">
        <b className="key flag">S</b> {t('legendService')}
      </span>
    </div>
  )
}
