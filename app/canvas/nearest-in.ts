export type Side = 'left' | 'right' | 'up' | 'down'

/** The side an arrow key points to. */
export function sideOf(key: string): Side | undefined {
  return ({ ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' } as const)[key]
}

/** How much what is out of line counts against what is straight ahead. */
const sideways = 2.5

/** Of some elements the nearest one on that side, by the middles of their boxes; undefined when there is none. */
export function nearestIn<E extends Element>(from: Element, others: readonly E[], side: Side): E | undefined {
  const here = middle(from)
  let best: { readonly element: E; readonly cost: number } | undefined
  for (const element of others) {
    if (element === from) continue
    const there = middle(element)
    const [ahead, aside] =
      side === 'left' || side === 'right'
        ? [(there.x - here.x) * (side === 'right' ? 1 : -1), Math.abs(there.y - here.y)]
        : [(there.y - here.y) * (side === 'down' ? 1 : -1), Math.abs(there.x - here.x)]
    if (ahead < 4) continue
    const cost = ahead + sideways * aside
    if (!best || cost < best.cost) best = { element, cost }
  }
  return best?.element
}

function middle(element: Element): { readonly x: number; readonly y: number } {
  const { left, right, top, bottom } = element.getBoundingClientRect()
  return { x: (left + right) / 2, y: (top + bottom) / 2 }
}
