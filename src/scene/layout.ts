import type { Cluster } from '../cluster/cluster.ts'
import { type Band, bandMetrics, layoutBand } from './layout-band.ts'
import { compactCard, compactGrid } from './layout-compact.ts'
import { type CardMetrics, cardHeight, fullCard } from './layout-full.ts'
import { type CardPlan, planCards } from './layout-plan.ts'
import { type Row, wires } from './layout-wires.ts'
import { onPath } from './left-out.ts'
import type { Box, LayoutOptions, Link, Rectangle, Scene, Size } from './scene.ts'

/** Room at the foot for the controls; on a low phone canvas they lie on the drawing. */
const footHeight = 40
const lowFoot = 14
const largeFoot = 4
const lowCanvas = 480

/**
 * A deterministic drawing at zoom 1: the outside in a band on top, the nodes that matter in one row of full cards, the
 * others below. It fits `size` when that is possible without making text smaller; else it is larger than `size`.
 */
export function layoutScene(whole: Cluster, size: Size, options: LayoutOptions = {}): Scene {
  const cluster = options.pathOnly ? onPath(whole, options.pathHosts ?? []) : whole
  const plan = planCards(cluster, size.width, options)
  const foot = plan.large ? largeFoot : plan.phone && size.height < lowCanvas ? lowFoot : footHeight
  const grid = compactGrid(plan, size.width)
  const below = grid.rows.reduce((sum, row) => sum + row.above + row.height, 0)
  const metrics = bandMetrics(plan, size, below + foot)
  const band = layoutBand(cluster, size, metrics, options)
  const space = size.height - band.cardTop - below - foot
  const shape = cardHeight(plan, space)
  const boxes: Box[] = [...band.boxes]
  const links: Link[] = [...band.links]
  const rows: Row[] = []
  let y = band.cardTop
  if (plan.full.length > 0) {
    rows.push(fullRow(cluster, plan, shape, size, y, { boxes, links }))
    y += shape.height
  }
  for (const row of grid.rows) {
    y += plan.full.length === 0 && rows.length === 0 ? 0 : row.above
    const cards = row.nodes.map((node, index) => ({
      node,
      area: { x: grid.x + index * (grid.width + grid.gap), y, width: grid.width, height: row.height },
    }))
    for (const { node, area } of cards) {
      const card = compactCard(cluster, node, plan, area)
      boxes.push(...card.boxes)
      links.push(...card.links)
    }
    rows.push({
      y,
      nodes: cards.map(({ node, area }) => ({ id: node.name, x: middle(area), top: y })),
      quiet: grid.quiet,
    })
    y += row.height
  }
  links.push(...wires(rows, band.lan))
  return finish(boxes, links, size, y + foot, plan, band)
}

function fullRow(
  cluster: Cluster,
  plan: CardPlan,
  shape: CardMetrics,
  size: Size,
  y: number,
  drawing: { readonly boxes: Box[]; readonly links: Link[] },
): Row {
  const total = plan.full.length * plan.fullWidth + (plan.full.length - 1) * plan.gap
  const left = Math.max(plan.margin, (size.width - total) / 2)
  const nodes = plan.full.map((node, index) => {
    const x = left + index * (plan.fullWidth + plan.gap)
    const card = fullCard(cluster, node, plan, shape, { x, y })
    drawing.boxes.push(...card.boxes)
    drawing.links.push(...card.links)
    return { id: `${node.name}:eth0`, x: middle(card.plug), top: card.plug.y }
  })
  return { y, nodes, quiet: false }
}

function finish(
  boxes: readonly Box[],
  links: readonly Link[],
  size: Size,
  bottom: number,
  plan: CardPlan,
  band: Band,
): Scene {
  const right = Math.max(...boxes.map((box) => box.x + box.width))
  const width = Math.max(size.width, right > size.width ? right + plan.margin : 0)
  const whole: Box = { id: 'band', kind: 'band', x: 0, y: 0, width, height: band.lan.y }
  const detail = Object.fromEntries([
    ...plan.full.map((node) => [node.name, 'full' as const] as const),
    ...plan.rest.map((node) => [node.name, plan.restDetail] as const),
  ])
  return { width, height: Math.max(size.height, bottom), boxes: [whole, ...boxes], links, detail }
}

function middle({ x, width }: Rectangle): number {
  return x + width / 2
}
