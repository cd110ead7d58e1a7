import { useEffect, useMemo, useRef, useState } from 'react'
import { type Party, type Walk, type Way, type WayCell, wayCellSteps } from '../../src/index.ts'

/** What one slice of computing may take of a frame, in milliseconds. */
const sliceMs = 8

/** One cell to be computed. */
export interface WantedCell {
  readonly from: Party
  readonly way: Way
}

export type WayCells = ReadonlyMap<string, WayCell>

export function cellKey(from: string, way: Way): string {
  return `${from} ${way.id}`
}

const none: WayCells = new Map()

/**
 * The cells that are wanted, as far as they are known. They are computed while the page has nothing else to do, in slices
 * shorter than a frame; a change of the cluster begins anew, a change of the request alone does not.
 */
export function useWayCells(walk: Walk, wanted: readonly WantedCell[]): WayCells {
  const world = useMemo(() => worldOf(walk), [walk])
  const kept = useRef<{ readonly world: string; readonly cells: Map<string, WayCell> }>({ world: '', cells: new Map() })
  const [shown, show] = useState<{ readonly world: string; readonly cells: WayCells }>({ world: '', cells: none })
  useEffect(() => {
    if (kept.current.world !== world) kept.current = { world, cells: new Map() }
    const { cells } = kept.current
    const publish = () => show({ world, cells: new Map(cells) })
    const steps = compute(walk, wanted, cells)
    if (wanted.every(({ from, way }) => cells.has(cellKey(from.value, way)))) {
      publish()
      return
    }
    return inIdleTime(steps, publish)
  }, [walk, world, wanted])
  return shown.world === world ? shown.cells : none
}

/** Everything a cell depends on: the cluster without the request, which only chooses among the cells. */
function worldOf({ cluster }: Walk): string {
  const { request: _request, title: _title, ...lab } = cluster.lab
  return JSON.stringify({ ...cluster, lab })
}

function* compute(walk: Walk, wanted: readonly WantedCell[], cells: Map<string, WayCell>): Generator<undefined, void> {
  for (const { from, way } of wanted) {
    const key = cellKey(from.value, way)
    if (cells.has(key)) continue
    const cell = yield* wayCellSteps(walk, from.value, way)
    if (cell) cells.set(key, cell)
  }
}

/** Runs a generator to its end in idle slices; returns how to stop it. */
function inIdleTime(steps: Generator<undefined, void>, publish: () => void): () => void {
  let handle: number
  const idle = typeof requestIdleCallback === 'function'
  const slice = () => {
    const end = performance.now() + sliceMs
    let step = steps.next()
    while (!step.done && performance.now() < end) step = steps.next()
    publish()
    if (!step.done) schedule()
  }
  const schedule = () => {
    handle = idle ? requestIdleCallback(slice, { timeout: 200 }) : window.setTimeout(slice, 16)
  }
  schedule()
  return () => (idle ? cancelIdleCallback(handle) : clearTimeout(handle))
}
