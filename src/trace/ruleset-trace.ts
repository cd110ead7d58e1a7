import { type Address, familyOf } from '../net/address.ts'
import { cidr, hostCidr } from '../net/cidr.ts'
import { formatSocket, type Packet, type Protocol, type Segment } from '../net/packet.ts'
import { emptyConntrack } from '../netfilter/conntrack.ts'
import type { Hook } from '../netfilter/hook.ts'
import type { Ruleset } from '../netfilter/ruleset.ts'
import type { Skb } from '../netfilter/skb.ts'
import { formatConnection } from '../netfilter/track.ts'
import type { Device, Host } from '../network/network.ts'
import { deviceOf, isLocal, primaryAddress } from '../network/route.ts'
import { branches } from './branches.ts'
import type { Draw } from './draw.ts'
import { defaultTtl } from './errors.ts'
import { seededRandom } from './random.ts'
import { runHook } from './run-hook.ts'
import type { Trace } from './trace.ts'
import { createWorld, ends, note, originate, type Record, type World } from './world.ts'

/** One packet for one host of which nothing but its rules is known. */
export interface RulesetRequest {
  /** `local`: a process of the host sends; its address is the first of the host's. */
  readonly from: Address | 'local'
  readonly protocol: Protocol
  readonly sourcePort: number
  readonly destination: { readonly address: Address; readonly port: number }
  /** Addresses of the host besides loopback; none when they are not known. */
  readonly nodeAddresses: readonly Address[]
  readonly inDevice?: string
  readonly outDevice?: string
}

/** What the rules make of the packet. No network follows, so the outcome is always `undetermined`. */
export interface RulesetTrace extends Trace {
  readonly final: {
    readonly verdict: 'accept' | 'drop' | 'reject'
    /** `addr:port` as it leaves or arrives; null when the host puts an address on it that is not known. */
    readonly source: string | null
    readonly destination: string
    readonly mark: number
    /** False when a rule on the way could not be decided. */
    readonly certain: boolean
  }
  /** Which way the `statistic` rules fell, 1-based, of how many (counted up to 4096). */
  readonly branch: { readonly number: number; readonly of: number; readonly probability: number }
}

const host = 'node'
const maxBranches = 4096

/**
 * Follows one packet through one host's hooks: from elsewhere PREROUTING, then INPUT or FORWARD and POSTROUTING; from the
 * host itself OUTPUT and POSTROUTING, and what stays on it comes in again by lo. `choose` is the 1-based branch of its
 * `statistic` rules; undefined when there are not so many.
 */
export function traceRuleset(ruleset: Ruleset, request: RulesetRequest, choose = 1): RulesetTrace | undefined {
  let chosen: Omit<RulesetTrace, 'branch'> | undefined
  let chance = 0
  let count = 0
  for (const { probability, result } of branches((draw) => followRuleset(ruleset, request, draw))) {
    count++
    if (count === choose) {
      chosen = result
      chance = probability
    }
    if (count === maxBranches) break
  }
  return chosen && { ...chosen, branch: { number: choose, of: count, probability: chance } }
}

/** One way of the packet alone: `draw` settles its `statistic` rules. */
export function followRuleset(ruleset: Ruleset, request: RulesetRequest, draw: Draw): Omit<RulesetTrace, 'branch'> {
  const walk = new RulesetWalk(ruleset, request, draw)
  walk.run()
  return walk.result()
}

class RulesetWalk {
  private readonly request: RulesetRequest
  private readonly node: Host
  private readonly world: World
  private readonly record: Record
  private readonly start: Packet
  private skb: Skb
  private verdict: 'accept' | 'drop' | 'reject' = 'accept'
  private readonly isOwn: boolean

  constructor(ruleset: Ruleset, request: RulesetRequest, draw: Draw) {
    this.request = request
    this.node = nodeOf(ruleset, request)
    const { from, protocol, sourcePort, destination } = request
    this.isOwn = from === 'local' || isLocal(this.node, from)
    const source = { address: from === 'local' ? ownSource(request) : from, port: sourcePort }
    const kind = protocol === 'TCP' ? 'SYN' : 'request'
    const packet: Segment = { protocol, kind, source, destination, ttl: defaultTtl }
    const flow = { from: host, protocol, sourcePort, destination }
    const network = { hosts: [this.node], segments: [] }
    this.world = createWorld(network, flow, { host, socket: source }, draw, seededRandom(1))
    this.start = packet
    this.skb = { packet, mark: 0 }
    if (isUnspecified(source.address)) this.world.certain = false
    this.record = originate(this.world, from === 'local' ? host : from, packet, 'request', undefined)
  }

  run(): void {
    if (this.isOwn) return this.fromHost()
    const { inDevice, outDevice } = this.request
    this.skb = inDevice === undefined ? this.skb : { ...this.skb, iif: inDevice }
    if (inDevice !== undefined) this.cross(inDevice, 'in')
    if (!this.hook('PREROUTING', ['in'])) return
    if (this.route() === 'local') {
      this.hook('INPUT', ['in'])
      return
    }
    this.skb = outDevice === undefined ? this.skb : { ...this.skb, oif: outDevice }
    const passed = this.hook('FORWARD', ['in', 'out']) && this.hook('POSTROUTING', ['in', 'out'])
    if (passed && outDevice !== undefined) this.cross(outDevice, 'out')
  }

  private fromHost(): void {
    this.skb = this.leaving(this.skb)
    this.route()
    if (!this.hook('OUTPUT', ['out']) || !this.hook('POSTROUTING', ['out'])) return
    const { oif, ...rest } = this.skb
    if (oif !== undefined) this.cross(oif, 'out')
    if (oif !== 'lo') return
    this.skb = { ...rest, iif: 'lo' }
    this.cross('lo', 'in')
    if (this.hook('PREROUTING', [])) this.hook('INPUT', [])
  }

  /** A packet of the host's own with the device it leaves by: lo for its own addresses. */
  private leaving(skb: Skb): Skb {
    const { oif: _, ...rest } = skb
    const device = isLocal(this.node, skb.packet.destination.address) ? 'lo' : this.request.outDevice
    return device === undefined ? rest : { ...rest, oif: device }
  }

  /** Runs a hook; false when the packet ends there. `sides` are the devices it has at this hook. */
  private hook(hook: Hook, sides: readonly ('in' | 'out')[]): boolean {
    this.world.unknown = { devices: new Set(sides), addresses: this.request.nodeAddresses.length === 0 }
    const result = runHook(this.world, this.node, hook, this.skb, this.record, (changed) => this.leaving(changed))
    if (result.type === 'stop') this.verdict = 'drop'
    else this.skb = result.skb
    if (result.type === 'reject') this.verdict = 'reject'
    return result.type === 'accept'
  }

  /** Whether the packet is for the host. Without its addresses that is a guess from here on. */
  private route(): 'local' | 'forward' {
    const { address } = this.skb.packet.destination
    const local = isLocal(this.node, address)
    if (!local && this.request.nodeAddresses.length === 0) this.world.certain = false
    const out = local ? null : (this.request.outDevice ?? null)
    const route = local ? `local ${address}` : out === null ? address : `${address} dev ${out}`
    note(this.world, this.record, { type: 'route', host, route, out, result: local ? 'local' : 'forward' })
    return local ? 'local' : 'forward'
  }

  private cross(device: string, way: 'in' | 'out'): void {
    const { packet } = this.skb
    note(this.world, this.record, { type: 'cross', host, device, way, ...ends(packet), ttl: packet.ttl })
  }

  result(): Omit<RulesetTrace, 'branch'> {
    const { world, record, skb } = this
    const { id, kind, direction, repeats, events } = record
    const masqueraded = events.some((event) => event.type === 'rule' && event.verdict === 'masquerade')
    const masquerade = primaryAddress(deviceOf(this.node, skb.oif), skb.packet.destination.address)
    const unknown = (masqueraded && masquerade === undefined) || isUnspecified(skb.packet.source.address)
    const connections = world.memory.get(host)?.conntrack.connections ?? []
    return {
      version: 1,
      flow: { from: this.request.from, protocol: this.request.protocol, ...ends(this.start) },
      outcome: 'undetermined',
      told: null,
      cause: null,
      where: null,
      server: null,
      packets: [{ id, kind, direction, repeats, events }],
      dns: [],
      conntrack: connections.length > 0 ? { [host]: connections.map(formatConnection) } : {},
      before: [],
      final: {
        verdict: this.verdict,
        source: unknown ? null : formatSocket(skb.packet.source),
        destination: formatSocket(skb.packet.destination),
        mark: skb.mark,
        certain: world.certain,
      },
    }
  }
}

/** The host: loopback, and the devices named, each with all its addresses, since which has which is not known. */
function nodeOf(ruleset: Ruleset, { nodeAddresses, inDevice, outDevice }: RulesetRequest): Host {
  const addresses = nodeAddresses.map((address) => ({ address, network: hostCidr(address) }))
  const loopback: Device['addresses'][number][] = [
    { address: '127.0.0.1' as Address, network: cidr('127.0.0.0/8') },
    { address: '::1' as Address, network: cidr('::1/128') },
  ]
  const named = [inDevice, outDevice].filter((name) => name !== undefined && name !== 'lo')
  // A nameless device keeps the addresses when no device is named.
  const names = new Set(named.length === 0 ? [''] : named)
  const devices = [...names].map((name = ''): Device => ({ name, type: 'eth', addresses }))
  return {
    name: host,
    kind: 'node',
    devices: [{ name: 'lo', type: 'lo', addresses: loopback }, ...devices],
    routes: [],
    sockets: [],
    sysctls: { ipForward: true, rpFilter: 0, routeLocalnet: true, bridgeNfCallIptables: true },
    netfilter: { rulesets: [ruleset], conntrack: emptyConntrack },
  }
}

function isUnspecified(address: Address): boolean {
  return address === '0.0.0.0' || address === '::'
}

/** The address a process of the host sends from: the destination itself on the host, the unspecified one if none is known. */
function ownSource({ destination, nodeAddresses }: RulesetRequest): Address {
  const family = familyOf(destination.address)
  const own = [...nodeAddresses, ...(['127.0.0.1', '::1'] as Address[])]
  if (own.includes(destination.address) || destination.address.startsWith('127.')) return destination.address
  const first = nodeAddresses.find((address) => familyOf(address) === family)
  return first ?? ((family === 4 ? '0.0.0.0' : '::') as Address)
}
