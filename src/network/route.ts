import { type Address, familyOf } from '../net/address.ts'
import { cidr, cidrLength, contains } from '../net/cidr.ts'
import type { Device, Host, Route } from './network.ts'

const loopback = cidr('127.0.0.0/8')

/** Where the routing table sends a destination. `text` is the route as `ip route` prints it. */
export type RouteResult =
  | { readonly type: 'local'; readonly text: string }
  | { readonly type: 'unicast'; readonly device: string; readonly via: readonly Address[]; readonly text: string }
  | { readonly type: 'blackhole'; readonly text: string }
  | { readonly type: 'unreachable'; readonly text: string }

/** True for an address of one of the host's devices, and for all of 127.0.0.0/8: table `local` in the kernel. */
export function isLocal(host: Host, address: Address): boolean {
  if (isLoopback(address)) return !isSentAway(host, address)
  return host.devices.some((device) => device.addresses.some((own) => own.address === address))
}

export function isLoopback(address: Address): boolean {
  return contains(loopback, address) || address === '::1'
}

/** Longest prefix wins; among equals the first written. No route at all is unreachable, as the kernel says it. */
export function lookupRoute(host: Host, destination: Address): RouteResult {
  if (isLocal(host, destination)) return { type: 'local', text: `local ${destination}` }
  let best: Route | undefined
  for (const route of host.routes) {
    if (contains(route.to, destination) && (best === undefined || cidrLength(route.to) > cidrLength(best.to)))
      best = route
  }
  if (best === undefined) return { type: 'unreachable', text: '' }
  const text = formatRoute(best)
  if (best.type !== 'unicast' || best.device === undefined) {
    return best.type === 'blackhole' ? { type: 'blackhole', text } : { type: 'unreachable', text }
  }
  return { type: 'unicast', device: best.device, via: best.via ?? [], text }
}

/** Whether a host's own route sends a single loopback address to another host, as a neighbour with bad intent does. */
function isSentAway(host: Host, destination: Address): boolean {
  if (!isLoopback(destination)) return false
  return host.routes.some((route) => cidrLength(route.to) === 32 && contains(route.to, destination))
}

/** As `ip route` prints it. */
export function formatRoute(route: Route): string {
  const to = cidrLength(route.to) === 0 ? 'default' : route.to.replace(/\/32$/, '')
  const prefix = route.type === 'unicast' ? '' : `${route.type} `
  const hops = route.via ?? []
  if (hops.length > 1) return `${prefix}${to} ${hops.map((hop) => `nexthop via ${hop} dev ${route.device}`).join(' ')}`
  const via = hops[0] ? ` via ${hops[0]}` : ''
  const device = route.device ? ` dev ${route.device}` : ''
  return `${prefix}${to}${via}${device}`
}

/** The address the kernel puts into a packet it sends out of a device: the primary one of the family. */
export function primaryAddress(device: Device | undefined, like: Address): Address | undefined {
  return device?.addresses.find((own) => familyOf(own.address) === familyOf(like))?.address
}

/** Source address for a packet of this host to a destination; undefined when it has no way there. */
export function sourceAddress(host: Host, destination: Address): Address | undefined {
  const route = lookupRoute(host, destination)
  if (route.type === 'local') return destination
  if (route.type !== 'unicast') return undefined
  const own = primaryAddress(deviceOf(host, route.device), destination)
  if (own !== undefined) return own
  for (const device of host.devices) {
    const other = device.type === 'lo' ? undefined : primaryAddress(device, destination)
    if (other !== undefined) return other
  }
  return undefined
}

export function deviceOf(host: Host, name: string | undefined): Device | undefined {
  return host.devices.find((device) => device.name === name)
}
