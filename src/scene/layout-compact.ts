import { type Cluster, type Node, qualifiedName } from '../cluster/cluster.ts'
import { inCard } from './layout-card-links.ts'
import type { CardPlan } from './layout-plan.ts'
import { choosePods, lacksPods } from './layout-pods.ts'
import type { Box, Detail, Link, Rectangle } from './scene.ts'

/** Rows of cards that are not drawn in full. */
export interface CompactGrid {
  readonly x: number
  readonly width: number
  readonly gap: number
  /** Too many for a wire each. */
  readonly quiet: boolean
  readonly rows: readonly { readonly nodes: readonly Node[]; readonly height: number; readonly above: number }[]
}

interface Form {
  readonly least: number
  readonly most: number
  readonly height: number
  readonly gap: number
  /** Above a row, for its wires. */
  readonly above: number
}

const forms: Readonly<Record<Exclude<Detail, 'full'>, Form>> = {
  line: { least: 360, most: 2000, height: 44, gap: 8, above: 18 },
  medium: { least: 164, most: 340, height: 100, gap: 8, above: 24 },
  small: { least: 118, most: 160, height: 62, gap: 6, above: 20 },
  cell: { least: 28, most: 28, height: 28, gap: 6, above: 10 },
}

const phoneLine: Form = { least: 280, most: 480, height: 62, gap: 8, above: 20 }

/** Arranges the other nodes: one below the other, or in a grid as wide as the canvas allows. */
export function compactGrid(plan: CardPlan, canvasWidth: number): CompactGrid {
  const wide = forms[plan.restDetail === 'full' ? 'line' : plan.restDetail]
  const form = plan.phone && plan.restDetail === 'line' ? phoneLine : wide
  const usable = canvasWidth - 2 * plan.margin
  const fit = Math.max(1, Math.floor((usable + form.gap) / (form.least + form.gap)))
  const alone = plan.full.length === 0
  const wanted =
    plan.restDetail === 'line' ? 1 : alone && plan.restDetail === 'medium' ? Math.ceil(plan.rest.length / 2) : fit
  const columns = Math.max(1, Math.min(fit, wanted, plan.rest.length))
  const width = Math.min(
    form.most,
    Math.max(Math.min(form.least, usable), Math.floor((usable - (columns - 1) * form.gap) / columns)),
  )
  const total = columns * width + (columns - 1) * form.gap
  const rows = Array.from({ length: Math.ceil(plan.rest.length / columns) }, (_, i) => ({
    nodes: plan.rest.slice(i * columns, (i + 1) * columns),
    height: form.height,
    above: form.above,
  }))
  const quiet = plan.restDetail === 'small' || plan.restDetail === 'cell'
  return { x: Math.max(plan.margin, (canvasWidth - total) / 2), width, gap: form.gap, quiet, rows }
}

/** One of those cards with the Pods it has room for. */
export function compactCard(
  cluster: Cluster,
  node: Node,
  plan: CardPlan,
  area: Rectangle,
): { readonly boxes: readonly Box[]; readonly links: readonly Link[] } {
  const card: Box = { id: node.name, kind: 'node', ...area }
  const pods = podsFor(cluster, node, plan, area)
  const links = pods
    .filter((box) => box.kind === 'pod')
    .map((pod): Link => {
      const x = pod.x + pod.width / 2
      const points = [
        { x: area.x + area.width / 2, y: area.y },
        { x, y: pod.y },
      ]
      return { ...inCard(node.name, pod.id, node.name, points), quiet: true }
    })
  return { boxes: [card, ...pods], links }
}

function podsFor(cluster: Cluster, node: Node, plan: CardPlan, area: Rectangle): readonly Box[] {
  switch (plan.restDetail) {
    case 'line': {
      const room = Math.max(112, area.width - 150)
      return podRow(
        cluster,
        node,
        plan,
        { x: area.x + area.width - 10 - room, y: area.y + 6, width: room, height: area.height - 12 },
        92,
        140,
        true,
      )
    }
    case 'medium':
      return podRow(
        cluster,
        node,
        plan,
        { x: area.x + 10, y: area.y + 62, width: area.width - 20, height: 30 },
        64,
        96,
        false,
      )
    case 'small':
      return podRow(
        cluster,
        node,
        plan,
        { x: area.x + 8, y: area.y + 42, width: area.width - 16, height: 14 },
        14,
        14,
        false,
      )
    case 'cell':
    case 'full':
      return []
    default:
      return plan.restDetail satisfies never
  }
}

/** Pods side by side in an area, each between `least` and `most` wide, from the right or the left. */
function podRow(
  cluster: Cluster,
  node: Node,
  plan: CardPlan,
  area: Rectangle,
  least: number,
  most: number,
  fromRight: boolean,
): readonly Box[] {
  const gap = least < 20 ? 3 : 6
  const moreWidth = 30
  const none = least > 20 && lacksPods(cluster, node, plan)
  const all = choosePods(cluster, node, plan, Number.POSITIVE_INFINITY).shown.length + Number(none)
  const fit = Math.max(1, Math.floor((area.width + gap) / (least + gap)))
  const slots = all <= fit ? fit : Math.max(1, Math.floor((area.width - moreWidth) / (least + gap)))
  const { shown, hidden } = choosePods(cluster, node, plan, slots - Number(none))
  const count = shown.length + Number(none)
  const room = area.width - (hidden.length > 0 ? moreWidth + gap : 0)
  const width = Math.min(most, (room - (count - 1) * gap) / Math.max(1, count))
  const total = count * (width + gap) + (hidden.length > 0 ? moreWidth : -gap)
  const left = fromRight ? area.x + area.width - total : area.x
  const place = { parent: node.name, y: area.y, height: area.height }
  const boxes = Array.from({ length: count }, (_, index): Box => {
    const x = left + index * (width + gap)
    const pod = shown[none ? index - 1 : index]
    return pod
      ? { id: qualifiedName(pod), kind: 'pod', x, width, ...place }
      : { id: `${node.name}:no-pod`, kind: 'no-pod', x, width, ...place }
  })
  if (hidden.length === 0) return boxes
  const x = left + count * (width + gap)
  return [
    ...boxes,
    { id: `${node.name}:more`, kind: 'more', x, width: moreWidth, ...place, pods: hidden.map(qualifiedName) },
  ]
}
