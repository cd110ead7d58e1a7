import { shortName } from './caption.ts'
import type { Frame } from './timeline.ts'

/** Visits of one packet to one host that are told: the first two, and the last. */
const toldVisits = 3

/** One packet's frames with a loop told once: its middle is one sentence, and frame by frame at the deepest depth. */
export function foldLoop(frames: readonly Frame[]): readonly Frame[] {
  const visits = new Map<string, number>()
  const visitOf = frames.map(({ place: { host } }, index) => {
    if (frames[index - 1]?.place.host !== host) visits.set(host, (visits.get(host) ?? 0) + 1)
    return visits.get(host) ?? 1
  })
  let summed = false
  return frames.map((frame, index): Frame => {
    const all = visits.get(frame.place.host) ?? 1
    const visit = visitOf[index] ?? 1
    const told = all <= toldVisits || visit < toldVisits || visit === all
    if (told) return frame
    if (summed) return { ...frame, depth: 'trace' }
    summed = true
    const values = { host: shortName(frame.place.host), count: all - toldVisits }
    return { ...frame, depth: 'story', caption: { key: 'cross.loop', values } }
  })
}
