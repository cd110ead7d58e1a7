import { type Cluster, type Pod, qualifiedName } from '../cluster/cluster.ts'
import type { Library } from '../dns/candidates.ts'
import type { RecordType } from '../dns/message.ts'
import { resolvConfOf } from '../dns/resolv-conf.ts'
import { dnsServers } from '../dns/servers.ts'
import type { Network } from '../network/network.ts'
import type { Choice } from '../trace/flow.ts'
import { lookUp, type NameLookup } from '../trace/lookup.ts'
import { findPod, hostNamed } from './find-host.ts'

/** Who asks: a host of the network, and the Pod whose /etc/resolv.conf counts when one asks. */
export interface Asker {
  readonly host: string
  readonly pod?: Pod
}

/** How to look up. */
export interface LookupOptions {
  readonly library?: Library
  /** One question of this type for the name as it is, as dig asks it. */
  readonly type?: RecordType
  readonly choice?: Choice
}

/** The host, node or Pod that a request calls so; undefined when nobody is. */
export function askerNamed(cluster: Cluster, network: Network, name: string): Asker | undefined {
  const host = hostNamed(cluster, network, name)
  if (host === undefined) return undefined
  const pod = host === name && cluster.nodes.some((node) => node.name === name) ? undefined : findPod(cluster, name)
  return pod ? { host, pod } : { host }
}

/** A name looked up from somewhere: its addresses or why there are none, every packet of it, and the network after it. */
export function lookUpName(
  cluster: Cluster,
  network: Network,
  { host, pod }: Asker,
  name: string,
  { library = 'glibc', choice = { seed: 1 }, type }: LookupOptions = {},
): NameLookup {
  const conf = resolvConfOf(cluster, pod ? qualifiedName(pod) : host)
  return lookUp(network, dnsServers(cluster), { from: host, name, conf, library, choice, ...(type ? { type } : {}) })
}
