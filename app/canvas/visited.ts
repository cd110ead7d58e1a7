import type { Frame } from '../../src/index.ts'

/** Stations of a node where this packet has been, up to the last of these frames. */
export function visitedStations(shown: readonly Frame[], node: string): ReadonlySet<string> {
  const last = shown.at(-1)
  return new Set(
    shown
      .filter((frame) => frame.packet === last?.packet && frame.place.host === node)
      .map((frame) => frame.place.station ?? ''),
  )
}
