import type { Address } from '../net/address.ts'
import type { Protocol } from '../net/packet.ts'

/** A request: who asks whom. Names are already resolved to hosts and addresses. */
export interface Flow {
  /** Host that sends: `client`, `node1`, or a Pod's `namespace/name`. */
  readonly from: string
  readonly protocol: Protocol
  readonly sourcePort: number
  /** UDP packets sent from the socket at once, before any answer; 1 when absent. */
  readonly datagrams?: number
  readonly destination: { readonly address: Address; readonly port: number }
}

/** How open choices are settled: `statistic` rules, and the ports that MASQUERADE picks. */
export interface Choice {
  readonly seed: number
  /** Pod `namespace/name` that balancing should lead to wherever it can. */
  readonly pick?: string
  /** Addresses of the picked Pod. */
  readonly pickAddresses?: readonly Address[]
}
