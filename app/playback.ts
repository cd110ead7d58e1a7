import { framesNow, stepAt, stepsNow } from './derived.ts'
import { store } from './store.ts'

/** Milliseconds a step stays at speed 1, so that its sentence can be read. */
const stepMs = 1600

/** Moves the cursor by whole steps of the chosen depth; beyond the ends it stays. */
export function step(by: number): void {
  const steps = stepsNow()
  const at = stepAt(steps, store.getState().cursor)
  const next = steps[Math.min(steps.length - 1, Math.max(0, at + by))]
  if (next !== undefined) store.setState({ cursor: next, playing: false, touched: true })
}

export function toEnd(): void {
  const last = stepsNow().at(-1)
  if (last !== undefined) store.setState({ cursor: last, playing: false, touched: true })
}

/** To the next (or last) host on the way. */
export function hop(direction: 1 | -1): void {
  const frames = framesNow()
  const steps = stepsNow()
  let at = stepAt(steps, store.getState().cursor)
  const here = frames[steps[at] ?? 0]?.place.host
  while (steps[at + direction] !== undefined && frames[steps[at] ?? 0]?.place.host === here) at += direction
  const next = steps[at]
  if (next !== undefined) store.setState({ cursor: next, playing: false, touched: true })
}

/** Shows the steps of a fold, if they are not shown already. */
export function openFold(fold: number): void {
  const { opened } = store.getState()
  if (!opened.includes(fold)) store.setState({ opened: [...opened, fold], touched: true })
}

/** Folds them again. */
export function closeFold(fold: number): void {
  store.setState({ opened: store.getState().opened.filter((other) => other !== fold), touched: true })
}

/** To the first step of the answer. */
export function toReply(): void {
  const frames = framesNow()
  const first = stepsNow().find((index) => {
    const direction = frames[index]?.direction
    return direction === 'reply' || direction === 'icmp'
  })
  if (first !== undefined) store.setState({ cursor: first, playing: false, touched: true })
}

/** Plays from here, from the start when the end is reached, or pauses. */
export function togglePlay(): void {
  const { playing, cursor } = store.getState()
  if (playing) return store.setState({ playing: false })
  const atEnd = cursor >= (stepsNow().at(-1) ?? 0)
  store.setState({ playing: true, touched: true, ...(atEnd ? { cursor: 0 } : {}) })
}

/** Sends the packet anew. */
export function send(): void {
  store.setState({ cursor: 0, playing: true, touched: true, pane: 'picture', drawer: false })
}

/** Sends a thousand of it in its place, each drawn for itself; or, when they are there, shows the one again. */
export function sendThousand(): void {
  const { thousand, panel } = store.getState()
  store.setState({
    thousand: !thousand,
    playing: false,
    versus: undefined,
    pane: 'picture',
    drawer: false,
    panel: panel === 'ways' ? 'rules' : panel,
  })
}

function hostAt(index: number): string | undefined {
  return framesNow()[index]?.place.host
}

/** The first of the steps in a row on the cursor's host; undefined when it is alone, which would be no round. */
function startOfRun(steps: readonly number[], cursor: number): number | undefined {
  const at = stepAt(steps, cursor)
  let start = at
  while (start > 0 && hostAt(steps[start - 1] ?? 0) === hostAt(steps[at] ?? 0)) start--
  return start === at ? undefined : steps[start]
}

export const speeds = [0.25, 0.5, 1, 2, 4] as const

export function changeSpeed(by: 1 | -1): void {
  const at = speeds.indexOf(store.getState().speed as (typeof speeds)[number])
  store.setState({ speed: speeds[Math.min(speeds.length - 1, Math.max(0, at + by))] ?? 1 })
}

/** Keeps the cursor moving while the page plays. Returns a function that stops it. */
export function runPlayback(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tick = () => {
    timer = undefined
    const { playing, cursor } = store.getState()
    if (!playing) return
    const steps = stepsNow()
    const next = steps[stepAt(steps, cursor) + 1]
    const loop = store.getState().loop ? startOfRun(steps, cursor) : undefined
    const over = next === undefined || hostAt(next) !== hostAt(cursor)
    if (loop !== undefined && over) return store.setState({ cursor: loop })
    if (next === undefined) return store.setState({ playing: false })
    store.setState({ cursor: next })
  }
  const schedule = () => {
    clearTimeout(timer)
    const { playing, speed } = store.getState()
    if (playing) timer = setTimeout(tick, stepMs / speed)
  }
  const stop = store.subscribe((now, before) => {
    // The one packet moves: it is what is followed now.
    if (now.thousand && before.thousand && (now.cursor !== before.cursor || now.playing))
      store.setState({ thousand: false })
    if (now.playing !== before.playing || now.cursor !== before.cursor || now.speed !== before.speed) schedule()
  })
  return () => {
    clearTimeout(timer)
    stop()
  }
}
