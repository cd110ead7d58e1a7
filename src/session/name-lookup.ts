import { type Cluster, type Pod, qualifiedName } from '../cluster/cluster.ts'
import type { Library } from '../dns/candidates.ts'
import { resolvConfOf } from '../dns/resolv-conf.ts'
import { dnsServers } from '../dns/servers.ts'
import type { Network } from '../network/network.ts'
import type { Choice } from '../trace/flow.ts'
import { lookUp, type NameLookup } from '../trace/lookup.ts'

/** Who asks: a host of the network, and the Pod whose /etc/resolv.conf counts when it is not that host itself. */
export interface Asker {
  readonly host: string
  readonly pod?: Pod
}

/** A name looked up from somewhere: its addresses or why there are none, every packet of it, and the network after it. */
export function lookUpName(
  cluster: Cluster,
  network: Network,
  { host, pod }: Asker,
  name: string,
  choice: Choice,
  library: Library = 'glibc',
): NameLookup {
  const conf = resolvConfOf(cluster, pod ? qualifiedName(pod) : host)
  return lookUp(network, dnsServers(cluster), { from: host, name, conf, library, choice })
}
