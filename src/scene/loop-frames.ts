import type { TracedPacket } from '../trace/trace.ts'
import { shortName } from './caption.ts'
import type { Frame } from './timeline.ts'

/** Rounds that are told in full: the first ones, so that the circle is seen, and the last, where it ends. */
const toldAtFirst = 2

/**
 * A packet that goes in circles until its TTL is 0 passes the same hosts dozens of times. The rounds between the first
 * and the last are one sentence; they stay frame by frame at the deepest depth.
 */
export function foldLoop(packet: TracedPacket, frames: readonly Frame[]): readonly Frame[] {
  const visits = visitsOf(packet)
  const most = Math.max(0, ...visits)
  const skipped = most - toldAtFirst - 1
  if (skipped < 2) return frames
  let told = false
  return frames.map((frame): Frame => {
    const visit = visits[frame.event] ?? 1
    if (visit <= toldAtFirst || visit >= most) return frame
    if (told) return { ...frame, depth: 'trace' }
    told = true
    const values = { host: shortName(frame.place.host), count: skipped, ttl: frame.header.ttl }
    return { ...frame, depth: 'story', caption: { key: 'cross.loop', values } }
  })
}

/** For each event, how often its host had been reached by then. */
function visitsOf(packet: TracedPacket): readonly number[] {
  const reached = new Map<string, number>()
  let host = ''
  return packet.events.map((event) => {
    if (event.host !== host) reached.set(event.host, (reached.get(event.host) ?? 0) + 1)
    host = event.host
    return reached.get(event.host) ?? 1
  })
}
