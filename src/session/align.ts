import type { Frame, Timeline } from '../scene/timeline.ts'
import { framesAt } from '../scene/timeline.ts'
import type { TraceEvent } from '../trace/trace.ts'

/** One row of two walks side by side: the frames of both, or of one alone. Indices into the timelines' frames. */
export interface AlignedStep {
  readonly left?: number
  readonly right?: number
}

/** Two walks of the same request, step beside step; `firstDifference` is the first row where they part. */
export interface Alignment {
  readonly rows: readonly AlignedStep[]
  readonly firstDifference: number | undefined
}

/**
 * Aligns two timelines: the longest common way, the rest beside a gap. All that the kernel would log is compared; what is
 * kept are the steps that did something, and the first of each side where the ways part.
 */
export function alignWalks(left: Timeline, right: Timeline): Alignment {
  const a = framesAt(left, 'trace').map((index) => ({ index, key: keyOf(left, index) }))
  const b = framesAt(right, 'trace').map((index) => ({ index, key: keyOf(right, index) }))
  const common = commonLengths(
    a.map(({ key }) => key),
    b.map(({ key }) => key),
  )
  const rows: AlignedStep[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [x, y] = [a[i], b[j]]
    if (x && y && x.key === y.key) {
      rows.push({ left: x.index, right: y.index })
      i++
      j++
    } else if (x && (!y || (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))) {
      rows.push({ left: x.index })
      i++
    } else if (y) {
      rows.push({ right: y.index })
      j++
    }
  }
  const parting = [
    rows.find(({ right: there }) => there === undefined),
    rows.find(({ left: there }) => there === undefined),
  ]
  const matters = (timeline: Timeline, index: number | undefined) =>
    index !== undefined && timeline.frames[index]?.depth !== 'trace'
  const kept = rows.filter((row) => matters(left, row.left) || matters(right, row.right) || parting.includes(row))
  const merged = besideEachOther(kept)
  const first = merged.findIndex(
    (row) => row.left === undefined || row.right === undefined || keyOf(left, row.left) !== keyOf(right, row.right),
  )
  return { rows: merged, firstDifference: first < 0 ? undefined : first }
}

/** Where the walks part, what each does alone stands in one row as long as both do something. */
function besideEachOther(rows: readonly AlignedStep[]): readonly AlignedStep[] {
  const merged: AlignedStep[] = []
  let [lefts, rights]: [number[], number[]] = [[], []]
  const flush = () => {
    for (let k = 0; k < Math.max(lefts.length, rights.length); k++) {
      const [left, right] = [lefts[k], rights[k]]
      merged.push({ ...(left === undefined ? {} : { left }), ...(right === undefined ? {} : { right }) })
    }
    ;[lefts, rights] = [[], []]
  }
  for (const row of rows) {
    if (row.left !== undefined && row.right !== undefined) {
      flush()
      merged.push(row)
    } else if (row.left !== undefined) lefts.push(row.left)
    else if (row.right !== undefined) rights.push(row.right)
  }
  flush()
  return merged
}

/** What a step is, ports and draws aside: the rule that matched, or the kind of thing that happened where. */
function keyOf(timeline: Timeline, index: number): string {
  const frame = timeline.frames[index]
  if (!frame) return ''
  const { place, caption, direction } = frame
  return `${direction} ${place.host} ${place.station ?? ''} ${ruleOf(timeline, frame) ?? caption.key} ${frame.ending ?? ''}`
}

function ruleOf(timeline: Timeline, frame: Frame): string | undefined {
  const packet = timeline.trace.packets.find(({ id }) => id === frame.packet)
  const event: TraceEvent | undefined = packet?.events.slice(0, frame.event + 1).findLast(({ type }) => type === 'rule')
  return event?.type === 'rule' && frame.stack.length > 0 ? event.text : undefined
}

/** Length of the longest common rest of both lists, from every pair of places on. */
function commonLengths(a: readonly string[], b: readonly string[]): readonly (readonly number[])[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = lengths[i]
      if (row)
        row[j] =
          a[i] === b[j]
            ? (lengths[i + 1]?.[j + 1] ?? 0) + 1
            : Math.max(lengths[i + 1]?.[j] ?? 0, lengths[i]?.[j + 1] ?? 0)
    }
  return lengths
}
