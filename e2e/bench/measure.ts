import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Milliseconds that a piece of work took, and what it gave. */
export function timed<T>(work: () => T): { readonly ms: number; readonly result: T } {
  const start = performance.now()
  const result = work()
  return { ms: performance.now() - start, result }
}

/** Bytes that what the work returns keeps alive. */
export function heapOf(work: () => unknown): number {
  const before = liveBytes()
  const kept = work()
  const after = liveBytes()
  // Used once more, so that it is alive when the second figure is taken.
  return kept === undefined ? Number.NaN : after - before
}

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

function liveBytes(): number {
  collect()
  return process.memoryUsage().heapUsed
}
