import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { buildTimeline, endOf, type Frame, type Spread, spreadSteps, type Trace, type Walk } from '../src/index.ts'
import { isStill } from './motion.ts'
import { store } from './store.ts'

/** How many are sent. */
export const total = 1000

/** Milliseconds at speed 1: from one dot to the next, and of one dot's way. */
const launchMs = 6
const travelMs = 1800

/** So long the sending may keep the page from drawing. */
const sliceMs = 8

/** Between two counts that are shown. */
const countMs = 100

/** One that was sent: what it looks like on its way, and when it left, on the clock of `performance.now()`. */
interface Sent {
  readonly kind: string
  readonly launched: number
}

/** A thousand requests as far as they have come. */
export interface Thousand {
  readonly walk: Walk
  /** Grows at its end; in the order they were sent. */
  readonly sent: readonly Sent[]
  /** One trace's frames for all that went the same way. */
  readonly kinds: ReadonlyMap<string, readonly Frame[]>
  /** How many have arrived, and where those ended. */
  readonly arrived: Spread
  /** Milliseconds of one way; 0 when nothing may move. */
  readonly travel: number
}

const nothing: { readonly now: Thousand | undefined } = { now: undefined }
const thousand = createStore(() => nothing)

/** The thousand that are under way; undefined when none are. */
export function useThousand(): Thousand | undefined {
  return useStore(thousand, ({ now }) => now)
}

/** Shows a thousand, or none any more. */
export function showThousand(now: Thousand | undefined): void {
  thousand.setState({ now })
}

/** Sends the walk's request a thousand times, a few between two pictures. Returns a function that stops and forgets them. */
export function launch(walk: Walk): () => void {
  const { flow, network, request } = walk
  if (!flow) return () => undefined
  const steps = spreadSteps(network, flow, total, request.seed)
  const { speed } = store.getState()
  const [gap, travel] = isStill() ? [0, 0] : [launchMs / speed, travelMs / speed]
  const sent: Sent[] = []
  const spreads: Spread[] = []
  const kinds = new Map<string, readonly Frame[]>()
  const began = performance.now()
  let arrived: Spread = { sent: 0, shares: [] }
  let timer: ReturnType<typeof setTimeout> | undefined
  let counted = 0

  const slice = (until: number) => {
    while (sent.length < total && performance.now() < until) {
      const step = steps.next()
      if (step.done || !step.value.last) return
      const { last } = step.value
      const kind = kindOf(last)
      if (!kinds.has(kind)) kinds.set(kind, buildTimeline(last, walk.cluster).frames)
      sent.push({ kind, launched: Math.max(began + sent.length * gap, performance.now()) })
      spreads.push(step.value)
    }
  }
  const tick = () => {
    const now = performance.now()
    // No more than will be on their way by the next count.
    if (gap === 0 || sent.length * gap < now - began + countMs * 2) slice(now + sliceMs)
    const there = sent.findLastIndex(({ launched }) => launched + travel <= now) + 1
    arrived = spreads[there - 1] ?? arrived
    if (now - counted >= countMs || there === total) {
      counted = now
      showThousand({ walk, sent, kinds, arrived, travel })
    }
    if (there < total) timer = setTimeout(tick, gap === 0 ? 0 : countMs / 4)
  }
  tick()
  return () => {
    clearTimeout(timer)
    showThousand(undefined)
  }
}

/** Those that end alike after the same hosts look alike. */
function kindOf(trace: Trace): string {
  const [first] = trace.packets.filter(({ direction }) => direction === 'request')
  return [endOf(trace), ...(first?.events ?? []).map(({ host }) => host)].join(' ')
}
