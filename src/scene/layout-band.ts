import type { Cluster } from '../cluster/cluster.ts'
import { contains, parseCidr } from '../net/cidr.ts'
import { balancerHost } from '../network/balancer.ts'
import { fitsBeside } from './capsule-room.ts'
import type { CardPlan } from './layout-plan.ts'
import { type Lan, link } from './layout-wires.ts'
import { hasBalancer } from './owner.ts'
import type { Box, LayoutOptions, Link, Point, Size } from './scene.ts'

/** Heights of the outside band. */
export interface BandMetrics {
  readonly phone: boolean
  readonly hostTop: number
  readonly hostHeight: number
  /** From a host's bottom to the router. */
  readonly routerGap: number
  readonly routerHeight: number
  /** From the router's bottom to the LAN. */
  readonly lanGap: number
  /** From the LAN to the node cards. */
  readonly cardGap: number
}

export interface Band {
  readonly boxes: readonly Box[]
  readonly links: readonly Link[]
  readonly lan: Lan
  readonly cardTop: number
}

const roomy: BandMetrics = {
  phone: false,
  hostTop: 18,
  hostHeight: 52,
  routerGap: 28,
  routerHeight: 24,
  lanGap: 34,
  cardGap: 32,
}
const tight: BandMetrics = {
  phone: false,
  hostTop: 10,
  hostHeight: 40,
  routerGap: 16,
  routerHeight: 22,
  lanGap: 30,
  cardGap: 26,
}
const small: BandMetrics = {
  phone: true,
  hostTop: 14,
  hostHeight: 52,
  routerGap: 12,
  routerHeight: 28,
  lanGap: 8,
  cardGap: 20,
}

const wall: BandMetrics = {
  phone: false,
  hostTop: 6,
  hostHeight: 38,
  routerGap: 8,
  routerHeight: 22,
  lanGap: 6,
  cardGap: 20,
}

/** A full card with its bay of 200 px. */
const roomyCard = 472

/** A full card on a phone with the bay it likes, and room for a capsule between the client and the card. */
const phoneCard = 280
const dockRoom = 56

/** What stands beside the hosts: the legend on their left, the depths on their right; on a wall the capsule alone. */
const beside = { left: 236, right: 250 }
const besideOnWall = { left: 10, right: 300 }

/** The lower edge of the depths over the picture. */
const depthsBottom = 46

/** Heights of a capsule under a host, with its tail and what keeps it off the plugs below. */
const capsuleRoom = 104
const questionRoom = 124

/** The band shrinks before the bays of the cards do. */
export function bandMetrics(plan: CardPlan, size: Size, below: number): BandMetrics {
  if (plan.phone) {
    const used = small.hostTop + small.hostHeight + small.lanGap + small.cardGap + phoneCard + below
    return { ...small, lanGap: small.lanGap + Math.max(0, Math.min(dockRoom, size.height - used)) }
  }
  if (plan.large) return wall
  const top = roomy.hostTop + roomy.hostHeight + roomy.routerGap + roomy.routerHeight + roomy.lanGap + roomy.cardGap
  return size.height - top - below >= (plan.full.length > 0 ? roomyCard : 0) ? roomy : tight
}

/** The outside hosts, the router and where the LAN runs. */
export function layoutBand(cluster: Cluster, size: Size, metrics: BandMetrics, options: LayoutOptions): Band {
  const { far, near } = hostsToDraw(cluster, options)
  if (metrics.phone) return phoneBand(size, metrics, [...far, ...near])
  const band = wideBand(size, metrics, far, near)
  const asked = options.pathHosts?.includes(cluster.outside.dns.host) ? [cluster.outside.dns.host] : []
  // On a wall what stands alone has the capsule beside it.
  const crowd = metrics === wall && far.length > 1 ? far : []
  const lowest = Math.max(
    0,
    ...band.boxes.map((box) => {
      const { id, y, height } = box
      if (id === 'router' && fitsBeside(box, size.width)) return 0
      if (id !== 'router' && ![...near, ...asked, ...crowd].includes(id)) return 0
      const question = asked.includes(id) || (id === 'router' && asked.length > 0)
      return y + height + (question ? questionRoom : capsuleRoom)
    }),
  )
  return { ...band, cardTop: Math.max(band.cardTop, lowest) }
}

/** Hosts behind the router, and hosts on the nodes' own network. */
function hostsToDraw(
  cluster: Cluster,
  { pathHosts = [], pathOnly = false }: LayoutOptions,
): { readonly far: readonly string[]; readonly near: readonly string[] } {
  const isNear = (addresses: readonly string[]) =>
    addresses.some((own) => {
      const network = parseCidr(own)
      return network && cluster.nodes.some((node) => node.addresses.some((address) => contains(network, address)))
    })
  const hosts = [...cluster.outside.hosts, ...undescribed(cluster, pathHosts)]
  const far = hosts.filter((host) => !isNear(host.addresses)).map((host) => host.name)
  const near = hosts.filter((host) => isNear(host.addresses)).map((host) => host.name)
  const balancer = hasBalancer(cluster) && (!pathOnly || pathHosts.includes(balancerHost)) ? [balancerHost] : []
  const known = new Set([
    'router',
    ...balancer,
    ...hosts.map((host) => host.name),
    ...cluster.nodes.map((node) => node.name),
    ...cluster.pods.map((pod) => `${pod.namespace}/${pod.name}`),
  ])
  const others = [...new Set(pathHosts)].filter((host) => !known.has(host))
  return { far, near: [...near, ...balancer, ...others] }
}

/** The outside name server and the servers of external names, where packets go to them and the text has no such host. */
function undescribed({ outside }: Cluster, pathHosts: readonly string[]) {
  const all = [{ name: outside.dns.host, address: outside.dns.address }, ...outside.servers]
  return all
    .filter(({ name }) => pathHosts.includes(name) && !outside.hosts.some((host) => host.name === name))
    .map(({ name, address }) => ({ name, addresses: [`${address}/24`] }))
}

function wideBand(size: Size, metrics: BandMetrics, far: readonly string[], near: readonly string[]): Band {
  const { hostHeight, routerGap, routerHeight, lanGap, cardGap } = metrics
  const onWall = metrics === wall
  const { left, right } = onWall ? besideOnWall : beside
  const between = Math.max(0, size.width - left - right)
  const count = Math.max(1, far.length)
  const gap = 8
  const fits = (between - (count - 1) * gap) / count >= 112 || count === 1
  // What does not fit beside the depths stands below them, in as many rows as it takes.
  const width = fits ? Math.min(192, Math.max(112, (between - (count - 1) * gap) / count)) : 112
  const perRow = fits ? count : Math.max(1, Math.floor((size.width - left - 10 + gap) / (width + gap)))
  const top = fits || onWall ? metrics.hostTop : 52
  const row = Math.min(count, perRow)
  const rowWidth = row * width + (row - 1) * gap
  const centred = (size.width - rowWidth) / 2
  const room = fits ? between : size.width - left - 10
  const middle = centred >= left && centred + rowWidth <= left + room
  const start = onWall ? left : middle ? centred : left + Math.max(0, (room - rowWidth) / 2)
  const rows = Math.ceil(count / perRow)
  const boxes: Box[] = far.map((id, index) => ({
    id,
    kind: 'host',
    x: start + (index % perRow) * (width + gap),
    y: top + Math.floor(index / perRow) * (hostHeight + gap),
    width,
    height: hostHeight,
  }))
  const bottom = top + rows * hostHeight + (rows - 1) * gap
  const routerX = start + rowWidth / 2
  const routerWidth = Math.min(80, width - 48)
  const router: Box = {
    id: 'router',
    kind: 'router',
    x: routerX - routerWidth / 2,
    y: bottom + routerGap,
    width: routerWidth,
    height: routerHeight,
  }
  const links = boxes.map((host) => hostLink(host, { x: routerX, y: router.y }, bottom + routerGap / 2))
  const lanY = router.y + routerHeight + lanGap
  links.push(
    link('router', 'lan@router', [
      { x: routerX, y: router.y + routerHeight },
      { x: routerX, y: lanY },
    ]),
  )
  // As high as it goes: its capsule stands below, clear of the cards.
  const nearY = Math.min(lanY - 50, fits ? depthsBottom : bottom + gap)
  const nearBoxes = near.map((id, index): Box => {
    return { id, kind: 'host', x: size.width - 16 - 112 - index * 120, y: nearY, width: 112, height: 40 }
  })
  const hosts = nearBoxes.map(({ id, x, y }) => ({ id, x: x + 56, bottom: y + 40 }))
  return { boxes: [...boxes, router, ...nearBoxes], links, lan: { y: lanY, routerX, hosts }, cardTop: lanY + cardGap }
}

function phoneBand(size: Size, metrics: BandMetrics, hosts: readonly string[]): Band {
  const { hostTop, hostHeight, routerHeight, lanGap, cardGap } = metrics
  const boxes: Box[] = hosts.map((id, index) => {
    return { id, kind: 'host', x: 12, y: hostTop + index * (hostHeight + 8), width: 112, height: hostHeight }
  })
  const middle = hostTop + hostHeight / 2
  const router: Box = {
    id: 'router',
    kind: 'router',
    x: 156,
    y: middle - routerHeight / 2,
    width: 72,
    height: routerHeight,
  }
  const links = boxes.map((host) => {
    const y = host.y + host.height / 2
    const start: Point = { x: host.x + host.width, y }
    const end: Point = { x: router.x, y: middle }
    return link(host.id, 'router', y === middle ? [start, end] : [start, { x: 140, y }, { x: 140, y: middle }, end])
  })
  const bottom = hostTop + Math.max(1, hosts.length) * (hostHeight + 8) - 8
  const lanY = bottom + lanGap
  const routerX = phonePlugX(size.width)
  links.push(
    link('router', 'lan@router', [
      { x: router.x + router.width, y: middle },
      { x: routerX, y: middle },
      { x: routerX, y: lanY },
    ]),
  )
  return { boxes: [...boxes, router], links, lan: { y: lanY, routerX, hosts: [] }, cardTop: lanY + cardGap }
}

/** On a phone the card's plug stands right, out of the way of what docks at the client. */
export function phonePlugX(width: number): number {
  return width - 12 - 14 - 67
}

function hostLink(host: Box, to: Point, turn: number): Link {
  const x = host.x + host.width / 2
  const start: Point = { x, y: host.y + host.height }
  return link(host.id, 'router', x === to.x ? [start, to] : [start, { x, y: turn }, { x: to.x, y: turn }, to])
}
