import type { Address, Cidr, Family } from '../net/address.ts'
import type { IcmpKind } from '../net/packet.ts'
import type { TableName } from './hook.ts'

export type Policy = 'ACCEPT' | 'DROP'
export type CtState = 'NEW' | 'ESTABLISHED' | 'RELATED' | 'INVALID' | 'UNTRACKED' | 'DNAT' | 'SNAT'

/** What one `iptables-restore` (or `ip6tables-restore`) has loaded on one host. */
export interface Ruleset {
  readonly family: Family
  readonly tables: readonly Table[]
}

export interface Table {
  readonly name: TableName
  /** Base chains first, as iptables-save lists them. */
  readonly chains: readonly Chain[]
}

export interface Chain {
  readonly name: string
  /** Present on base chains only. */
  readonly policy?: Policy
  readonly rules: readonly Rule[]
}

export interface Rule {
  /** In iptables-save order: -s -d -i -o -p, then the `-m` matches as they were given. */
  readonly matches: readonly Match[]
  /** A rule without a target only counts (KUBE-FW's last rule is one). */
  readonly target?: Target
  /** Key of the field this rule was compiled from; absent on rules nobody's YAML made. See `originKey`. */
  readonly origin?: string
}

type Negatable = { readonly not?: true }
/** An option without an argument, and one that takes an interface's name. */
export type Flag = { readonly not?: true }
export type Named = { readonly name: string; readonly not?: true }

/** One member per match; fields are the long option names of iptables-extensions(8). */
export type Match =
  | ({ readonly type: 'source' | 'destination'; readonly cidr: Cidr } & Negatable)
  | ({ readonly type: 'in-interface' | 'out-interface'; readonly name: string } & Negatable)
  | ({ readonly type: 'protocol'; readonly protocol: string } & Negatable)
  | { readonly type: 'comment'; readonly comment: string }
  /** `-m tcp`, `-m udp`, `-m sctp`; one without ports matches by protocol alone. */
  | {
      readonly type: 'ports'
      readonly module: string
      readonly sport?: PortRange
      readonly dport?: PortRange
      readonly tcpFlags?: TcpFlags
    }
  /** `-m icmp` or `-m icmp6`; without a code every code of the type matches. Type 255 of `icmp` is any type. */
  | ({
      readonly type: 'icmp'
      readonly module: 'icmp' | 'icmp6'
      readonly icmpType: number
      readonly code?: number
    } & Negatable)
  | { readonly type: 'iprange'; readonly srcRange?: AddressRange; readonly dstRange?: AddressRange }
  | ({ readonly type: 'mark'; readonly value: number; readonly mask: number } & Negatable)
  /** `-m conntrack --ctstate`; with `spelling` the older `-m state --state`, which asks the same. */
  | ({ readonly type: 'conntrack'; readonly ctstate: readonly CtState[]; readonly spelling?: 'state' } & Negatable)
  | { readonly type: 'addrtype'; readonly srcType?: AddrType; readonly dstType?: AddrType }
  /** `threshold` is the kernel's 31-bit number: the match holds when a random 31-bit number is below it. */
  | ({ readonly type: 'statistic'; readonly threshold: number } & Negatable)
  | {
      readonly type: 'recent'
      readonly action: 'set' | 'rcheck' | 'update' | 'remove'
      readonly name: string
      readonly seconds?: number
      readonly reap?: true
      readonly side: 'rsource' | 'rdest'
      readonly mask: Address
      readonly not?: true
    }
  /** `-m physdev`: the ports of a bridge by which bridge netfilter saw the packet come and go. */
  | {
      readonly type: 'physdev'
      readonly isIn?: Flag
      readonly in?: Named
      readonly isOut?: Flag
      readonly out?: Named
      readonly isBridged?: Flag
    }
  /** Counts into an accounting object and always holds. */
  | { readonly type: 'nfacct'; readonly name: string }
  /** A match this program can print but not evaluate: `text` is exactly what iptables-save prints for it. */
  | { readonly type: 'unmodelled'; readonly name: string; readonly text: string }

export interface PortRange {
  readonly from: number
  readonly to: number
  readonly not?: true
}

/** `--tcp-flags mask set`: of the flags in `mask`, exactly those in `set` are on. `--syn` is one such. */
export interface TcpFlags {
  readonly mask: readonly TcpFlag[]
  readonly set: readonly TcpFlag[]
  readonly not?: true
}

/** In the order iptables-save lists them. */
export const tcpFlags = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG'] as const
export type TcpFlag = (typeof tcpFlags)[number]

/** Both ends are inside. */
export interface AddressRange {
  readonly from: Address
  readonly to: Address
  readonly not?: true
}

export interface AddrType {
  readonly type: string
  readonly not?: true
}

export type Target =
  | { readonly type: 'ACCEPT' | 'DROP' | 'RETURN' }
  | { readonly type: 'MASQUERADE'; readonly randomFully?: true; readonly toPorts?: PortRange }
  | { readonly type: 'jump' | 'goto'; readonly chain: string }
  /** --set-xmark value/mask: mark = (mark & ~mask) ^ value. */
  | { readonly type: 'MARK'; readonly value: number; readonly mask: number }
  | { readonly type: 'DNAT'; readonly to: { readonly address: Address; readonly port?: number } }
  | { readonly type: 'SNAT'; readonly to: { readonly address: Address; readonly port?: number } }
  | { readonly type: 'REJECT'; readonly with: RejectWith }
  /** A target this program can print but not carry out. `text` as iptables-save prints it, from `-j` on. */
  | { readonly type: 'unmodelled'; readonly name: string; readonly text: string }

/** REJECT's answers; names from iptables-extensions(8). */
export type RejectWith = `icmp-${IcmpKind}` | 'tcp-reset' | `icmp6-${string}` | `icmp-${string}`
