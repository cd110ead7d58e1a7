import type { Message } from '../explain/message.ts'
import { balancerHost } from '../network/balancer.ts'
import { refusals } from '../network/balancer-rules.ts'
import type { RouteEvent, RuleEvent, TracedPacket } from '../trace/trace.ts'

/** The sentence of one of the load balancer's own rules; undefined for rules of other hosts. */
export function balancerRule({ host, verdict, text }: RuleEvent): Message['key'] | undefined {
  if (host !== balancerHost) return undefined
  if (verdict === 'dnat') return 'balancer.dnat'
  if (verdict === 'masquerade') return 'balancer.snat'
  if (verdict !== 'drop') return 'balancer.accept'
  if (text.includes(refusals.noTarget)) return 'balancer.no-target'
  return text.includes(refusals.sourceRange) ? 'balancer.source-range' : 'balancer.no-port'
}

/** `"default/web -> node2"` names the target; a Pod is called by its name alone. */
export function targetInComment(text: string): string {
  return / -> (?:[^"/]*\/)?([^"/]+)"/.exec(text)?.[1] ?? ''
}

/** A packet comes to the load balancer: from a caller, or as the answer within a flow it translated. */
export function balancerArrival(packet: TracedPacket, destination: string): Message {
  const key = packet.direction === 'request' ? 'balancer.in' : 'balancer.back'
  return { key, values: { destination } }
}

/** A load balancer that keeps the destination hands the packet to the host it next appears at. */
export function balancerChoice(packet: TracedPacket, index: number, route: RouteEvent): Message | undefined {
  if (!route.route.includes('nexthop') && !/^\S+:\d+ /.test(route.route)) return undefined
  const next = packet.events.slice(index).find((event) => event.host !== balancerHost)
  return { key: 'balancer.choose', values: { target: next?.host ?? '' } }
}
