import { type Cidr, familyOf } from '../../src/net/address.ts'
import { cidrFamily, cidrLength, contains } from '../../src/net/cidr.ts'
import type { Device, Host, Network, Route, Segment } from '../../src/network/network.ts'
import { sysctlsFor } from './plan-sysctls.ts'

/** Everything `lab/run.py` needs to build a network: `ip -batch` texts, sysctls, sockets, and where to watch. */
export interface LabPlan {
  readonly namespaces: readonly string[]
  readonly links: string
  /** Namespace and name of every device that must be up before anything is sent. */
  readonly devices: readonly (readonly [namespace: string, device: string])[]
  readonly addresses: Readonly<Record<string, string>>
  readonly sysctls: Readonly<Record<string, readonly (readonly [path: string, value: string])[]>>
  readonly listens: readonly Listen[]
  readonly taps: readonly { readonly namespace: string; readonly ports: readonly string[] }[]
  /** Namespaces with rules. */
  readonly nodes: readonly string[]
}

interface Listen {
  readonly namespace: string
  readonly family: 4 | 6
  readonly protocol: 'TCP' | 'UDP'
  readonly port: number
  readonly address: string | null
  readonly name: string
}

/** How the model's names are called in the kernel, and back. */
export interface Names {
  readonly namespace: (host: string) => string
  readonly host: (namespace: string) => string
  readonly device: (host: string, device: string) => string
  /** The model's name of a kernel's device. */
  readonly deviceOf: (host: string, device: string) => string
}

/** The kernel keeps 15 characters of a device's name. */
const longestDevice = 15

export function namesOf(network: Network): Names {
  const hosts = network.hosts.map((host) => host.name)
  const short = new Map<string, string>()
  const long = new Map<string, string>()
  for (const host of network.hosts) {
    host.devices.forEach((device, index) => {
      const name = device.name.length > longestDevice ? `veth${index}` : device.name
      short.set(`${host.name} ${device.name}`, name)
      long.set(`${host.name} ${name}`, device.name)
    })
  }
  return {
    namespace: (host) => `h${hosts.indexOf(host)}`,
    host: (namespace) => hosts[Number(namespace.slice(1))] ?? namespace,
    device: (host, device) => short.get(`${host} ${device}`) ?? device,
    deviceOf: (host, device) => long.get(`${host} ${device}`) ?? device,
  }
}

/** The model's network as a plan. A wire between two is a veth pair; one between more is a switch of its own. */
export function planNetwork(network: Network): LabPlan {
  const names = namesOf(network)
  const wired = new Set(network.segments.flatMap((segment) => segment.ports.map((p) => `${p.host} ${p.device}`)))
  const loose = network.hosts.flatMap((host) =>
    host.devices
      .filter((device) => ['eth', 'veth'].includes(device.type) && !wired.has(`${host.name} ${device.name}`))
      .map((device): Segment => ({ name: 'unplugged', ports: [{ host: host.name, device: device.name }] })),
  )
  const segments = [...network.segments, ...loose].filter((segment) => segment.ports.length > 0)
  const switches = segments.filter((segment) => segment.ports.length !== 2)
  const withSix = network.hosts.some((host) => host.devices.some((d) => d.addresses.some((a) => isSix(a.network))))
  const pairs = segments.flatMap((segment) => pairsOf(segment, switches.indexOf(segment), names))
  const addresses: { [namespace: string]: string } = {}
  const sysctls: { [namespace: string]: ReturnType<typeof sysctlsFor> } = {}
  network.hosts.forEach((host, index) => {
    addresses[names.namespace(host.name)] = hostBatch(host, index, names)
    sysctls[names.namespace(host.name)] = sysctlsFor(host.sysctls, withSix)
  })
  switches.forEach((segment, index) => {
    addresses[`s${index}`] = switchBatch(segment)
    sysctls[`s${index}`] = sysctlsFor('switch', false)
  })
  return {
    namespaces: [...network.hosts.map((host) => names.namespace(host.name)), ...switches.map((_, i) => `s${i}`)],
    links: lines(pairs.map(linkLine)),
    devices: pairs.flat(),
    addresses,
    sysctls,
    listens: network.hosts.flatMap((host) => listensOf(host, names, withSix)),
    taps: network.hosts.map((host) => ({
      namespace: names.namespace(host.name),
      ports: host.devices.filter((d) => d.bridge !== undefined).map((d) => names.device(host.name, d.name)),
    })),
    nodes: network.hosts.filter((host) => host.netfilter).map((host) => names.namespace(host.name)),
  }
}

function isSix(network: Cidr): boolean {
  return cidrFamily(network) === 6
}

/** The two ends of a veth pair, each a namespace and a device. */
type Pair = readonly [readonly [string, string], readonly [string, string]]

function pairsOf(segment: Segment, switchIndex: number, names: Names): readonly Pair[] {
  const ends = segment.ports.map(({ host, device }) => [names.namespace(host), names.device(host, device)] as const)
  const [a, b] = ends
  if (a && b && switchIndex < 0) return [[a, b]]
  return ends.map((end, port) => [end, [`s${switchIndex}`, `port${port}`]])
}

/** Every device gets a number of its own: the kernel is slow to see a link come up whose ends share one. */
function linkLine([a, b]: Pair, index: number): string {
  const number = 10 + 2 * index
  return `link add ${a[1]} index ${number} netns ${a[0]} type veth peer name ${b[1]} index ${number + 1} netns ${b[0]}`
}

/** A dumb switch: a bridge without an address. */
function switchBatch(segment: Segment): string {
  const ports = segment.ports.flatMap((_, port) => [`link set port${port} master br0`, `link set port${port} up`])
  return lines(['link add br0 type bridge forward_delay 0 mcast_snooping 0', 'link set br0 up', ...ports])
}

function hostBatch(host: Host, index: number, names: Names): string {
  const bridges = host.devices.filter((device) => device.type === 'bridge')
  const mac = (device: Device) => `02:00:00:00:${hex(index)}:${hex(host.devices.indexOf(device) + 1)}`
  return lines([
    'link set lo up',
    ...bridges.map((bridge) => `link add ${bridge.name} type bridge forward_delay 0 mcast_snooping 0`),
    ...host.devices.flatMap((device) => {
      if (device.type === 'lo') return []
      const name = names.device(host.name, device.name)
      const hairpin = device.hairpin ? 'on' : 'off'
      return [
        `link set ${name} address ${mac(device)}`,
        ...(device.bridge
          ? [`link set ${name} master ${device.bridge}`, `link set ${name} type bridge_slave hairpin ${hairpin}`]
          : []),
        ...(device.promiscuous ? [`link set ${name} promisc on`] : []),
        `link set ${name} up`,
      ]
    }),
    ...host.devices.flatMap((device) =>
      device.addresses
        .filter((own) => device.type !== 'lo' || !['127.0.0.1', '::1'].includes(own.address))
        .map((own) => {
          const quick = familyOf(own.address) === 6 ? ' nodad' : ''
          return `addr add ${own.address}/${cidrLength(own.network)} dev ${names.device(host.name, device.name)}${quick}`
        }),
    ),
    ...host.routes.filter((route) => !isConnected(host, route)).map((route) => routeLine(host, route, names)),
  ])
}

/** The kernel makes these by itself when the address is added. */
function isConnected(host: Host, route: Route): boolean {
  return (
    route.type === 'unicast' &&
    route.via === undefined &&
    host.devices.some((d) => d.name === route.device && d.addresses.some((own) => own.network === route.to))
  )
}

function routeLine(host: Host, route: Route, names: Names): string {
  if (route.type !== 'unicast') return `route append ${route.type} ${route.to}`
  const device = names.device(host.name, route.device ?? '')
  const hops = route.via ?? []
  if (hops.length > 1) {
    return `route append ${route.to} ${hops.map((hop) => `nexthop via ${hop} dev ${device}`).join(' ')}`
  }
  const [hop] = hops
  if (hop === undefined) return `route append ${route.to} dev ${device}`
  const reached = host.devices.some((d) => d.addresses.some((own) => contains(own.network, hop)))
  return `route append ${route.to} via ${hop} dev ${device}${reached ? '' : ' onlink'}`
}

function listensOf(host: Host, names: Names, withSix: boolean): readonly Listen[] {
  const listens = host.sockets.flatMap(({ protocol, port, address, owner }) => {
    if (protocol === 'SCTP' || port === undefined) return []
    const bound = address === '0.0.0.0' || address === '::' ? undefined : address
    const families: readonly (4 | 6)[] = bound ? [familyOf(bound)] : withSix ? [4, 6] : [4]
    const name = owner ?? host.name
    const namespace = names.namespace(host.name)
    return families.map((family): Listen => ({ namespace, family, protocol, port, address: bound ?? null, name }))
  })
  const key = ({ family, protocol, port, address }: Listen) => `${family} ${protocol} ${port} ${address}`
  return listens.filter((listen, i) => listens.findIndex((other) => key(other) === key(listen)) === i)
}

function hex(number: number): string {
  return number.toString(16).padStart(2, '0')
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('')
}
