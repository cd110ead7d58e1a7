import { useEffect, useRef } from 'react'
import { addPod, editPod, isUnlabelled, type PodChange, qualifiedName } from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { edit } from '../edit.ts'
import { store, useApp } from '../store.ts'
import { useDrawing } from './drawing.ts'

/** What can be done to the Pod that was pressed: each an edit of the text. */
export default function PodMenu() {
  const { t } = useWords()
  const { cluster } = useDrawing().walk
  const menu = useApp((state) => state.podMenu)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!menu) return
    box.current?.showPopover()
    box.current?.querySelector('button')?.focus()
  }, [menu])
  const pod = menu && cluster.pods.find((candidate) => qualifiedName(candidate) === menu.name)
  if (!menu || !pod) return null
  const close = () => store.setState({ podMenu: undefined })
  const run = (act: () => void) => () => {
    close()
    act()
  }
  const change = (made: PodChange) => run(() => edit((manifest, all) => editPod(manifest, all, menu.name, made)))
  const others = cluster.nodes.filter(({ name }) => name !== pod.node).slice(0, 8)
  const fixed = isUnlabelled(pod) || pod.namespace === 'kube-system'
  return (
    <div
      ref={box}
      popover="auto"
      role="dialog"
      aria-label={pod.name}
      className="pod-menu"
      style={placeOf(menu, fixed ? 1 : others.length + 4)}
      onToggle={(event) => {
        if (event.newState === 'closed') close()
      }}
    >
      <h3 translate="no">{pod.name}</h3>
      <button
        type="button"
        onClick={run(() =>
          store.setState({ selection: { type: 'pod', name: menu.name }, panel: 'rules', pane: 'rules' }),
        )}
      >
        {t('pane.showRules')}
      </button>
      {fixed ? null : (
        <>
          <button type="button" onClick={change({ type: 'ready', ready: !pod.ready })}>
            {pod.ready ? t('pane.makeUnready') : t('pane.makeReady')}
          </button>
          {others.map(({ name }) => (
            <button key={name} type="button" onClick={change({ type: 'move', node: name })}>
              {t('pane.moveTo', { name })}
            </button>
          ))}
          <button type="button" onClick={run(() => edit((manifest, all) => addPod(manifest, all, menu.name)))}>
            {t('pane.addPod', { name: pod.name })}
          </button>
          <button type="button" onClick={change({ type: 'remove' })}>
            {t('pane.removePod', { name: pod.name })}
          </button>
        </>
      )}
    </div>
  )
}

const width = 230
const rowHeight = 32
const headHeight = 40

/** Below the Pod, or above it where the sentence would be covered. */
function placeOf(
  { x, y, height }: { readonly x: number; readonly y: number; readonly height: number },
  rows: number,
): { readonly left: number; readonly top: number } {
  const tall = headHeight + rows * rowHeight
  const above = y + height + tall > innerHeight - 150
  return {
    left: Math.max(8, Math.min(x, innerWidth - width - 8)),
    top: Math.max(8, above ? y - tall - 4 : y + height + 4),
  }
}
