import type { IcmpKind, Protocol, SegmentKind } from '../net/packet.ts'
import type { Hook, TableName } from '../netfilter/hook.ts'
import type { Cause } from './causes.ts'

/** How a request can end, for its sender. */
export const outcomes = ['answered', 'timed-out', 'refused', 'unreachable', 'name-error', 'undetermined'] as const
export type Outcome = (typeof outcomes)[number]

/** What happened to one request, from its first packet to what its sender finally knows. */
export interface Trace {
  readonly version: 1
  readonly flow: {
    readonly from: string
    readonly protocol: Protocol
    readonly source: string
    /** `addr:port`; `name:port` when the name came to no address. */
    readonly destination: string
  }
  readonly outcome: Outcome
  readonly cause: Cause | null
  /** Host where the cause struck. */
  readonly where: string | null
  /** Id of the packet by which the sender learned it; null when nothing told it. */
  readonly told: number | null
  readonly server: { readonly name: string; readonly address: string; readonly sees: string } | null
  readonly packets: readonly TracedPacket[]
  readonly dns: readonly DnsExchange[]
  /** How the name was looked up; absent when the request named an address. */
  readonly resolver?: Resolving
  /** Per host with connections at the end: lines as `conntrack -L` prints them. */
  readonly conntrack: Readonly<Record<string, readonly string[]>>
  readonly before: readonly Trace[]
}

/** One question and what came of it, in the order they were sent. */
export interface DnsExchange {
  /** Absolute name. */
  readonly query: string
  readonly type: string
  /** The address asked. */
  readonly server: string
  /** Null when no reply came. */
  readonly rcode: string | null
  /** Why no reply came: silence, or an ICMP error; null when one did. */
  readonly failure: 'timed-out' | 'refused' | null
  /** `name ttl IN type data`, all of one message. */
  readonly answers: readonly string[]
  /** The SOA of a negative answer. */
  readonly authority: readonly string[]
  /** Addresses of SRV targets. */
  readonly additional: readonly string[]
  /** The server speaks of its own zone (flag aa). */
  readonly authoritative: boolean
  /** Whose process answered: a Pod's `namespace/name`, or a host; null when the question reached none. */
  readonly by: string | null
  /** Ids of its packets: the question, then the answer or the ICMP error. */
  readonly packets: readonly number[]
  /** What the server itself asked elsewhere because of it. */
  readonly lookups: readonly DnsExchange[]
}

/** What a resolver had to go by. */
export interface Resolving {
  /** As it was written in the request. */
  readonly name: string
  /** The sender's /etc/resolv.conf. */
  readonly resolvConf: string
  readonly library: string
  /** Every name it would try, in order. */
  readonly candidates: readonly string[]
}

/** One thing sent by one sender, over all hosts, to its end. */
export interface TracedPacket {
  readonly id: number
  readonly kind: SegmentKind | IcmpKind
  readonly direction: 'request' | 'reply' | 'icmp' | 'dns'
  /** How often it was sent: 1, or more when it was retransmitted into silence. */
  readonly repeats: number
  readonly events: readonly TraceEvent[]
}

/** In the order they happen; a `rule` is followed by the `translate` it causes. Addresses are `addr:port`. */
export type TraceEvent =
  | OriginateEvent
  | CrossEvent
  | RouteEvent
  | ConntrackEvent
  | RuleEvent
  | ReturnEvent
  | PolicyEvent
  | TranslateEvent
  | DeliverEvent
  | ReplyEvent
  | DropEvent

interface At {
  readonly host: string
  /** False from the first match on that this program cannot evaluate. */
  readonly certain?: false
}

export interface OriginateEvent extends At {
  readonly type: 'originate'
  readonly source: string
  readonly destination: string
  readonly ttl: number
}

export interface CrossEvent extends At {
  readonly type: 'cross'
  readonly device: string
  readonly way: 'in' | 'out'
  readonly source: string
  readonly destination: string
  readonly ttl: number
}

export interface RouteEvent extends At {
  readonly type: 'route'
  /** As `ip route` prints it: `10.244.1.0/24 dev cni0`, `default via 192.168.0.1 dev eth0`, `local 192.168.0.12`. */
  readonly route: string
  /** Outgoing device; null for local delivery and failures. */
  readonly out: string | null
  readonly result: 'forward' | 'local' | 'unreachable' | 'blackhole'
}

export interface ConntrackEvent extends At {
  readonly type: 'conntrack'
  readonly hook: Hook
  readonly event: 'new' | 'lookup' | 'confirm' | 'invalid' | 'clash'
  readonly state: string
  readonly direction: 'original' | 'reply'
  /** The entry as `conntrack -L` would print it now. */
  readonly entry?: string
}

export type RuleVerdict =
  | 'jump'
  | 'goto'
  | 'return'
  | 'accept'
  | 'drop'
  | 'reject'
  | 'dnat'
  | 'snat'
  | 'masquerade'
  | 'mark'
  | 'continue'

export interface RuleEvent extends At {
  readonly type: 'rule'
  readonly hook: Hook
  readonly table: TableName
  readonly chain: string
  /** 1-based place in iptables-save order, as in the kernel's TRACE. */
  readonly rule: number
  readonly verdict: RuleVerdict
  /** The chain jumped to, or null. */
  readonly target: string | null
  /** As iptables-save prints it. */
  readonly text: string
  readonly mark?: { readonly before: number; readonly after: number }
  readonly origin?: string
  /** The match or target of this rule that is not modelled. With one, whether the rule matched is not known: it is passed by. */
  readonly unmodelled?: string
}

export interface ReturnEvent extends At {
  readonly type: 'return'
  readonly hook: Hook
  readonly table: TableName
  readonly chain: string
  /** One past the last rule, as TRACE numbers it. */
  readonly rule: number
}

export interface PolicyEvent extends At {
  readonly type: 'policy'
  readonly hook: Hook
  readonly table: TableName
  readonly chain: string
  readonly rule: number
  readonly verdict: 'accept' | 'drop'
}

export interface TranslateEvent extends At {
  readonly type: 'translate'
  readonly hook: Hook
  readonly by: 'rule' | 'conntrack'
  readonly field: 'source' | 'destination'
  readonly before: string
  readonly after: string
}

export interface DeliverEvent extends At {
  readonly type: 'deliver'
  /** Whose process gets it: a Pod's `namespace/name`, or the host. */
  readonly name: string
  /** `addr:port` it was accepted on. */
  readonly socket: string
}

export type ReplyReason =
  | 'socket'
  | 'closed-port'
  | 'reject'
  | 'no-route'
  | 'host-unreachable'
  | 'ttl-exceeded'
  | 'unexpected-answer'

/** This packet makes its receiver send another: `packet` is that one's id. */
export interface ReplyEvent extends At {
  readonly type: 'reply'
  readonly because: ReplyReason
  readonly packet: number
}

export type DropReason =
  | 'rule'
  | 'policy'
  | 'invalid'
  | 'black-hole'
  | 'no-route'
  | 'no-neighbour'
  | 'same-port'
  | 'own-source'
  | 'martian'
  | 'rp-filter'
  | 'route-localnet'
  | 'not-forwarding'
  | 'loop'

export interface DropEvent extends At {
  readonly type: 'drop'
  /** Hook, device or "routing": where in the host. */
  readonly where: string
  readonly reason: DropReason
}
