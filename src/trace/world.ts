import type { Packet } from '../net/packet.ts'
import { formatSocket } from '../net/packet.ts'
import type { Conntrack } from '../netfilter/conntrack.ts'
import type { Ruleset } from '../netfilter/ruleset.ts'
import { balancerRulesets } from '../network/balancer-rules.ts'
import { type Port, type Wiring, wiringOf } from '../network/neighbour.ts'
import type { Balancer, Host, Network } from '../network/network.ts'
import type { Draw } from './draw.ts'
import type { Flow } from './flow.ts'
import type { Random } from './random.ts'
import type { Outcome, TracedPacket, TraceEvent } from './trace.ts'

/** The moving parts of one trace. Nothing outside `trace/` ever sees one: `traceFlow` turns it into plain data. */
export interface World {
  readonly flow: Flow
  readonly requester: Requester
  readonly wiring: Wiring
  readonly now: number
  readonly memory: Map<string, Memory>
  readonly records: Record[]
  readonly frames: Frame[]
  readonly draw: Draw
  readonly random: Random
  /** Next hops already chosen, by host and addresses: packets of one flow take one way. */
  readonly hops: Map<string, number>
  /** What the sender of the request came to know, in order. */
  readonly heard: Heard[]
  server: { name: string; address: string; sees: string } | null
  /** False from the first rule on that could not be decided. */
  certain: boolean
  /** What nobody knows about the host when its rules are all there is. */
  unknown?: Unknown
}

export interface Unknown {
  /** Devices the packet has at this hook, without a name. */
  readonly devices: ReadonlySet<'in' | 'out'>
  /** Which addresses besides loopback are the host's own. */
  readonly addresses: boolean
}

/** The socket that asks. */
export interface Requester {
  readonly host: string
  readonly socket: { readonly address: Packet['source']['address']; readonly port: number }
}

/** What a host with netfilter remembers, as it changes. */
export interface Memory {
  conntrack: Conntrack
  recent: { [list: string]: { [address: string]: number } }
}

/** One packet's record as it grows. */
export interface Record {
  readonly id: number
  readonly kind: TracedPacket['kind']
  readonly direction: TracedPacket['direction']
  readonly events: TraceEvent[]
  /** The packet that made its sender send this one; 0 for the request itself. */
  readonly parent: number
  repeats: number
}

/** A frame on a wire: `to` is the interface whose MAC address it bears. */
export interface Frame {
  readonly record: Record
  readonly packet: Packet
  readonly at: Port
  readonly to: Port
}

export interface Heard {
  readonly outcome: Outcome
  readonly packet: number
}

export function createWorld(network: Network, flow: Flow, requester: Requester, draw: Draw, random: Random): World {
  const wiring = wiringOf({ ...network, hosts: network.hosts.map((host) => atTime(host, network.now ?? 0)) })
  const memory = new Map<string, Memory>()
  for (const host of network.hosts) {
    if (!host.netfilter) continue
    const recent: Memory['recent'] = {}
    for (const [list, seen] of Object.entries(host.netfilter.recent ?? {})) recent[list] = { ...seen }
    memory.set(host.name, { conntrack: host.netfilter.conntrack, recent })
  }
  const now = network.now ?? 0
  return {
    flow,
    requester,
    wiring,
    now,
    memory,
    records: [],
    frames: [],
    draw,
    random,
    hops: new Map(),
    heard: [],
    server: null,
    certain: true,
  }
}

const balancing = new WeakMap<Balancer, { readonly now: number; readonly rulesets: readonly Ruleset[] }>()

/** A load balancer's rules follow from what it believes at this time. */
function atTime(host: Host, now: number): Host {
  if (!host.balancer || !host.netfilter) return host
  const known = balancing.get(host.balancer)
  const rulesets = known?.now === now ? known.rulesets : balancerRulesets(host.balancer, now)
  balancing.set(host.balancer, { now, rulesets })
  return { ...host, netfilter: { ...host.netfilter, rulesets } }
}

/** The network as the trace leaves it: conntrack tables and `recent` lists are remembered. */
export function remember(network: Network, world: World): Network {
  const hosts = network.hosts.map((host): Host => {
    const memory = world.memory.get(host.name)
    if (!host.netfilter || !memory) return host
    return { ...host, netfilter: { ...host.netfilter, conntrack: memory.conntrack, recent: memory.recent } }
  })
  return { ...network, hosts }
}

/** Opens the record of a new packet and notes where it starts. */
export function originate(
  world: World,
  host: string,
  packet: Packet,
  direction: Record['direction'],
  parent: Record | undefined,
): Record {
  const record: Record = {
    id: world.records.length + 1,
    kind: packet.kind,
    direction,
    events: [],
    parent: parent?.id ?? 0,
    repeats: 1,
  }
  world.records.push(record)
  note(world, record, { type: 'originate', host, ...ends(packet), ttl: packet.ttl })
  return record
}

/** Adds an event, marked when the trace is no longer certain. */
export function note(world: World, record: Record, event: TraceEvent): void {
  record.events.push(world.certain ? event : { ...event, certain: false })
}

export function ends(packet: Packet): { readonly source: string; readonly destination: string } {
  return { source: formatSocket(packet.source), destination: formatSocket(packet.destination) }
}

export function hostOf(world: World, name: string): Host {
  const host = world.wiring.hosts.get(name)
  if (!host) throw new Error(`no host ${name} in the network`)
  return host
}
