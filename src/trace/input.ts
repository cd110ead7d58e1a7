import { familyOf } from '../net/address.ts'
import type { Skb } from '../netfilter/skb.ts'
import type { Host } from '../network/network.ts'
import { deviceOf, isLocal, isLoopback, lookupRoute } from '../network/route.ts'
import { balancedRoute } from './balance.ts'
import { bridgeInput } from './bridge.ts'
import { deliver } from './deliver.ts'
import { handleReject, sendIcmp, sendUnreachable } from './errors.ts'
import { cross, leave, noteRoute } from './output.ts'
import { runHook } from './run-hook.ts'
import type { DropReason } from './trace.ts'
import { type Frame, hostOf, note, type Record, type World } from './world.ts'

/** A frame arrives at an interface. */
export function receive(world: World, frame: Frame): void {
  const host = hostOf(world, frame.at.host)
  const device = deviceOf(host, frame.at.device)
  if (!device) return
  const skb: Skb = { packet: frame.packet, mark: 0, iif: device.bridge ?? device.name }
  cross(world, host, frame.record, device.name, skb, 'in')
  if (device.bridge !== undefined) return bridgeInput(world, host, device, frame, skb)
  ipInput(world, host, skb, frame.record)
}

/** What goes out of lo comes in at lo, with its mark and its connection still attached. */
export function receiveLoopback(world: World, host: Host, skb: Skb, record: Record): void {
  const { oif: _, ...rest } = skb
  const arrived: Skb = { ...rest, iif: 'lo' }
  cross(world, host, record, 'lo', arrived, 'in')
  ipInput(world, host, arrived, record)
}

/** ip_rcv: PREROUTING, unless bridge netfilter has run it already, then routing. */
export function ipInput(world: World, host: Host, skb: Skb, record: Record, prerouted = false): void {
  if (prerouted) return routeInput(world, host, skb, record)
  const result = runHook(world, host, 'PREROUTING', skb, record)
  if (result.type === 'accept') routeInput(world, host, result.skb, record)
  if (result.type === 'reject') handleReject(world, host, result.skb, record, result.with)
}

function routeInput(world: World, host: Host, skb: Skb, record: Record): void {
  const refused = invalidSource(host, skb)
  if (refused) return note(world, record, { type: 'drop', host: host.name, where: 'routing', reason: refused })
  const route = balancedRoute(world, host, skb.packet) ?? lookupRoute(host, skb.packet.destination.address)
  noteRoute(world, host, record, route, skb)
  if (route.type === 'local') return inputLocal(world, host, skb, record)
  if (!host.sysctls.ipForward) {
    return note(world, record, { type: 'drop', host: host.name, where: 'routing', reason: 'not-forwarding' })
  }
  if (route.type !== 'unicast') {
    if (route.type === 'unreachable') return sendUnreachable(world, host, skb, record, 'net-unreachable', 'routing')
    return note(world, record, { type: 'drop', host: host.name, where: 'routing', reason: 'black-hole' })
  }
  if (skb.packet.ttl <= 1) return sendIcmp(world, host, skb, record, 'ttl-exceeded', 'ttl-exceeded')
  const forwarded: Skb = { ...skb, oif: route.device, packet: { ...skb.packet, ttl: skb.packet.ttl - 1 } }
  const result = runHook(world, host, 'FORWARD', forwarded, record)
  if (result.type === 'accept') leave(world, host, result.skb, record, route)
  if (result.type === 'reject') handleReject(world, host, result.skb, record, result.with)
}

function inputLocal(world: World, host: Host, skb: Skb, record: Record): void {
  const result = runHook(world, host, 'INPUT', skb, record)
  if (result.type === 'accept') deliver(world, host, result.skb, record)
  if (result.type === 'reject') handleReject(world, host, result.skb, record, result.with)
}

/** fib_validate_source: which packets the kernel throws away for their addresses alone, before any route. */
function invalidSource(host: Host, skb: Skb): DropReason | undefined {
  const { source, destination } = skb.packet
  if (skb.iif === 'lo') return undefined
  const loopback = isLoopback(source.address) || isLoopback(destination.address)
  if (loopback && !host.sysctls.routeLocalnet) return 'martian'
  if (isLocal(host, source.address)) return host.sysctls.acceptLocal ? undefined : 'own-source'
  if (host.sysctls.rpFilter === 0 || familyOf(source.address) === 6) return undefined
  const back = lookupRoute(host, source.address)
  if (back.type !== 'unicast') return 'rp-filter'
  return host.sysctls.rpFilter === 1 && back.device !== skb.iif ? 'rp-filter' : undefined
}
