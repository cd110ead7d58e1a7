import { type Node, ownerOfHost, type Pod, qualifiedName, removeNode, setNodeReady } from '../../src/index.ts'
import { useShown, useWords } from '../derived.ts'
import { edit } from '../edit.ts'
import { Icon } from '../ui/Icon.tsx'
import { PodRow } from './PodRow.tsx'

/** Pods of one node that get a row; of a large cluster the rest is in the text. */
const shownPods = 40

/** A node and the Pods on it. */
export function NodeSection({ node }: { readonly node: Node }) {
  const { t } = useWords()
  const { cluster } = useShown().current
  const owner = ownerOfHost(cluster, node.name)
  const pods: readonly Pod[] = cluster.pods.filter((pod) => pod.node === node.name && pod.namespace !== 'kube-system')
  return (
    <section aria-label={node.name} className={`node-section o-${owner.hue}`}>
      <h2>
        <label className="tick" title={t('pane.nodeReady', { name: node.name })}>
          <input
            type="checkbox"
            checked={node.ready}
            aria-label={t('pane.nodeReady', { name: node.name })}
            onChange={(event) => {
              const { checked } = event.target
              edit((manifest, all) => setNodeReady(manifest, all, node.name, checked))
            }}
          />
        </label>
        <b className="key square">{owner.letter}</b>
        <span translate="no" className={node.assumed ? 'is-assumed' : undefined}>
          {node.name}
        </span>
        <bdi dir="ltr" translate="no">
          {node.addresses[0]}
        </bdi>
        <button
          type="button"
          className="small-button"
          disabled={cluster.nodes.length < 2}
          aria-label={t('pane.removeNode', { name: node.name })}
          title={t('pane.removeNode', { name: node.name })}
          onClick={() => edit((manifest, all) => removeNode(manifest, all, node.name))}
        >
          <Icon name="close" size={12} />
        </button>
      </h2>
      {node.ready ? null : <p className="mute">{t('pane.nodeNotReady')}</p>}
      {pods.length === 0 ? <p className="mute">{t('canvas.noPods')}</p> : null}
      <ul>
        {pods.slice(0, shownPods).map((pod) => (
          <PodRow key={qualifiedName(pod)} pod={pod} />
        ))}
      </ul>
      {pods.length > shownPods ? <p className="mute">+{pods.length - shownPods}</p> : null}
    </section>
  )
}
