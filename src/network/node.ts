import { type Cluster, type Node, type Pod, qualifiedName } from '../cluster/cluster.ts'
import { type Address, familyOf, parseAddress } from '../net/address.ts'
import { addressAt, cidr, contains, hostCidr } from '../net/cidr.ts'
import { emptyConntrack } from '../netfilter/conntrack.ts'
import type { Ruleset } from '../netfilter/ruleset.ts'
import { connected, defaultRoutes } from './connected.ts'
import { healthSockets } from './health-sockets.ts'
import type { Lan } from './lan.ts'
import type { Device, Host, ListeningSocket, Route } from './network.ts'

/** A node: lo, eth0 on the LAN, the bridge cni0 with one port per Pod, and routes to the other nodes' Pods. */
export function buildNode(
  cluster: Cluster,
  node: Node,
  lan: Lan,
  veths: ReadonlyMap<string, string>,
  rulesets: readonly Ruleset[],
): Host {
  const pods = cluster.pods.filter((pod) => pod.node === node.name && pod.addresses.length > 0)
  const devices = nodeDevices(cluster, node, lan, pods, veths)
  return {
    name: node.name,
    kind: 'node',
    devices,
    routes: nodeRoutes(cluster, node, lan, devices, pods),
    sockets: [...nodeSockets(pods), ...healthSockets(cluster)],
    sysctls: {
      ipForward: node.lab.ipForward ?? true,
      rpFilter: node.lab.rpFilter ?? 0,
      routeLocalnet: node.lab.routeLocalnet ?? setsRouteLocalnet(cluster),
      bridgeNfCallIptables: node.lab.bridgeNfCallIptables ?? true,
    },
    netfilter: { rulesets, conntrack: emptyConntrack },
  }
}

/** kube-proxy sets route_localnet for node ports on 127.0.0.1; in v1.12 there was no option to switch these off. */
function setsRouteLocalnet({ lab, settings }: Cluster): boolean {
  return lab.kubernetesVersion === 'v1.12' || settings.kubeProxy.localhostNodePorts
}

/** The bridge's own address in a Pod network: its first one. */
export function bridgeAddress(node: Node, like: Address): Address | undefined {
  const network = node.podCIDRs.find((candidate) => contains(candidate, like)) ?? node.podCIDRs[0]
  return network && addressAt(network, 1)
}

function nodeDevices(
  cluster: Cluster,
  node: Node,
  lan: Lan,
  pods: readonly Pod[],
  veths: ReadonlyMap<string, string>,
): readonly Device[] {
  const extra = (node.lab.addresses ?? []).flatMap((text) => parseAddress(text.split('/')[0] ?? '') ?? [])
  const mode = cluster.settings.hairpinMode
  const hairpin = node.lab.hairpin ?? mode === 'hairpin-veth'
  const eth0: Device = {
    name: 'eth0',
    type: 'eth',
    addresses: [
      ...node.addresses.map((address) => ({ address, network: lan.networkOf(address) })),
      ...extra.map((address) => ({ address, network: hostCidr(address) })),
    ],
  }
  const cni0: Device = {
    name: 'cni0',
    type: 'bridge',
    addresses: node.podCIDRs.map((network) => ({ address: addressAt(network, 1), network })),
    promiscuous: node.lab.promiscuous ?? mode === 'promiscuous-bridge',
  }
  const ports = pods
    .filter((pod) => !pod.hostNetwork)
    .map(
      (pod): Device => ({
        name: veths.get(qualifiedName(pod)) as string,
        type: 'veth',
        addresses: [],
        bridge: 'cni0',
        hairpin,
      }),
    )
  const lo: Device = {
    name: 'lo',
    type: 'lo',
    addresses: [{ address: addressAt(cidr('127.0.0.0/8'), 1), network: cidr('127.0.0.0/8') }],
  }
  return [lo, eth0, cni0, ...ports]
}

function nodeRoutes(
  cluster: Cluster,
  node: Node,
  lan: Lan,
  devices: readonly Device[],
  pods: readonly Pod[],
): readonly Route[] {
  const others = cluster.nodes.filter((other) => other.name !== node.name)
  const toOthers = others.flatMap((other): readonly Route[] => [
    ...other.podCIDRs.flatMap((to) => viaNode(to.includes(':') ? 6 : 4, other, to)),
    ...strayPods(cluster, other).flatMap((address) => viaNode(familyOf(address), other, hostCidr(address))),
    ...other.addresses
      .filter((address) => !devices.some((d) => d.addresses.some((own) => contains(own.network, address))))
      .map((address): Route => ({ to: hostCidr(address), type: 'unicast', device: 'eth0' })),
  ])
  const strays = pods.flatMap((pod) =>
    strayAddresses(node, pod).map((address): Route => ({ to: hostCidr(address), type: 'unicast', device: 'cni0' })),
  )
  const through = cluster.nodes.find((other) => other.name === node.lab.defaultVia)?.addresses
  return [
    ...connected(devices.filter((d) => d.type !== 'lo')),
    ...toOthers,
    ...strays,
    ...defaultRoutes('eth0', through ?? lan.gateways),
  ]
}

function viaNode(family: 4 | 6, node: Node, to: Route['to']): readonly Route[] {
  const via = node.addresses.find((address) => familyOf(address) === family)
  return via ? [{ to, type: 'unicast', device: 'eth0', via: [via] }] : []
}

/** Pod addresses outside their node's Pod networks (VPC-style CNIs) need a host route each. */
function strayPods(cluster: Cluster, node: Node): readonly Address[] {
  return cluster.pods.filter((pod) => pod.node === node.name).flatMap((pod) => strayAddresses(node, pod))
}

function strayAddresses(node: Node, pod: Pod): readonly Address[] {
  if (pod.hostNetwork) return []
  return pod.addresses.filter((address) => !node.podCIDRs.some((network) => contains(network, address)))
}

/** hostNetwork Pods listen on the node itself. */
function nodeSockets(pods: readonly Pod[]): readonly ListeningSocket[] {
  return pods
    .filter((pod) => pod.hostNetwork)
    .flatMap((pod) =>
      pod.listens.map(({ port, protocol, address }): ListeningSocket => {
        const owner = qualifiedName(pod)
        return address ? { port, protocol, address, owner } : { port, protocol, owner }
      }),
    )
}
