import type { Skb } from '../netfilter/skb.ts'
import { portTowards, resolveNeighbour } from '../network/neighbour.ts'
import type { Device, Host } from '../network/network.ts'
import { deviceOf, lookupRoute } from '../network/route.ts'
import { handleReject, sendUnreachable } from './errors.ts'
import { ipInput } from './input.ts'
import { cross, noteRoute, sendThroughPort } from './output.ts'
import { runHook } from './run-hook.ts'
import { type Frame, note, type Record, type World } from './world.ts'

/**
 * A frame enters a bridge by one of its ports. With bridge-nf-call-iptables=1 the packet passes PREROUTING while still
 * in the bridge, and if it is bridged on, FORWARD and POSTROUTING too (net/bridge/br_netfilter_hooks.c): so a ClusterIP
 * is translated without the packet ever entering the node's IP stack, and its TTL stays.
 */
export function bridgeInput(world: World, host: Host, port: Device, frame: Frame, skb: Skb): void {
  const bridge = port.bridge as string
  const filtered = host.sysctls.bridgeNfCallIptables && host.netfilter !== undefined
  if (!filtered) {
    if (frame.to.host === host.name) return passUp(world, host, bridge, skb, frame.record, false)
    return bridgeOn(world, host, port, skb, frame.record, frame.to, false)
  }
  const result = runHook(world, host, 'PREROUTING', { ...skb, physIn: port.name }, frame.record)
  if (result.type === 'stop') return
  if (result.type === 'reject') return handleReject(world, host, result.skb, frame.record, result.with)
  const after = result.skb
  if (after.packet.destination.address === skb.packet.destination.address) {
    if (frame.to.host === host.name) return passUp(world, host, bridge, after, frame.record, true)
    return bridgeOn(world, host, port, after, frame.record, frame.to, true)
  }
  redirect(world, host, port, after, frame.record)
}

/** br_nf_pre_routing_finish: the destination changed, so the frame gets a new one: a Pod on this bridge, or the node. */
function redirect(world: World, host: Host, port: Device, skb: Skb, record: Record): void {
  const bridge = port.bridge as string
  const route = lookupRoute(host, skb.packet.destination.address)
  if (route.type !== 'unicast' || route.device !== bridge) return passUp(world, host, bridge, skb, record, true)
  noteRoute(world, host, record, route, skb)
  const hop = route.via[0] ?? skb.packet.destination.address
  const to = neighbourOnBridge(world, host, bridge, hop)
  if (to === undefined) return sendUnreachable(world, host, { ...skb, oif: bridge }, record, 'host-unreachable', bridge)
  const promiscuous = deviceOf(host, bridge)?.promiscuous === true
  bridgeOn(world, host, port, skb, record, to, true, promiscuous)
  if (promiscuous) passUpCopy(world, host, bridge, skb, record)
}

/**
 * A promiscuous bridge also hands the node a copy of a frame that was addressed to it, even if it bridges the frame on.
 * Measured on kernel 6.18: that copy has lost its connection and is INVALID.
 */
function passUpCopy(world: World, host: Host, bridge: string, skb: Skb, record: Record): void {
  passUp(world, host, bridge, { ...skb, ct: { direction: 'original', state: 'INVALID' } }, record, true)
}

function neighbourOnBridge(world: World, host: Host, bridge: string, hop: Skb['packet']['destination']['address']) {
  return resolveNeighbour(world.wiring, { host: host.name, device: bridge }, hop)
}

/** From one port to another. A frame leaves by the port it came in only when hairpin is on there; `copied`: the node gets it too. */
function bridgeOn(
  world: World,
  host: Host,
  from: Device,
  skb: Skb,
  record: Record,
  to: { readonly host: string; readonly device: string },
  filtered: boolean,
  copied = false,
): void {
  const bridge = from.bridge as string
  const out = portTowards(world.wiring, { host: host.name, device: bridge }, to)
  if (out === undefined)
    return note(world, record, { type: 'drop', host: host.name, where: bridge, reason: 'no-neighbour' })
  if (out.device === from.name && from.hairpin !== true) {
    if (!copied) note(world, record, { type: 'drop', host: host.name, where: bridge, reason: 'same-port' })
    return
  }
  if (!filtered) return sendThroughPort(world, host, skb, record, out.device, to)
  let now: Skb = { ...skb, oif: bridge, physOut: out.device }
  for (const hook of ['FORWARD', 'POSTROUTING'] as const) {
    const result = runHook(world, host, hook, now, record)
    if (result.type === 'stop') return
    if (result.type === 'reject') return handleReject(world, host, result.skb, record, result.with)
    now = result.skb
  }
  sendThroughPort(world, host, now, record, out.device, to)
}

/** The frame is for the node itself: it leaves the bridge towards the IP stack. */
function passUp(world: World, host: Host, bridge: string, skb: Skb, record: Record, prerouted: boolean): void {
  cross(world, host, record, bridge, skb, 'in')
  ipInput(world, host, skb, record, prerouted)
}
