import { addPod, editPod, isUnlabelled, type Pod, type PodChange, qualifiedName } from '../../src/index.ts'
import { useShown, useWords } from '../derived.ts'
import { edit } from '../edit.ts'
import { Icon } from '../ui/Icon.tsx'

/** One Pod: whether it is ready, where it runs, one more like it, or away with it. */
export function PodRow({ pod }: { readonly pod: Pod }) {
  const { t } = useWords()
  const { cluster } = useShown().current
  const name = qualifiedName(pod)
  const fixed = isUnlabelled(pod)
  const change = (made: PodChange) => edit((manifest, all) => editPod(manifest, all, name, made))
  return (
    <li className="pod-row">
      <label className="tick" title={t('pane.ready', { name: pod.name })}>
        <input
          type="checkbox"
          checked={pod.ready}
          disabled={fixed}
          aria-label={t('pane.ready', { name: pod.name })}
          onChange={(event) => change({ type: 'ready', ready: event.target.checked })}
        />
      </label>
      <span className="who">
        <b translate="no" className={pod.assumed ? 'is-assumed' : undefined}>
          {pod.namespace === 'default' ? pod.name : name}
        </b>
        <bdi dir="ltr" translate="no">
          {pod.addresses[0]}
        </bdi>
      </span>
      <select
        className="on-node"
        aria-label={t('pane.nodeOf', { name: pod.name })}
        value={pod.node}
        disabled={fixed}
        onChange={(event) => change({ type: 'move', node: event.target.value })}
      >
        {cluster.nodes.map((node) => (
          <option key={node.name}>{node.name}</option>
        ))}
      </select>
      <button
        type="button"
        className="small-button"
        disabled={fixed}
        aria-label={t('pane.addPod', { name: pod.name })}
        title={t('pane.addPod', { name: pod.name })}
        onClick={() => edit((manifest, all) => addPod(manifest, all, name))}
      >
        <Icon name="plus" size={12} />
      </button>
      <button
        type="button"
        className="small-button"
        disabled={fixed}
        aria-label={t('pane.removePod', { name: pod.name })}
        title={t('pane.removePod', { name: pod.name })}
        onClick={() => change({ type: 'remove' })}
      >
        <Icon name="close" size={12} />
      </button>
    </li>
  )
}
