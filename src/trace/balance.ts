import type { Address } from '../net/address.ts'
import { formatSocket, type Packet } from '../net/packet.ts'
import { track } from '../netfilter/track.ts'
import { healthyTargets } from '../network/balancer-rules.ts'
import { type Port, portKey } from '../network/neighbour.ts'
import type { Host } from '../network/network.ts'
import type { RouteResult } from '../network/route.ts'
import type { World } from './world.ts'

/**
 * A load balancer that keeps the destination hands the packet on as it is, to one of its healthy nodes: each a next hop,
 * chosen per flow. Undefined for packets of no such listener.
 */
export function balancedRoute(world: World, host: Host, packet: Packet): RouteResult | undefined {
  const { balancer } = host
  if (!balancer) return undefined
  const { protocol, destination } = packet
  const listener = balancer.listeners.find(
    (each) => each.address === destination.address && each.port === destination.port && each.protocol === protocol,
  )
  if (!listener || listener.translates) return undefined
  const via = healthyTargets(listener, balancer, world.now).map((target) => target.address)
  const hops = via.map((hop) => ` nexthop via ${hop} dev eth0`).join('')
  return { type: 'unicast', device: 'eth0', via, text: `${formatSocket(destination)}${hops}` }
}

/**
 * The load balancer's own address when a packet is the answer within a flow that it translated. The provider's network
 * knows those flows and brings their answers back to it, wherever they are addressed. Undefined for everything else.
 */
export function returnHop(world: World, from: Port, packet: Packet): Address | undefined {
  const segment = world.wiring.segmentOf.get(portKey(from))
  for (const port of segment?.ports ?? []) {
    const host = world.wiring.hosts.get(port.host)
    const memory = host?.balancer && world.memory.get(port.host)
    if (!host || !memory || port.host === from.host) continue
    const { ct } = track(memory.conntrack, packet)
    if (ct.direction === 'reply' && ct.connection?.dnat === 'mapped') {
      const own = host.devices[0]?.addresses.find(
        (each) => each.address.includes(':') === packet.destination.address.includes(':'),
      )
      return own?.address
    }
  }
  return undefined
}
