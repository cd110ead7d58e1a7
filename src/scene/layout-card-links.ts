import type { Box, Link, Point } from './scene.ts'

/** A wire inside a card. */
export function inCard(from: string, to: string, card: string, points: readonly Point[], oneWay = false): Link {
  return { id: `${from}~${to}`, from, to, card, points, ...(oneWay ? { oneWay: true } : {}) }
}

/** The wires between the plug, the stations and the bridge of a card, in the directions packets take. */
export function stationLinks(card: string, parts: readonly Box[]): readonly Link[] {
  const at = (part: string): Box => {
    const box = parts.find((candidate) => candidate.id === `${card}:${part}`)
    if (!box) throw new Error(`a card without ${part}`)
    return box
  }
  const wire = (from: string, to: string, points: readonly Point[]) =>
    inCard(`${card}:${from}`, `${card}:${to}`, card, points, true)
  const [plug, bridge] = [at('eth0'), at('cni0')]
  const [pre, route, forward, post] = [at('PREROUTING'), at('route'), at('FORWARD'), at('POSTROUTING')]
  const [input, output, processes] = [at('INPUT'), at('OUTPUT'), at('processes')]
  const plugBottom = plug.y + plug.height
  const left = pre.x + 10
  const right = post.x + post.width - 10
  return [
    wire('eth0', 'PREROUTING', curve({ x: middle(plug) - 26, y: plugBottom }, { x: middle(pre), y: pre.y })),
    wire('POSTROUTING', 'eth0', curve({ x: middle(post), y: post.y }, { x: middle(plug) + 26, y: plugBottom })),
    wire('PREROUTING', 'route', across(pre, route)),
    wire('route', 'FORWARD', across(route, forward)),
    wire('FORWARD', 'POSTROUTING', across(forward, post)),
    wire('route', 'INPUT', down(middle(route), route, input)),
    wire('INPUT', 'processes', down(middle(input), input, processes)),
    wire('processes', 'OUTPUT', down(middle(output), output, processes).toReversed()),
    wire(
      'OUTPUT',
      'POSTROUTING',
      curve({ x: middle(output), y: output.y }, { x: post.x + 24, y: post.y + post.height }),
    ),
    wire('cni0', 'PREROUTING', [
      { x: left, y: bridge.y },
      { x: left, y: pre.y + pre.height },
    ]),
    wire('POSTROUTING', 'cni0', [
      { x: right, y: post.y + post.height },
      { x: right, y: bridge.y },
    ]),
  ]
}

function middle({ x, width }: Box): number {
  return x + width / 2
}

function across(from: Box, to: Box): readonly Point[] {
  const y = from.y + from.height / 2
  return [
    { x: from.x + from.width, y },
    { x: to.x, y },
  ]
}

function down(x: number, upper: Box, lower: Box): readonly Point[] {
  return [
    { x, y: upper.y + upper.height },
    { x, y: lower.y },
  ]
}

/** An S between two points, leaving and arriving upright, as a polyline. */
function curve(from: Point, to: Point): readonly Point[] {
  const pieces = 14
  const middleY = (from.y + to.y) / 2
  return Array.from({ length: pieces + 1 }, (_, i) => {
    const t = i / pieces
    const [a, b, c, d] = [(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t ** 2, t ** 3]
    return { x: round((a + b) * from.x + (c + d) * to.x), y: round(a * from.y + (b + c) * middleY + d * to.y) }
  })
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
