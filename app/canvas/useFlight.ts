import { useCallback, useState } from 'react'
import type { Frame } from '../../src/index.ts'
import { isStill } from '../motion.ts'

/** Indices of two frames the packet flies between. */
export interface Flight {
  readonly from: number
  readonly to: number
}

interface Motion {
  readonly frames: readonly Frame[]
  readonly landed: number
  readonly flight?: Flight
}

/**
 * Which frame is drawn, and whether the packet is on its way to the next one. It flies only one step forward; going
 * back, scrubbing and reduced motion are cuts. A flight that is overtaken by the next step counts as landed.
 */
export function useFlight(
  frames: readonly Frame[],
  steps: readonly number[],
  target: number,
): Motion & { readonly land: (at: number) => void } {
  const [motion, setMotion] = useState<Motion>({ frames, landed: target })
  const aim = motion.flight?.to ?? motion.landed
  let now = motion
  if (motion.frames !== frames) now = { frames, landed: target }
  else if (aim !== target)
    now = flies(frames, steps, aim, target)
      ? { frames, landed: aim, flight: { from: aim, to: target } }
      : { frames, landed: target }
  if (now !== motion) setMotion(now)
  const land = useCallback(
    (at: number) => setMotion((old) => (old.flight?.to === at ? { frames: old.frames, landed: at } : old)),
    [],
  )
  return { ...now, land }
}

function flies(frames: readonly Frame[], steps: readonly number[], from: number, to: number): boolean {
  const [a, b] = [frames[from], frames[to]]
  if (!a || !b || steps.indexOf(to) !== steps.indexOf(from) + 1) return false
  if (a.place.host === b.place.host && a.place.station === b.place.station) return false
  // The outcome of a packet that was dropped is told elsewhere, but nothing travels there.
  if (a.ending === 'dropped' || b.ending === 'timeout') return false
  return !isStill() && document.visibilityState === 'visible'
}
