import type { DnsServers } from '../dns/server.ts'
import type { Network } from '../network/network.ts'
import type { Cause } from './causes.ts'
import type { Choice } from './flow.ts'
import type { LookupLog } from './lookup-log.ts'
import type { Random } from './random.ts'

/** Why a question got no reply, and on which host that was settled. */
export interface Trouble {
  readonly cause: Cause | null
  readonly where: string | null
}

/** What a lookup is in the middle of. */
export interface LookupRun {
  network: Network
  readonly servers: DnsServers
  readonly log: LookupLog
  readonly choice: Choice
  readonly random: Random
  trouble: Trouble | null
}

/** Linux picks a port from net.ipv4.ip_local_port_range. */
export function ephemeralPort(random: Random): number {
  return 32768 + Math.floor(random() * (61000 - 32768))
}
