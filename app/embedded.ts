import { layoutScene, serviceAt, type Walk } from '../src/index.ts'
import { currentWalk, stepAt, stepsNow } from './derived.ts'
import { goTo, store, themes } from './store.ts'

/** What every message carries, so that it is taken for nobody else's. */
const envelope = { ns: 'packetwalk', v: 1 } as const

/** The canvas is never asked to be lower or higher than this. */
const canvas = { least: 240, most: 900 }

/**
 * Inside another page: says when it is ready, how high it would like to be and at which step it is, and does what that
 * page asks. Only numbers are told: the text stays here. Returns a function that stops it.
 */
export function answerTheHost(): () => void {
  if (window.parent === window) return () => undefined
  const where = () => {
    const steps = stepsNow()
    return { step: stepAt(steps, store.getState().cursor) + 1, total: steps.length }
  }
  let told = ''
  const tellHeight = () => {
    const height = wantedHeight()
    if (told === `${height}`) return
    told = `${height}`
    tell({ type: 'resize', height })
  }
  const hear = ({ source, data }: MessageEvent) => {
    if (source === window.parent) obey(data)
  }
  const stop = store.subscribe((now, before) => {
    if (now.cursor !== before.cursor || now.depth !== before.depth || now.opened !== before.opened)
      tell({ type: 'step', ...where() })
    if (now.whole !== before.whole || now.thousand !== before.thousand) tellHeight()
    if (now.text !== before.text) tell({ type: 'ready', ...where() })
  })
  const observer = new ResizeObserver(tellHeight)
  const foot = document.querySelector('.timeline')
  if (foot) observer.observe(foot)
  observer.observe(document.documentElement)
  addEventListener('message', hear)
  tell({ type: 'ready', ...where() })
  return () => {
    stop()
    observer.disconnect()
    removeEventListener('message', hear)
  }
}

function tell(message: { readonly type: string } & Readonly<Record<string, string | number>>): void {
  // Whoever frames the page may know these numbers, and a sandboxed frame cannot know who that is.
  window.parent.postMessage({ ...envelope, ...message }, '*')
}

/** Does what a message asks; anything that is not understood is nothing. */
function obey(data: unknown): void {
  if (typeof data !== 'object' || data === null) return
  const message = data as Readonly<Record<string, unknown>>
  if (message.ns !== envelope.ns || message.v !== envelope.v) return
  if (message.type === 'setTheme') store.setState({ theme: themes.find((theme) => theme === message.theme) })
  if (message.type === 'goTo' && Number.isInteger(message.step)) {
    const steps = stepsNow()
    const at = steps[Math.min(steps.length, Math.max(1, Number(message.step))) - 1]
    if (at !== undefined) goTo(at)
  }
}

/** The highest the bar has been at a width: a longer sentence makes room once, and then the page around stays where it is. */
let highest = { width: 0, foot: 0 }

/** What picture and bar need at this width. The frame's own height plays no part, so that it can follow. */
function wantedHeight(): number {
  const picture = naturalHeight(currentWalk(), innerWidth)
  const now = document.querySelector<HTMLElement>('.timeline')?.offsetHeight ?? 0
  const before = highest.width === innerWidth ? highest.foot : 0
  highest = { width: innerWidth, foot: Math.max(before, now) }
  return Math.min(canvas.most, Math.max(canvas.least, picture)) + highest.foot
}

function naturalHeight({ cluster, flow, timeline }: Walk, width: number): number {
  const service = flow && serviceAt(cluster, `${flow.destination.address}:${flow.destination.port}`)
  const { whole, thousand } = store.getState()
  const pathHosts = [...new Set(timeline?.frames.map(({ place }) => place.host))]
  return layoutScene(
    cluster,
    { width, height: 0 },
    {
      pathHosts,
      pathOnly: !whole && !thousand,
      ...(service ? { service: `${service.namespace}/${service.name}` } : {}),
    },
  ).height
}
