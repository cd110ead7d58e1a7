import { type Cluster, type Node, qualifiedName } from '../cluster/cluster.ts'
import { phonePlugX } from './layout-band.ts'
import { inCard, stationLinks } from './layout-card-links.ts'
import type { CardPlan } from './layout-plan.ts'
import { choosePods } from './layout-pods.ts'
import type { Box, BoxKind, Link, Point } from './scene.ts'

/** Heights inside a full card; the same for every card of the row. */
export interface CardMetrics {
  readonly phone: boolean
  readonly height: number
  readonly stationsTop: number
  readonly bayTop: number
  readonly bay: number
  /** 0 on a phone and a wall: there is no room for the strip. */
  readonly conntrack: number
  readonly bridge: number
  readonly gap: number
  readonly podHeight: number
  readonly podRows: number
  readonly pad: number
}

type Fixed = Omit<CardMetrics, 'height' | 'bay' | 'podRows'>

const roomy: Fixed = {
  phone: false,
  stationsTop: 54,
  bayTop: 88,
  conntrack: 46,
  bridge: 22,
  gap: 14,
  podHeight: 68,
  pad: 12,
}
const tight: Fixed = {
  phone: false,
  stationsTop: 46,
  bayTop: 78,
  conntrack: 40,
  bridge: 22,
  gap: 9,
  podHeight: 60,
  pad: 10,
}
const snug: Fixed = {
  phone: false,
  stationsTop: 42,
  bayTop: 72,
  conntrack: 28,
  bridge: 22,
  gap: 8,
  podHeight: 46,
  pad: 8,
}
const phone: Fixed = {
  phone: true,
  stationsTop: 46,
  bayTop: 78,
  conntrack: 0,
  bridge: 4,
  gap: 6,
  podHeight: 24,
  pad: 10,
}

/** For large letters: what the rule beside the picture tells is left out. */
const wall: Fixed = {
  phone: false,
  stationsTop: 38,
  bayTop: 69,
  conntrack: 0,
  bridge: 22,
  gap: 6,
  podHeight: 42,
  pad: 7,
}

const stationHeight = 28
const podGap = 8
const moreWidth = 38
const mostBay = 200
const leastBay = 120
const leastLargeBay = 100

/** Chooses the heights of the full cards for the room they have; the bay takes what is left, within its bounds. */
export function cardHeight(plan: CardPlan, room: number): CardMetrics {
  const fits = [roomy, tight].find((candidate) => room >= heightOf(candidate, candidate === roomy ? 160 : leastBay, 1))
  const fixed = plan.large ? wall : plan.phone ? phone : (fits ?? snug)
  const bay = Math.round(
    Math.min(plan.phone ? 154 : mostBay, Math.max(plan.large ? leastLargeBay : leastBay, room - heightOf(fixed, 0, 1))),
  )
  const podRows = !plan.phone && room >= heightOf(fixed, bay, 2) ? 2 : 1
  return { ...fixed, bay, podRows, height: heightOf(fixed, bay, podRows) }
}

function heightOf({ bayTop, conntrack, bridge, gap, podHeight, pad }: Fixed, bay: number, rows: number): number {
  const strip = conntrack === 0 ? 0 : conntrack + 8
  return bayTop + bay + strip + gap + bridge + gap + rows * (podHeight + podGap) - podGap + pad
}

/** A node card with everything in it, and its wires. `plug` is where the LAN's wire ends. */
export function fullCard(
  cluster: Cluster,
  node: Node,
  plan: CardPlan,
  metrics: CardMetrics,
  at: Point,
): { readonly boxes: readonly Box[]; readonly links: readonly Link[]; readonly plug: Box } {
  const width = plan.fullWidth
  const { pad, bayTop, bay, conntrack, bridge, gap, height } = metrics
  const inside: Inside = (part, kind, x, y, w, h, parent) => {
    return {
      id: `${node.name}:${part}`,
      kind,
      parent: parent ?? node.name,
      x: at.x + x,
      y: at.y + y,
      width: w,
      height: h,
    }
  }
  const plugX = metrics.phone ? phonePlugX(plan.margin * 2 + width) - at.x : width / 2
  const plugWidth = plan.large ? 156 : 132
  const plug = inside('eth0', 'plug', plugX - plugWidth / 2, -12, plugWidth, 24)
  const bayBox = inside('bay', 'bay', pad + 14, bayTop, width - 2 * pad - 28, bay)
  const { row, under } = stations(metrics, width, inside, plan.large)
  // On one line the strip needs all there is between the wires to the bridge.
  const side = pad + (conntrack < 40 ? 15 : 28)
  const strip = inside('conntrack', 'conntrack', side, bayTop + bay + 8, width - 2 * side, conntrack)
  const bridgeTop = bayTop + bay + (conntrack === 0 ? 0 : conntrack + 8) + gap
  const cni0 = inside('cni0', 'bridge', pad, bridgeTop, width - 2 * pad, bridge)
  const pods = podBoxes(
    cluster,
    node,
    plan,
    metrics,
    { x: at.x + pad, y: at.y + bridgeTop + bridge + gap },
    width - 2 * pad,
  )
  const parts = [plug, ...row, bayBox, ...under, ...(conntrack === 0 ? [] : [strip]), cni0, ...pods]
  const card: Box = { id: node.name, kind: 'node', ...at, width, height }
  const podLinks = pods.filter((box) => box.kind === 'pod').map((pod) => podLink(cni0, pod, node.name))
  return { boxes: [card, ...parts], links: [...stationLinks(node.name, parts), ...podLinks], plug }
}

type Inside = (part: string, kind: BoxKind, x: number, y: number, w: number, h: number, parent?: string) => Box

/** PREROUTING – route – FORWARD – POSTROUTING; INPUT and OUTPUT hang under the routing decision, processes between. */
function stations(
  metrics: CardMetrics,
  width: number,
  inside: Inside,
  large: boolean,
): { readonly row: readonly Box[]; readonly under: readonly Box[] } {
  const { pad, stationsTop, bayTop, bay } = metrics
  const names = ['PREROUTING', 'route', 'FORWARD', 'POSTROUTING'] as const
  const inner = width - 2 * pad
  // Between what their names need and what looks well.
  const ease = Math.max(0, Math.min(1, (inner - 276) / 44))
  // In large letters PREROUTING and POSTROUTING take two lines.
  const widths = large ? [74, 54, 80, 74] : [79 + 5 * ease, 37 + 7 * ease, 61 + 7 * ease, 87 + 7 * ease]
  const gap = (inner - widths.reduce((sum, w) => sum + w, 0)) / 3
  const lefts = widths.map((_, i) => pad + widths.slice(0, i).reduce((sum, w) => sum + w + gap, 0))
  const row = names.map((name, i) =>
    inside(name, name === 'route' ? 'route' : 'station', lefts[i] ?? 0, stationsTop, widths[i] ?? 0, stationHeight),
  )
  const parent = inside('bay', 'bay', 0, 0, 0, 0).id
  const drop = bay >= 180 ? 16 : 10
  const inputX = (lefts[1] ?? 0) + (widths[1] ?? 0) / 2
  const outputX = Math.min((lefts[2] ?? 0) + (widths[2] ?? 0), width - pad - 14 - 33)
  const processTop = bayTop + drop + stationHeight + (bay >= 180 ? 14 : 10)
  const middle = (inputX + outputX) / 2
  const half = Math.min(102, middle - pad - 14, width - pad - 14 - middle)
  return {
    row,
    under: [
      inside('INPUT', 'station', inputX - 30, bayTop + drop, 60, stationHeight, parent),
      inside('OUTPUT', 'station', outputX - 33, bayTop + drop, 66, stationHeight, parent),
      inside(
        'processes',
        'processes',
        middle - half,
        processTop,
        2 * half,
        bayTop + bay - processTop - (bay >= 180 ? 16 : 6),
        parent,
      ),
    ],
  }
}

/** The Pods under the bridge; what finds no room is one box with their number. */
function podBoxes(
  cluster: Cluster,
  node: Node,
  plan: CardPlan,
  { podRows, podHeight }: CardMetrics,
  at: Point,
  inner: number,
): readonly Box[] {
  const most = Math.max(2, Math.floor((inner + podGap) / (plan.phone ? 112 : 156 + podGap)))
  const all = choosePods(cluster, node, plan, Number.POSITIVE_INFINITY)
  const wanted = all.shown.length + Number(all.none)
  const perRow = Math.min(most, Math.max(2, Math.ceil(wanted / podRows)))
  const slots = perRow * podRows
  const crowded = wanted > slots
  const { shown, hidden } = choosePods(cluster, node, plan, slots - Number(all.none))
  const width = Math.min(220, (inner - (crowded ? moreWidth + podGap : 0) - (perRow - 1) * podGap) / perRow)
  const ids = [...(all.none ? [undefined] : []), ...shown.map(qualifiedName)]
  const boxes = ids.map((id, index): Box => {
    const x = at.x + (index % perRow) * (width + podGap)
    const y = at.y + Math.floor(index / perRow) * (podHeight + podGap)
    const area = { parent: node.name, x, y, width, height: podHeight }
    return id === undefined ? { id: `${node.name}:no-pod`, kind: 'no-pod', ...area } : { id, kind: 'pod', ...area }
  })
  if (!crowded) return boxes
  const x = at.x + perRow * (width + podGap)
  const height = podRows * (podHeight + podGap) - podGap
  const more: Box = {
    id: `${node.name}:more`,
    kind: 'more',
    parent: node.name,
    x,
    y: at.y,
    width: moreWidth,
    height,
    pods: hidden.map(qualifiedName),
  }
  return [...boxes, more]
}

function podLink(bridge: Box, pod: Box, card: string): Link {
  const x = pod.x + pod.width / 2
  return inCard(bridge.id, pod.id, card, [
    { x, y: bridge.y + bridge.height },
    { x, y: pod.y },
  ])
}
