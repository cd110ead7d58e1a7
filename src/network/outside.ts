import type { Cluster } from '../cluster/cluster.ts'
import { type Address, address, familyOf, parseAddress } from '../net/address.ts'
import { cidrFamily, contains, hostCidr, parseCidr } from '../net/cidr.ts'
import { connected, defaultRoutes } from './connected.ts'
import { type Attached, attach, gatewaysFor, type Lan } from './lan.ts'
import type { Device, Host, ListeningSocket, Route, Segment } from './network.ts'
import { plainHost } from './sysctls.ts'

type LabHost = Cluster['outside']['hosts'][number]
type LabRoute = Cluster['lab']['router']['routes'][number]

/** The API server answers here, behind the Service `default/kubernetes`, when its address is nobody else's. */
const apiServer = { name: 'apiserver', address: '192.168.0.10', port: 6443 } as const

/** Outside hosts, the router, and the networks between them. */
export function buildOutside(
  cluster: Cluster,
  lan: Lan,
): { readonly hosts: readonly Host[]; readonly segments: readonly Segment[]; readonly lanPorts: Segment['ports'] } {
  const nodeAddresses = cluster.nodes.flatMap((node) => node.addresses)
  const devices: Device[] = []
  for (const own of lan.router) {
    const facesNodes = nodeAddresses.some((node) => contains(own.network, node))
    const name = facesNodes ? 'lan' : (sharedDevice(own, devices, cluster) ?? nextWan(devices))
    const known = devices.findIndex((device) => device.name === name)
    if (known >= 0)
      devices[known] = { ...(devices[known] as Device), addresses: [...(devices[known] as Device).addresses, own] }
    else devices.push({ name, type: 'eth', addresses: [own] })
  }
  const router: Host = {
    name: 'router',
    kind: 'router',
    devices,
    routes: [
      ...connected(devices),
      ...cluster.lab.router.routes.flatMap((route) => routerRoute(route, cluster, devices)),
      ...(cluster.lab.whatIf.podRoutes ? podRoutes(cluster, 'lan') : []),
    ],
    sockets: [],
    sysctls: { ...plainHost, ipForward: true, rpFilter: cluster.lab.router.rpFilter },
  }
  const hosts = [...cluster.outside.hosts, ...undescribedHosts(cluster)].map((host) => outsideHost(host, lan, cluster))
  const onLan = (host: Host) =>
    host.devices.some((d) => d.addresses.some((own) => devicesNetwork(devices, 'lan', own.address)))
  const api = apiServerHost(cluster, lan)
  const lanHosts = [...hosts.filter(onLan), ...api]
  const segments: Segment[] = devices
    .filter((device) => device.name !== 'lan')
    .map((device) => ({
      name: device.name,
      ports: [
        { host: 'router', device: device.name },
        ...hosts
          .filter((host) => host.devices.some((d) => d.addresses.some((own) => onDevice(device, own.address))))
          .map((host) => ({ host: host.name, device: 'eth0' })),
      ],
    }))
  const lanPorts = [
    ...(devices.some((device) => device.name === 'lan') ? [{ host: 'router', device: 'lan' }] : []),
    ...lanHosts.map((host) => ({ host: host.name, device: 'eth0' })),
  ]
  return { hosts: [...hosts, router, ...api], segments, lanPorts }
}

/** The device whose network some host shares with this one too: both families of it are on one wire. */
function sharedDevice(own: Attached, devices: readonly Device[], cluster: Cluster): string | undefined {
  const neighbours = cluster.outside.hosts
    .map((host) => host.addresses.flatMap(attach))
    .filter((addresses) => addresses.some(({ address: mine }) => contains(own.network, mine)))
  return devices.find(
    (device) => device.name !== 'lan' && neighbours.some((all) => all.some((mine) => onDevice(device, mine.address))),
  )?.name
}

function nextWan(devices: readonly Device[]): string {
  return `wan${devices.filter((device) => device.name.startsWith('wan')).length || ''}`
}

function onDevice(device: Device, address: Address): boolean {
  return device.addresses.some((own) => contains(own.network, address))
}

function devicesNetwork(devices: readonly Device[], name: string, address: Address): boolean {
  return devices.some((device) => device.name === name && onDevice(device, address))
}

/** The outside name server, unless it is one of the hosts, and the servers behind external names. */
function undescribedHosts({ outside }: Cluster): readonly LabHost[] {
  const named = outside.hosts.some((host) => host.name === outside.dns.host)
  const all = [...(named ? [] : [{ name: outside.dns.host, address: outside.dns.address }]), ...outside.servers]
  return all.map(({ name, address: own }) => {
    return { name, addresses: [`${own}/${own.includes(':') ? 64 : 24}`], listens: [] }
  })
}

function outsideHost(host: LabHost, lan: Lan, { outside }: Cluster): Host {
  const addresses = host.addresses.flatMap(attach)
  const devices: Device[] = [{ name: 'eth0', type: 'eth', addresses }]
  const gateways = gatewaysFor(
    addresses.map((own) => own.address),
    lan.router,
  )
  const sockets: ListeningSocket[] = host.listens.map(({ port, protocol, address: text }) => {
    const bound = text === undefined ? undefined : parseAddress(text)
    return bound === undefined ? { port, protocol } : { port, protocol, address: bound }
  })
  if (host.name === outside.dns.host) sockets.push({ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 })
  if (outside.servers.some(({ name }) => name === host.name)) sockets.push({ protocol: 'TCP' }, { protocol: 'UDP' })
  return {
    name: host.name,
    kind: 'outside',
    devices,
    routes: [...connected(devices), ...defaultRoutes('eth0', gateways)],
    sockets,
    sysctls: plainHost,
  }
}

function apiServerHost(cluster: Cluster, lan: Lan): readonly Host[] {
  const own = address(apiServer.address)
  const taken = [...cluster.nodes.flatMap((n) => n.addresses), ...cluster.pods.flatMap((p) => p.addresses)]
  const served = cluster.services.some((s) => s.ports.some((p) => p.endpoints.some((e) => e.address === own)))
  if (!served || taken.includes(own)) return []
  const devices: Device[] = [{ name: 'eth0', type: 'eth', addresses: [{ address: own, network: lan.networkOf(own) }] }]
  return [
    {
      name: apiServer.name,
      kind: 'outside',
      devices,
      routes: [...connected(devices), ...podRoutes(cluster, 'eth0'), ...defaultRoutes('eth0', lan.gateways)],
      sockets: [{ protocol: 'TCP', port: apiServer.port }],
      sysctls: plainHost,
    },
  ]
}

/** Every node's Pods by way of that node. */
function podRoutes(cluster: Cluster, device: string): readonly Route[] {
  return cluster.nodes.flatMap((node) =>
    node.podCIDRs.flatMap((to): readonly Route[] => {
      const via = node.addresses.find((own) => familyOf(own) === cidrFamily(to))
      return via ? [{ to, type: 'unicast', device, via: [via] }] : []
    }),
  )
}

/** A route of the Lab's router; names stand for node or host addresses. One that names nobody is left out. */
function routerRoute(route: LabRoute, cluster: Cluster, devices: readonly Device[]): readonly Route[] {
  const to = parseCidr(route.to) ?? (parseAddress(route.to) && hostCidr(parseAddress(route.to) as Address))
  if (!to) return []
  if (route.blackhole) return [{ to, type: 'blackhole' }]
  if (route.onLink) return [{ to, type: 'unicast', device: 'lan' }]
  const via = (route.via ?? []).flatMap((name) => {
    const node = cluster.nodes.find((candidate) => candidate.name === name)?.addresses[0]
    const host = cluster.outside.hosts
      .find((candidate) => candidate.name === name)
      ?.addresses.flatMap(attach)[0]?.address
    const hop = node ?? host ?? parseAddress(name)
    return hop ? [hop] : []
  })
  const first = via[0]
  if (first === undefined) return []
  const device = devices.find((candidate) => onDevice(candidate, first))?.name ?? 'lan'
  return [{ to, type: 'unicast', device, via }]
}
