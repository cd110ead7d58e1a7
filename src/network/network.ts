import type { Address, Cidr } from '../net/address.ts'
import type { Protocol } from '../net/packet.ts'
import type { Conntrack } from '../netfilter/conntrack.ts'
import type { Ruleset } from '../netfilter/ruleset.ts'

/** Hosts, the wires between them, and what each host remembers. Plain data: a trace returns the next one. */
export interface Network {
  readonly hosts: readonly Host[]
  readonly segments: readonly Segment[]
  /** Seconds since the story began; 0 when absent. */
  readonly now?: number
}

export type HostKind = 'outside' | 'router' | 'load-balancer' | 'node' | 'pod'

/** Anything with its own IP stack: an outside host, the router, a node, a Pod's network namespace. */
export interface Host {
  /** `client`, `router`, `node1`, or a Pod's `namespace/name`. */
  readonly name: string
  readonly kind: HostKind
  readonly devices: readonly Device[]
  readonly routes: readonly Route[]
  readonly sockets: readonly ListeningSocket[]
  readonly sysctls: Sysctls
  /** Absent: the host has no netfilter rules and tracks no connections. */
  readonly netfilter?: HostNetfilter
  /** On a load balancer: what it forwards and to whom. Its rules follow from this and the time. */
  readonly balancer?: Balancer
}

/** What a load balancer forwards, and what its health checks told it. */
export interface Balancer {
  readonly listeners: readonly Listener[]
  /** Seconds from a change until the checks have noticed it. */
  readonly notice: number
  /** True: targets see the load balancer's own address. */
  readonly ownSource: boolean
}

/** One address and port that a load balancer answers for. */
export interface Listener {
  /** `namespace/name` of the Service. */
  readonly service: string
  readonly address: Address
  readonly port: number
  readonly protocol: Protocol
  /** True: the destination becomes the target's; false: it stays, and the target's rules know it. */
  readonly translates: boolean
  /** True: kube-proxy's answers on healthCheckNodePort decide which nodes get traffic. */
  readonly checked: boolean
  /** Callers it takes; empty: all. */
  readonly sourceRanges: readonly Cidr[]
  readonly targets: readonly BalancerTarget[]
}

/** A node or Pod that a load balancer may forward to. */
export interface BalancerTarget {
  readonly name: string
  readonly address: Address
  readonly port: number
  /** What its health check says. */
  readonly healthy: boolean
  /** When that last changed, in seconds of the network's clock, and what was said before. */
  readonly since: number
  readonly was: boolean
}

/** A host's rules and what they remember. */
export interface HostNetfilter {
  readonly rulesets: readonly Ruleset[]
  readonly conntrack: Conntrack
  /** `-m recent` lists: when each address was last noted, in seconds of the network's clock. */
  readonly recent?: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** True when whoever writes these rules has stopped, and the cluster has changed since. */
  readonly outdated?: boolean
}

export interface Device {
  readonly name: string
  readonly type: 'eth' | 'lo' | 'bridge' | 'veth'
  readonly addresses: readonly { readonly address: Address; readonly network: Cidr }[]
  /** On a bridge port: the bridge it belongs to. */
  readonly bridge?: string
  /** On a bridge port: frames may leave through the port they came in by. */
  readonly hairpin?: boolean
  /** On a bridge: promiscuous mode. */
  readonly promiscuous?: boolean
}

export interface Route {
  readonly to: Cidr
  readonly type: 'unicast' | 'blackhole' | 'unreachable'
  readonly device?: string
  /** Next hops; several make ECMP. Absent: the destination is on the link. */
  readonly via?: readonly Address[]
}

export interface ListeningSocket {
  readonly protocol: Protocol
  /** Absent: every port, of a server nobody has described. */
  readonly port?: number
  /** Absent: every address. */
  readonly address?: Address
  /** Whose process it is when that is not the host itself: a hostNetwork Pod's `namespace/name`. */
  readonly owner?: string
}

export interface Sysctls {
  readonly ipForward: boolean
  readonly rpFilter: 0 | 1 | 2
  readonly routeLocalnet: boolean
  readonly bridgeNfCallIptables: boolean
  /** net.ipv4.conf.all.accept_local; absent: off. */
  readonly acceptLocal?: boolean
}

/** A broadcast domain: a veth pair, the LAN, or an outside network. Whoever owns an address there answers ARP for it. */
export interface Segment {
  readonly name: string
  readonly ports: readonly { readonly host: string; readonly device: string }[]
}
