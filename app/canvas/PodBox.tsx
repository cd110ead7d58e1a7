import { ownerOfHost, type Pod, qualifiedName, type Rectangle } from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { Icon } from '../ui/Icon.tsx'
import { type Drawing, fade, useDrawing } from './drawing.ts'
import { EndingBadge } from './EndingBadge.tsx'
import { podHandles } from './pod-handles.ts'
import { readable } from './readable.ts'

/** A Pod: name, address and readiness, as much of it as its box holds. */
export function PodBox({ name, area }: { readonly name: string; readonly area: Rectangle }) {
  const { t } = useWords()
  const drawing = useDrawing()
  const pod = drawing.walk.cluster.pods.find((candidate) => qualifiedName(candidate) === name)
  if (!pod) return null
  const owner = ownerOfHost(drawing.walk.cluster, name)
  const state = t(stateOf(pod, drawing, area.width < 120))
  const words = pod.namespace === 'kube-system' && pod.ready ? pod.namespace : state
  const address = socketOf(pod)
  const label = t('canvas.podLabel', { pod: pod.name, address, state: words })
  if (area.height < 20)
    return (
      <span
        className={`cv-dot nodrag nopan o-${owner.hue}${lookOf(pod, drawing)}`}
        {...readable(label)}
        {...podHandles(name)}
      />
    )
  return (
    <div
      className={`cv-pod-box nodrag nopan o-${owner.hue}${lookOf(pod, drawing)}`}
      {...readable(label)}
      {...podHandles(name)}
    >
      <b
        translate="no"
        className={pod.assumed ? 'is-assumed' : undefined}
        title={pod.assumed ? t('canvas.assumed') : undefined}
      >
        {pod.name}
      </b>{' '}
      {area.height >= 40 ? (
        <bdi dir="ltr" translate="no">
          {address}
        </bdi>
      ) : null}{' '}
      {area.height >= 56 ? <small>{words}</small> : null}
      <EndingBadge host={name} />
      {pod.ready && !pod.terminating && area.height >= 40 && area.width >= besideName(pod.name) ? (
        <Icon name="delivered" size={14} />
      ) : null}
    </div>
  )
}

/** Width of a box whose centred name, in bold letters of some 7.5 px, leaves room for the sign at its right. */
function besideName(name: string): number {
  return Math.max(96, 7.5 * name.length + 44)
}

function stateOf(pod: Pod, { walk, servicePods }: Drawing, narrow: boolean) {
  const name = qualifiedName(pod)
  if (pod.terminating) return 'canvas.terminating'
  if (!pod.ready) return servicePods.has(name) && !narrow ? 'canvas.notReady' : 'canvas.notReadyShort'
  if (walk.trace?.server?.name === name) return 'canvas.picked'
  return walk.trace?.flow.from === name ? 'canvas.sender' : 'canvas.ready'
}

/** Address and port it listens on; a Pod that is not ready is not asked, so its port does not matter. */
function socketOf(pod: Pod): string {
  const address = pod.addresses[0] ?? ''
  const port = pod.ready ? pod.listens[0]?.port : undefined
  if (port === undefined) return address
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}

/** Whether it answered a question of the lookup. */
function answers({ trace }: Drawing['walk'], name: string): boolean {
  return trace?.dns.some(({ by }) => by === name) ?? false
}

function lookOf(pod: Pod, drawing: Drawing): string {
  const { walk, servicePods, frame, flying } = drawing
  const name = qualifiedName(pod)
  const looks = [
    !pod.ready || pod.terminating
      ? 'cv-off'
      : servicePods.has(name) || walk.trace?.flow.from === name || answers(walk, name)
        ? ''
        : 'cv-other',
    walk.trace?.server?.name === name ? 'cv-picked' : '',
    !flying && frame?.place.host === name ? 'cv-here' : '',
  ]
  return looks.map((look) => (look === '' ? '' : ` ${look}`)).join('') + fade(drawing, name)
}
