import type { Address } from '../net/address.ts'
import type { Packet } from '../net/packet.ts'
import type { Skb } from '../netfilter/skb.ts'
import { type Port, peers, portKey, portTowards, resolveNeighbour } from '../network/neighbour.ts'
import type { Host } from '../network/network.ts'
import { deviceOf, isLocal, isLoopback, lookupRoute, type RouteResult } from '../network/route.ts'
import { returnHop } from './balance.ts'
import { handleReject, sendUnreachable } from './errors.ts'
import { receiveLoopback } from './input.ts'
import { runHook } from './run-hook.ts'
import { ends, note, type Record, type World } from './world.ts'

/** Sends a packet that a process or the kernel of this host made (ip_local_out): routing, OUTPUT, POSTROUTING. */
export function sendLocal(world: World, host: Host, skb: Skb, record: Record): void {
  let route = lookupRoute(host, skb.packet.destination.address)
  noteRoute(world, host, record, route, skb)
  const out = outDevice(route)
  if (out === undefined) return failLocally(world, host, skb, record, route)
  const result = runHook(world, host, 'OUTPUT', { ...skb, oif: out }, record, (changed) => {
    // ip_route_me_harder: the destination is another, so the way may be another.
    route = lookupRoute(host, changed.packet.destination.address)
    noteRoute(world, host, record, route, changed)
    const again = outDevice(route)
    if (again === undefined) {
      failLocally(world, host, changed, record, route)
      return undefined
    }
    if (isLoopback(changed.packet.source.address) && again !== 'lo' && !host.sysctls.routeLocalnet) {
      note(world, record, { type: 'drop', host: host.name, where: 'OUTPUT', reason: 'route-localnet' })
      return undefined
    }
    return { ...changed, oif: again }
  })
  if (result.type === 'stop') return
  if (result.type === 'reject') return handleReject(world, host, result.skb, record, result.with)
  leave(world, host, result.skb, record, route)
}

/** POSTROUTING, then the wire. */
export function leave(world: World, host: Host, skb: Skb, record: Record, route: RouteResult): void {
  const result = runHook(world, host, 'POSTROUTING', skb, record)
  if (result.type === 'stop') return
  if (result.type === 'reject') return handleReject(world, host, result.skb, record, result.with)
  transmit(world, host, result.skb, record, nextHop(world, host, route, result.skb.packet))
}

/** Resolves the next hop's hardware address and puts the frame on the wire; the mark and the connection stay behind. */
function transmit(world: World, host: Host, skb: Skb, record: Record, hop: Address): void {
  const device = deviceOf(host, skb.oif)
  const packet = skb.packet
  if (skb.oif === 'lo' || device === undefined) {
    cross(world, host, record, 'lo', skb)
    return receiveLoopback(world, host, skb, record)
  }
  const from = { host: host.name, device: device.name }
  const to = resolveNeighbour(world.wiring, from, returnHop(world, from, packet) ?? hop)
  // ARP asks in the name of the packet's source when that is a local address: nobody answers 127.0.0.1.
  const resolved = to !== undefined && (!isLoopback(packet.source.address) || hasAsked(world, to))
  if (!resolved) return sendUnreachable(world, host, skb, record, 'host-unreachable', device.name)
  cross(world, host, record, device.name, skb)
  if (device.type !== 'bridge') return putOnWire(world, skb, record, from, to)
  const port = portTowards(world.wiring, from, to)
  if (port) sendThroughPort(world, host, skb, record, port.device, to)
}

/** A neighbour that sent something out of that interface in this trace has asked ARP itself, and so is known. */
function hasAsked(world: World, neighbour: Port): boolean {
  return world.records.some(({ events }) =>
    events.some(
      (event) =>
        event.type === 'cross' &&
        event.way === 'out' &&
        event.host === neighbour.host &&
        event.device === neighbour.device,
    ),
  )
}

/** Out of one port of a bridge, to whatever hangs there. */
export function sendThroughPort(world: World, host: Host, skb: Skb, record: Record, port: string, to: Port): void {
  cross(world, host, record, port, skb)
  putOnWire(world, skb, record, { host: host.name, device: port }, to)
}

/** Of all who hear a frame, only its addressee and a bridge in between take it. */
function putOnWire(world: World, skb: Skb, record: Record, from: Port, to: Port): void {
  for (const at of peers(world.wiring, from)) {
    if (portKey(at) === portKey(to) || isBridgePort(world, at))
      world.frames.push({ record, packet: skb.packet, at, to })
  }
}

function isBridgePort(world: World, port: Port): boolean {
  const host = world.wiring.hosts.get(port.host)
  return host !== undefined && deviceOf(host, port.device)?.bridge !== undefined
}

/** Several next hops share the load by flow (ECMP hashes the addresses), each with the same probability. */
function nextHop(world: World, host: Host, route: RouteResult, packet: Packet): Address {
  const { source, destination } = packet
  const hops = route.type === 'unicast' ? route.via : []
  const [first = destination.address] = hops
  if (hops.length < 2) return first
  const flow = `${host.name} ${source.address} ${destination.address}`
  const known = world.hops.get(flow) ?? drawHop(world, hops.length)
  world.hops.set(flow, known)
  return hops[known] ?? first
}

function drawHop(world: World, count: number): number {
  for (let i = 0; i < count - 1; i++) if (world.draw(undefined, 2 ** 31 / (count - i), [])) return i
  return count - 1
}

function outDevice(route: RouteResult): string | undefined {
  if (route.type === 'local') return 'lo'
  return route.type === 'unicast' ? route.device : undefined
}

/** A sender on this very host is told by its own system call; no ICMP is made. */
function failLocally(world: World, host: Host, skb: Skb, record: Record, route: RouteResult): void {
  const reason = route.type === 'blackhole' ? 'black-hole' : 'no-route'
  note(world, record, { type: 'drop', host: host.name, where: 'routing', reason })
  if (
    host.name === world.requester.host &&
    isLocal(host, skb.packet.source.address) &&
    record.direction === 'request'
  ) {
    world.heard.push({ outcome: 'unreachable', packet: record.id })
  }
}

export function noteRoute(world: World, host: Host, record: Record, route: RouteResult, skb: Skb): void {
  const result = route.type === 'unicast' ? 'forward' : route.type
  const text = route.text === '' ? `no route to ${skb.packet.destination.address}` : route.text
  note(world, record, { type: 'route', host: host.name, route: text, out: outDevice(route) ?? null, result })
}

export function cross(
  world: World,
  host: Host,
  record: Record,
  device: string,
  skb: Skb,
  way: 'in' | 'out' = 'out',
): void {
  note(world, record, { type: 'cross', host: host.name, device, way, ...ends(skb.packet), ttl: skb.packet.ttl })
}
