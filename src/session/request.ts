import { addressesOf, type Cluster, type Pod, qualifiedName } from '../cluster/cluster.ts'
import { isAskable } from '../dns/name.ts'
import type { DiagnosticCode } from '../manifest/diagnostic.ts'
import type { LabRequest } from '../manifest/manifest.ts'
import { type Address, parseAddress } from '../net/address.ts'
import type { Protocol } from '../net/packet.ts'
import type { Network } from '../network/network.ts'
import type { Choice, Flow } from '../trace/flow.ts'
import { findPod, hostNamed } from './find-host.ts'
import { type Asker, askerNamed } from './name-lookup.ts'
import type { NamedRequest } from './named-request.ts'
import { froms, isSystem, tos } from './parties.ts'
import type { Party, Walk } from './walk.ts'

/** A request with its gaps filled and its names resolved; `problems` says which names nobody has. */
export interface ResolvedRequest {
  readonly request: Walk['request']
  readonly flow?: Flow
  /** A DNS name to be looked up first. */
  readonly named?: { readonly asker: Asker; readonly request: NamedRequest }
  readonly choice: Choice
  readonly froms: readonly Party[]
  readonly tos: readonly Party[]
  readonly problems: readonly {
    readonly field: 'from' | 'to' | 'pick'
    readonly code: DiagnosticCode
    readonly name: string
  }[]
}

const defaultSourcePort = 40000

/**
 * Fills a request: from the first client, to the first way in that is open to it; never by itself to what the cluster has
 * anyway. Names are looked up as host, node, Pod in `default`, then a Pod whose name is unique; `svc/name[:port]` is the
 * ClusterIP; an address is taken as it is; what is left is a DNS name.
 */
export function resolveRequest(cluster: Cluster, network: Network, asked: LabRequest): ResolvedRequest {
  const senders = froms(cluster)
  const targets = tos(cluster)
  const problems: ResolvedRequest['problems'][number][] = []
  const first = asked.from === undefined ? openWay(targets) : targets[0]
  const toName = asked.to ?? (first && !isSystem(first) ? first.value : '')
  const to = target(cluster, toName)
  const name = to === undefined ? dnsName(toName) : undefined
  // Only the cluster's own Pods know the names of its Services.
  const sender = name ? senders.find(({ kind }) => kind === 'pod') : undefined
  const fromName = asked.from ?? sender?.value ?? senders[0]?.value ?? 'client'
  const from = hostNamed(cluster, network, fromName)
  if (from === undefined) problems.push({ field: 'from', code: 'lab-name-unknown', name: fromName })
  if (to === undefined && name === undefined && toName !== '')
    problems.push({ field: 'to', code: 'lab-name-unknown', name: toName })
  const picked = asked.pick === undefined ? undefined : findPod(cluster, asked.pick)
  if (asked.pick !== undefined && !picked) problems.push({ field: 'pick', code: 'lab-name-unknown', name: asked.pick })
  const protocol: Protocol = asked.protocol ?? to?.protocol ?? 'TCP'
  const seed = asked.seed ?? 1
  const sourcePort = asked.sourcePort ?? defaultSourcePort
  const request = {
    from: fromName,
    to: toName,
    protocol,
    sourcePort,
    seed,
    ...(asked.pick === undefined ? {} : { pick: asked.pick }),
  }
  const flow: Flow | undefined =
    from !== undefined && to !== undefined
      ? { from, protocol, sourcePort, destination: { address: to.address, port: to.port } }
      : undefined
  const asker = askerNamed(cluster, network, fromName)
  const named =
    asker && name !== undefined
      ? {
          asker,
          request: { ...name, sourcePort, ...(asked.protocol ? { protocol: asked.protocol } : {}) },
        }
      : undefined
  const choice: Choice = picked ? { seed, pick: qualifiedName(picked), pickAddresses: picked.addresses } : { seed }
  return {
    request,
    choice,
    froms: senders,
    tos: targets,
    problems,
    ...(flow ? { flow } : {}),
    ...(named ? { named } : {}),
  }
}

/** The first way in from outside, of any Service; without one, the first of all. */
function openWay(targets: readonly Party[]): Party | undefined {
  const outside: readonly Party['kind'][] = ['loadBalancer', 'externalIP', 'nodePort']
  return targets.find(({ kind }) => outside.includes(kind)) ?? targets[0]
}

/** The flow of a request whose ends are given; undefined when it names nobody. */
export function requestFlow(
  cluster: Cluster,
  network: Network,
  { from, to, protocol, sourcePort = defaultSourcePort }: LabRequest & { readonly from: string; readonly to: string },
): Flow | undefined {
  const sender = hostNamed(cluster, network, from)
  const asked = target(cluster, to)
  if (sender === undefined || asked === undefined) return undefined
  const destination = { address: asked.address, port: asked.port }
  return { from: sender, protocol: protocol ?? asked.protocol ?? 'TCP', sourcePort, destination }
}

interface Target {
  readonly address: Address
  readonly port: number
  readonly protocol?: Protocol
}

/** `name:port`, `address:port`, `[v6]:port`, `svc/name[:port]`, or a name whose only port is evident. */
function target(cluster: Cluster, text: string): Target | undefined {
  if (text.startsWith('svc/')) return serviceTarget(cluster, text.slice(4))
  const parts = /^\[(.+)\]:(\d{1,5})$/.exec(text) ?? /^(.+?):(\d{1,5})$/.exec(text)
  const name = parts?.[1] ?? text
  const port = parts ? Number(parts[2]) : undefined
  if (port !== undefined && (port < 1 || port > 65535)) return undefined
  const pod = findPod(cluster, name)
  const address =
    parseAddress(name === 'localhost' ? '127.0.0.1' : name) ??
    cluster.outside.hosts
      .find((host) => host.name === name)
      ?.addresses.flatMap((a) => parseAddress(a.split('/')[0] ?? '') ?? [])[0] ??
    cluster.nodes.find((node) => node.name === name)?.addresses[0] ??
    pod?.addresses[0]
  const chosen = port ?? pod?.listens[0]?.port
  if (address === undefined || chosen === undefined) return undefined
  const protocol = protocolAt(cluster, address, chosen, pod)
  return { address, port: chosen, ...(protocol ? { protocol } : {}) }
}

/** What is nothing else is a DNS name, with or without a port. */
function dnsName(text: string): Pick<NamedRequest, 'name' | 'port'> | undefined {
  const [, name = '', digits] = /^([^:]+?)(?::(\d{1,5}))?$/.exec(text) ?? []
  if (!isAskable(name) || parseAddress(name) !== undefined || /^[\d.]+$/.test(name)) return undefined
  if (digits === undefined) return { name }
  const port = Number(digits)
  return port >= 1 && port <= 65535 ? { name, port } : undefined
}

function serviceTarget(cluster: Cluster, text: string): Target | undefined {
  const [name = '', portText] = text.split(':')
  const wanted = name.includes('/') ? name : `default/${name}`
  const service = cluster.services.find((candidate) => qualifiedName(candidate) === wanted)
  const port = service?.ports.find((p) => portText === undefined || p.name === portText || String(p.port) === portText)
  const address = service?.clusterIPs[0]
  if (!address || (!port && portText !== undefined && !/^\d+$/.test(portText))) return undefined
  const number = port?.port ?? Number(portText ?? service?.ports[0]?.port)
  return { address, port: number, ...(port ? { protocol: port.protocol } : {}) }
}

/** What is spoken at an address and port: UDP only where nothing there speaks TCP. */
function protocolAt(cluster: Cluster, address: Address, port: number, pod: Pod | undefined): Protocol | undefined {
  const isNode = cluster.nodes.some((node) => node.addresses.includes(address)) || address.startsWith('127.')
  const spoken = cluster.services.flatMap((service) =>
    service.ports
      .filter((p) => (isNode && p.nodePort === port) || (p.port === port && addressesOf(service).includes(address)))
      .map((p) => p.protocol),
  )
  const listened = pod?.listens.filter((listen) => listen.port === port).map((listen) => listen.protocol) ?? []
  const all = [...spoken, ...listened]
  return all.includes('TCP') ? 'TCP' : all[0]
}
