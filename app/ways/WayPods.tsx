import { ownerOfHost, type WayCell } from '../../src/index.ts'
import { useWalk, useWords } from '../derived.ts'
import { shareGlyph } from './share-glyph.ts'

/** More Pods than this are a bar without names. */
const namedPods = 5

/** Who gets the request, as wide as their probability; hatched where the answer never arrives. */
export function WayPods({ cell }: { readonly cell: WayCell }) {
  const { t } = useWords()
  const { cluster } = useWalk()
  const answers = new Set(cell.endings.flatMap((ending) => (ending.outcome === 'answered' ? [ending.pod] : [])))
  const pods = cell.pods.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  if (pods.length === 0) return null
  const style = { gridTemplateColumns: pods.map(({ probability }) => `minmax(0, ${probability}fr)`).join(' ') }
  return (
    <span className="way-pods" style={style}>
      {pods.map(({ name }) => (
        <i key={name} className={`o-${ownerOfHost(cluster, name).hue}${answers.has(name) ? '' : ' silent'}`} />
      ))}
      {pods.length <= namedPods
        ? pods.map(({ name, probability }) => (
            <span key={name} className={answers.has(name) ? undefined : 'silent'}>
              <bdi dir="ltr" translate="no" className="name">
                {name.split('/').at(-1)}
              </bdi>{' '}
              {pods.length === 1 && probability > 1 - 1e-6 ? t('shareAll') : shareGlyph(probability)}
            </span>
          ))
        : null}
    </span>
  )
}
