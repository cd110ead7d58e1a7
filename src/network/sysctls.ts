import type { Sysctls } from './network.ts'

/** A host that only sends and receives: no forwarding, no bridge, nothing filtered. */
export const plainHost: Sysctls = {
  ipForward: false,
  rpFilter: 0,
  routeLocalnet: false,
  bridgeNfCallIptables: false,
}
