import type { Cluster } from '../cluster/cluster.ts'
import type { Family } from '../net/address.ts'
import type { RestoreDocument } from '../netfilter/document.ts'
import { loadDocument } from '../netfilter/load.ts'
import type { Ruleset } from '../netfilter/ruleset.ts'
import { buildNetwork } from '../network/build.ts'
import type { Network } from '../network/network.ts'
import { nodeDocument } from '../proxy/node-document.ts'

/** Rules of every node, per family the cluster has, and the network that runs them. */
export interface Ruled {
  readonly documents: ByFamily<RestoreDocument>
  readonly rulesets: ByFamily<Ruleset>
  readonly network: Network
}

type ByFamily<T> = ReadonlyMap<Family, Readonly<Record<string, T>>>

/**
 * Writes and loads every node's rules. `synced` is the cluster as each node's kube-proxy saw it last: a stopped one
 * lags behind, and its host says so.
 */
export function ruleNodes(cluster: Cluster, synced: (node: string) => Cluster = () => cluster): Ruled {
  const documents = new Map<Family, { [node: string]: RestoreDocument }>()
  const rulesets = new Map<Family, { [node: string]: Ruleset }>()
  const loaded: { [node: string]: Ruleset[] } = {}
  for (const family of cluster.settings.families) {
    const written: { [node: string]: RestoreDocument } = {}
    const held: { [node: string]: Ruleset } = {}
    for (const { name } of cluster.nodes) {
      written[name] = nodeDocument(synced(name), name, { family })
      const ruleset = loadDocument(nodeDocument(synced(name), name, { withCni: true, family }))
      held[name] = ruleset
      loaded[name] = [...(loaded[name] ?? []), ruleset]
    }
    documents.set(family, written)
    rulesets.set(family, held)
  }
  const network = buildNetwork(cluster, loaded)
  const hosts = network.hosts.map((host) =>
    host.kind === 'node' && host.netfilter && synced(host.name) !== cluster
      ? { ...host, netfilter: { ...host.netfilter, outdated: true } }
      : host,
  )
  return { documents, rulesets, network: { ...network, hosts } }
}
