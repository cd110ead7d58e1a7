import type { Packet } from '../net/packet.ts'
import type { Connection, Direction } from './conntrack.ts'

/**
 * A packet inside one host. `mark` and `ct` never reach the wire: leaving the host yields `skb.packet` alone, so
 * "does the masquerade mark cross nodes?" cannot even be written.
 */
export interface Skb {
  readonly packet: Packet
  readonly mark: number
  /** Device it came in by, as rules see it: a bridge, never its port. */
  readonly iif?: string
  /** Port of a bridge it came in by and, when it is bridged on, goes out by; absent without bridge netfilter. */
  readonly physIn?: string
  readonly physOut?: string
  /** Device it is going out by, as rules see it. */
  readonly oif?: string
  readonly ct?: SkbConnection
}

/** What conntrack attached. `connection` is absent for INVALID packets. */
export interface SkbConnection {
  readonly connection?: Connection
  readonly direction: Direction
  readonly state: 'NEW' | 'ESTABLISHED' | 'RELATED' | 'INVALID'
}
