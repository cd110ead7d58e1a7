import type { Link, Point } from './scene.ts'

/** Cards side by side, and where their wires end. */
export interface Row {
  readonly y: number
  readonly nodes: readonly { readonly id: string; readonly x: number; readonly top: number }[]
  /** Too many for wires of their own: drawn only where a packet goes. */
  readonly quiet: boolean
}

/** The LAN: where the router's wire meets it, and hosts that hang on it from above. */
export interface Lan {
  readonly y: number
  readonly routerX: number
  readonly hosts: readonly { readonly id: string; readonly x: number; readonly bottom: number }[]
}

/** Lower rows are reached along the left edge. */
const sideX = 6

/** Above a lower row's cards. */
const trunkAbove = 11

/** The wires of the LAN: one trunk per row, joined along the left edge, and a wire from a trunk to each card. */
export function wires(rows: readonly Row[], lan: Lan): readonly Link[] {
  const links: Link[] = []
  for (const [index, row] of rows.entries()) {
    const y = index === 0 ? lan.y : row.y - trunkAbove
    const trunk = `lan${index}`
    const stops = row.nodes.map((node) => ({ id: `${trunk}@${node.id}`, x: node.x }))
    if (index === 0) {
      stops.push({ id: 'lan@router', x: lan.routerX }, ...lan.hosts.map(({ id, x }) => ({ id: `lan@${id}`, x })))
      for (const host of lan.hosts)
        links.push(
          link(host.id, `lan@${host.id}`, [
            { x: host.x, y: host.bottom },
            { x: host.x, y },
          ]),
        )
    }
    if (rows.length > 1) stops.push({ id: `${trunk}@side`, x: sideX })
    const sorted = stops.toSorted((a, b) => a.x - b.x)
    for (const [i, to] of sorted.entries()) {
      const from = sorted[i - 1]
      if (from)
        links.push(
          link(
            from.id,
            to.id,
            [
              { x: from.x, y },
              { x: to.x, y },
            ],
            row.quiet,
          ),
        )
    }
    const before = rows[index - 1]
    if (before) {
      const above = index === 1 ? lan.y : before.y - trunkAbove
      links.push(
        link(
          `lan${index - 1}@side`,
          `${trunk}@side`,
          [
            { x: sideX, y: above },
            { x: sideX, y },
          ],
          row.quiet,
        ),
      )
    }
    for (const node of row.nodes)
      links.push(
        link(
          `${trunk}@${node.id}`,
          node.id,
          [
            { x: node.x, y },
            { x: node.x, y: node.top },
          ],
          row.quiet,
        ),
      )
  }
  return links
}

/** A wire outside the cards. */
export function link(from: string, to: string, points: readonly Point[], quiet = false): Link {
  return { id: `${from}~${to}`, from, to, points, ...(quiet ? { quiet: true } : {}) }
}
