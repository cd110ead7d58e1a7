import type { Address } from '../net/address.ts'
import type { Host, Network, Segment } from './network.ts'
import { deviceOf, isLocal } from './route.ts'

/** One network interface somewhere: what a frame is addressed to. */
export interface Port {
  readonly host: string
  readonly device: string
}

/** Quick access to a network by name and by wire; build it once per network. */
export interface Wiring {
  readonly hosts: ReadonlyMap<string, Host>
  readonly segmentOf: ReadonlyMap<string, Segment>
}

const wirings = new WeakMap<readonly Segment[], ReadonlyMap<string, Segment>>()

export function wiringOf(network: Network): Wiring {
  let segmentOf = wirings.get(network.segments)
  if (segmentOf === undefined) {
    const map = new Map<string, Segment>()
    for (const segment of network.segments) for (const port of segment.ports) map.set(portKey(port), segment)
    segmentOf = map
    wirings.set(network.segments, segmentOf)
  }
  return { hosts: new Map(network.hosts.map((host) => [host.name, host])), segmentOf }
}

export function portKey(port: Port): string {
  return `${port.host} ${port.device}`
}

/** The other ends of a device's own wire. */
export function peers(wiring: Wiring, port: Port): readonly Port[] {
  const segment = wiring.segmentOf.get(portKey(port))
  return segment ? segment.ports.filter((other) => portKey(other) !== portKey(port)) : []
}

/**
 * Who answers ARP for an address asked from a device: any interface in the same broadcast domain whose host has the
 * address, on whichever device (arp_ignore 0). Bridges join the wires of their ports. Undefined when nobody does.
 */
export function resolveNeighbour(wiring: Wiring, from: Port, address: Address): Port | undefined {
  const seen = new Set<string>([portKey(from)])
  const queue: Port[] = [...reachable(wiring, from)]
  for (let port = queue.shift(); port; port = queue.shift()) {
    if (seen.has(portKey(port))) continue
    seen.add(portKey(port))
    const host = wiring.hosts.get(port.host)
    const device = host && deviceOf(host, port.device)
    if (!host || !device) continue
    if (device.bridge === undefined) {
      if (port.host !== from.host && isLocal(host, address)) return port
      continue
    }
    const bridge: Port = { host: port.host, device: device.bridge }
    if (port.host !== from.host && isLocal(host, address)) return bridge
    seen.add(portKey(bridge))
    queue.push(
      ...bridgePorts(wiring, bridge)
        .filter((other) => other.device !== port.device)
        .flatMap((p) => peers(wiring, p)),
    )
  }
  return undefined
}

/** Interfaces that hear a frame sent out of this device first. */
function reachable(wiring: Wiring, from: Port): readonly Port[] {
  const device = deviceOf(wiring.hosts.get(from.host) as Host, from.device)
  if (device?.type === 'bridge') return bridgePorts(wiring, from).flatMap((port) => peers(wiring, port))
  return peers(wiring, from)
}

/** The ports of a bridge. */
function bridgePorts(wiring: Wiring, bridge: Port): readonly Port[] {
  const host = wiring.hosts.get(bridge.host)
  if (!host) return []
  return host.devices.filter((d) => d.bridge === bridge.device).map((d) => ({ host: bridge.host, device: d.name }))
}

/** The bridge port behind which another interface hangs. */
export function portTowards(wiring: Wiring, bridge: Port, to: Port): Port | undefined {
  return bridgePorts(wiring, bridge).find((port) => peers(wiring, port).some((peer) => portKey(peer) === portKey(to)))
}
