import type { Frame } from '../../src/index.ts'

/** Steps in a row on one host. `steps` are places in the list of shown steps. */
export interface HostRun {
  readonly host: string
  readonly reply: boolean
  /** The first run on the way back: a bar stands before it. */
  readonly firstReply: boolean
  readonly steps: readonly number[]
}

/** Groups the shown steps by the host they happen on, and by the way of the packet. */
export function hostRuns(frames: readonly Frame[], shown: readonly number[]): readonly HostRun[] {
  const runs: { host: string; reply: boolean; firstReply: boolean; steps: number[] }[] = []
  for (const [place, index] of shown.entries()) {
    const frame = frames[index]
    if (!frame) continue
    const reply = frame.direction !== 'request'
    const last = runs.at(-1)
    if (last && last.host === frame.place.host && last.reply === reply) last.steps.push(place)
    else
      runs.push({ host: frame.place.host, reply, firstReply: reply && !runs.some((run) => run.reply), steps: [place] })
  }
  return runs
}
