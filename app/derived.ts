import { useMemo } from 'react'
import {
  createWalker,
  type Frame,
  framesAt,
  type Message,
  type PageKey,
  type Part,
  pageParts,
  pageText,
  type Walk,
} from '../src/index.ts'
import { store, useApp } from './store.ts'

const walker = createWalker()

interface Shown {
  /** The walk that is drawn: the text's own, or the last good one. */
  readonly walk: Walk
  /** The walk of the text as it is, for its diagnostics. */
  readonly current: Walk
  readonly stale: boolean
}

let last: { readonly text: string; readonly shown: Shown } | undefined

/** What the text comes to. While it has errors that leave nothing to follow, the last good picture stays. */
function walkOf(text: string): Shown {
  if (last?.text === text) return last.shown
  const current = walker(text)
  const broken = current.diagnostics.some((diagnostic) => diagnostic.severity === 'error')
  const keep = broken && last?.shown.walk.trace !== undefined
  const shown: Shown =
    keep && last ? { walk: last.shown.walk, current, stale: true } : { walk: current, current, stale: false }
  last = { text, shown }
  return shown
}

export function useShown(): Shown {
  const text = useApp((state) => state.text)
  return useMemo(() => walkOf(text), [text])
}

export function useWalk(): Walk {
  return useShown().walk
}

/** What the text comes to now, for what happens outside of drawing. */
export function currentWalk(): Walk {
  return walkOf(store.getState().text).current
}

const noFrames: readonly Frame[] = []

export function framesNow(): readonly Frame[] {
  return walkOf(store.getState().text).walk.timeline?.frames ?? noFrames
}

export function useFrames(): readonly Frame[] {
  return useWalk().timeline?.frames ?? noFrames
}

/** Indices of the frames the chosen depth shows. */
export function useSteps(): readonly number[] {
  const { timeline } = useWalk()
  const depth = useApp((state) => state.depth)
  const opened = useApp((state) => state.opened)
  return useMemo(() => (timeline ? framesAt(timeline, depth, new Set(opened)) : []), [timeline, depth, opened])
}

export function stepsNow(): readonly number[] {
  const { text, depth, opened } = store.getState()
  const { timeline } = walkOf(text).walk
  return timeline ? framesAt(timeline, depth, new Set(opened)) : []
}

/** Place of the cursor among the steps shown: the nearest one at or before it. */
export function stepAt(steps: readonly number[], cursor: number): number {
  const at = steps.findLastIndex((index) => index <= cursor)
  return Math.max(0, at)
}

/** The frame the screen shows; undefined when there is nothing to follow. */
export function useFrame(): Frame | undefined {
  const frames = useFrames()
  const steps = useSteps()
  const cursor = useApp((state) => state.cursor)
  return frames[steps[stepAt(steps, cursor)] ?? 0]
}

/** The page's words in the chosen language. */
export function useWords(): {
  readonly t: (key: PageKey, values?: Message['values']) => string
  readonly parts: (key: PageKey, values?: Message['values']) => readonly Part[]
} {
  const language = useApp((state) => state.language)
  return useMemo(
    () => ({
      t: (key: PageKey, values?: Message['values']) => pageText(key, language, values),
      parts: (key: PageKey, values?: Message['values']) => pageParts(key, language, values),
    }),
    [language],
  )
}
