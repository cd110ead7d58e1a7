import type { Sysctls } from '../../src/network/network.ts'

/** Paths below /proc/sys, `*` for every device, in the order they are written. */
type Setting = readonly [path: string, value: string]

/** What the model says of a host, and what keeps a kernel from doing more than the model tells. */
export function sysctlsFor(host: Sysctls | 'switch', withSix: boolean): readonly Setting[] {
  if (host === 'switch') return [...bridgeNetfilter(false), ['net/ipv6/conf/*/disable_ipv6', '1']]
  const six: readonly Setting[] = withSix
    ? [
        ['net/ipv6/conf/all/forwarding', flag(host.ipForward)],
        ['net/ipv6/icmp/ratelimit', '0'],
        // Addresses are used at once, without asking whether somebody else has them.
        ['net/ipv6/conf/*/accept_dad', '0'],
        ['net/ipv6/conf/*/accept_ra', '0'],
        ['net/ipv6/neigh/*/retrans_time_ms', arpPatience],
      ]
    : [['net/ipv6/conf/*/disable_ipv6', '1']]
  return [
    ['net/ipv4/ip_forward', flag(host.ipForward)],
    ['net/ipv4/conf/*/rp_filter', String(host.rpFilter)],
    ['net/ipv4/conf/*/route_localnet', flag(host.routeLocalnet)],
    ...bridgeNetfilter(host.bridgeNfCallIptables),
    // ICMP redirects tell of shorter ways; the model has none.
    ['net/ipv4/conf/*/send_redirects', '0'],
    ['net/ipv4/conf/*/accept_redirects', '0'],
    // Every error is told, however many came before it.
    ['net/ipv4/icmp_ratelimit', '0'],
    ['net/ipv4/neigh/*/retrans_time_ms', arpPatience],
    // Half-open connections are left alone, so that one request's late answers do not run into the next.
    ['net/ipv4/tcp_synack_retries', '0'],
    ...six,
  ]
}

/** ARP gives up after three times this instead of three seconds. */
const arpPatience = '100'

function bridgeNetfilter(on: boolean): readonly Setting[] {
  return [
    ['net/bridge/bridge-nf-call-iptables', flag(on)],
    ['net/bridge/bridge-nf-call-ip6tables', flag(on)],
  ]
}

function flag(on: boolean): string {
  return on ? '1' : '0'
}
