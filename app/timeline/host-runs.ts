import type { Frame } from '../../src/index.ts'

/** Steps in a row on one host. `steps` are places in the list of shown steps. */
export interface HostRun {
  readonly host: string
  readonly reply: boolean
  /** A bar stands before it: the first run on the way back, and the first of the connection after a lookup. */
  readonly turn: boolean
  readonly steps: readonly number[]
}

/** Groups the shown steps by the host they happen on, and by the way of the packet. */
export function hostRuns(frames: readonly Frame[], shown: readonly number[]): readonly HostRun[] {
  const runs: { host: string; reply: boolean; leg: string; turn: boolean; steps: number[] }[] = []
  for (const [place, index] of shown.entries()) {
    const frame = frames[index]
    if (!frame) continue
    const reply = comesBack(frame)
    const leg = frame.direction === 'dns' ? 'dns' : reply ? 'reply' : 'request'
    const last = runs.at(-1)
    if (last && last.host === frame.place.host && last.reply === reply && last.leg === leg) last.steps.push(place)
    else {
      const turn = last !== undefined && leg !== 'dns' && !runs.some((run) => run.leg === leg)
      runs.push({ host: frame.place.host, reply, leg, turn, steps: [place] })
    }
  }
  return runs
}

function comesBack({ direction, dns }: Frame): boolean {
  return direction === 'dns' ? dns?.answer !== undefined : direction !== 'request'
}
