import { useMemo } from 'react'
import type { Frame } from '../../src/index.ts'
import { stepAt, useFrames, useSteps } from '../derived.ts'
import { useApp } from '../store.ts'

/** The frames so far, all depths counted, and the one shown before the current one. */
export function useCursorFrames(): { readonly shown: readonly Frame[]; readonly before: Frame | undefined } {
  const frames = useFrames()
  const steps = useSteps()
  const cursor = useApp((state) => state.cursor)
  return useMemo(() => {
    const at = stepAt(steps, cursor)
    const index = steps[at] ?? 0
    const previous = steps[at - 1]
    return { shown: frames.slice(0, index + 1), before: previous === undefined ? undefined : frames[previous] }
  }, [frames, steps, cursor])
}
