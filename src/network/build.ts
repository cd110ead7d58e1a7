import type { Cluster } from '../cluster/cluster.ts'
import type { Ruleset } from '../netfilter/ruleset.ts'
import { balancerRoutes, buildBalancer } from './balancer.ts'
import { lanOf } from './lan.ts'
import type { Host, Network, Segment } from './network.ts'
import { buildNode } from './node.ts'
import { buildOutside } from './outside.ts'
import { buildPod } from './pod.ts'
import { vethNames } from './veth.ts'

/** Rules per node name, one ruleset per family. */
export type RulesetsByNode = Readonly<Record<string, readonly Ruleset[]>>

/**
 * The cluster as hosts on wires: outside hosts and the router, nodes with eth0 on one LAN and a bridge `cni0` each,
 * Pods as network namespaces behind veth pairs. Every routing table is what the usual bridge CNI with host routes makes.
 */
export function buildNetwork(cluster: Cluster, rulesets: RulesetsByNode): Network {
  const lan = lanOf(cluster)
  const veths = vethNames(cluster)
  const outside = buildOutside(cluster, lan)
  const balancer = buildBalancer(cluster, lan)
  const nodes: Host[] = cluster.nodes.map((node) => buildNode(cluster, node, lan, veths, rulesets[node.name] ?? []))
  const pods = cluster.pods.filter((pod) => !pod.hostNetwork && pod.addresses.length > 0)
  const podHosts = pods.map((pod) => buildPod(cluster, pod))
  const podSegments: Segment[] = pods.map((pod) => {
    const name = `${pod.namespace}/${pod.name}`
    const veth = veths.get(name) as string
    return {
      name: `veth ${name}`,
      ports: [
        { host: name, device: 'eth0' },
        { host: pod.node, device: veth },
      ],
    }
  })
  const lanSegment: Segment = {
    name: 'lan',
    ports: [
      ...outside.lanPorts,
      ...(balancer ? [{ host: balancer.name, device: 'eth0' }] : []),
      ...cluster.nodes.map((node) => ({ host: node.name, device: 'eth0' })),
    ],
  }
  return {
    hosts: [...(balancer ? withBalancer(outside.hosts, balancer) : outside.hosts), ...nodes, ...podHosts],
    segments: [lanSegment, ...outside.segments, ...podSegments],
  }
}

/** The router's own routes come first: what the Lab says of an address wins. */
function withBalancer(hosts: readonly Host[], balancer: Host): readonly Host[] {
  const routed = hosts.map((host) =>
    host.kind === 'router' ? { ...host, routes: [...host.routes, ...balancerRoutes(balancer)] } : host,
  )
  return [...routed, balancer]
}
