import type { Cluster } from '../cluster/cluster.ts'
import type { Message } from '../explain/message.ts'
import type { Hook } from '../netfilter/hook.ts'
import { balancerHost } from '../network/balancer.ts'
import type {
  ConntrackEvent,
  PolicyEvent,
  RuleEvent,
  Trace,
  TracedPacket,
  TraceEvent,
  TranslateEvent,
} from '../trace/trace.ts'
import { balancerArrival, balancerChoice } from './balancer-captions.ts'
import { ruleCaption, shortName } from './caption.ts'
import { dnsDeliverCaption, dnsOriginCaption } from './dns-captions.ts'
import { dnsContent, dnsDepth } from './dns-part.ts'
import { effectiveRules } from './effects.ts'
import { dropCaption, originCaption } from './endpoint-captions.ts'
import { foldLoop } from './fold-loop.ts'
import type { Depth, Ending, Frame, Header, Place, StackLine } from './timeline.ts'

/** Folds one packet's events into frames. */
export function framesOf(packet: TracedPacket, trace: Trace, cluster: Cluster): readonly Frame[] {
  return foldLoop(new PacketFrames(packet, trace, cluster).all())
}

/** The packet as it changes while its events are read. */
class PacketFrames {
  private readonly frames: Frame[] = []
  private readonly effective: ReadonlySet<number>
  private header: Header
  private stack: StackLine[] = []
  private host = ''
  private readonly packet: TracedPacket
  private readonly trace: Trace
  private readonly cluster: Cluster
  /** It is on the way there, not back. */
  private readonly asks: boolean

  constructor(packet: TracedPacket, trace: Trace, cluster: Cluster) {
    this.packet = packet
    this.trace = trace
    this.cluster = cluster
    this.asks = packet.direction === 'request' || (packet.direction === 'dns' && packet.kind === 'request')
    this.effective = effectiveRules(packet.events)
    this.header = { flag: packet.kind, source: '', destination: '', ttl: 0, mark: 0 }
  }

  all(): readonly Frame[] {
    for (const [index, event] of this.packet.events.entries()) {
      if (event.host !== this.host) {
        this.host = event.host
        this.header = { ...plain(this.header), mark: 0 }
      }
      this.event(event, index)
    }
    return this.frames
  }

  private event(event: TraceEvent, index: number): void {
    switch (event.type) {
      case 'originate':
        this.header = { ...this.header, source: event.source, destination: event.destination, ttl: event.ttl }
        return this.add(
          index,
          { host: event.host, ...this.ownStation() },
          'story',
          dnsOriginCaption(this.packet, this.trace, this.cluster) ??
            originCaption(this.packet, this.trace, this.cluster),
        )
      case 'cross':
        return this.cross(event, index)
      case 'route':
        return this.route(event, index)
      case 'conntrack':
        return this.conntrack(event, index)
      case 'rule':
        return this.rule(event, index)
      case 'return':
        this.stack = this.stack.slice(0, -1)
        return this.returned(event, index)
      case 'policy':
        return this.policy(event, index)
      case 'translate':
        return this.translate(event, index)
      case 'drop':
        return this.drop(event, index)
      case 'deliver':
        return this.deliver(event, index)
      case 'reply':
        return this.stranger(event, index)
      default:
        event satisfies never
    }
  }

  private cross(event: Extract<TraceEvent, { type: 'cross' }>, index: number): void {
    this.header = { ...plain(this.header), source: event.source, destination: event.destination, ttl: event.ttl }
    const { host, device, way } = event
    const values = {
      host: shortName(host),
      device,
      bridge: 'cni0',
      ttl: event.ttl,
      source: event.source,
      destination: event.destination,
    }
    const isNode = this.isNode(host)
    if (host === 'router') {
      const passes = this.packet.events[0]?.host !== host || this.packet.events.slice(0, index).some(isArrival)
      if (way === 'out' && passes) this.add(index, { host }, 'story', { key: 'cross.router', values })
      return
    }
    if (!isNode) {
      if (way === 'out') return
      if (host === balancerHost)
        return this.add(index, { host }, 'story', balancerArrival(this.packet, event.destination))
      const pod = host.includes('/')
      const last = this.packet.events.slice(index).some((e) => e.type === 'deliver')
      if (!pod || !this.asks || !last)
        return this.add(index, { host }, 'trace', { key: pod ? 'cross.pod-in' : 'cross.outside-in', values })
      return this.add(index, { host }, 'tables', { key: 'cross.pod-in', values })
    }
    if (device === 'eth0') {
      const key = way === 'in' ? 'cross.node-in' : 'cross.node-out'
      const depth: Depth = way === 'in' ? 'story' : this.asks ? 'chains' : 'trace'
      return this.add(index, { host, station: 'eth0' }, depth, { key, values })
    }
    if (device.startsWith('veth') && way === 'in')
      return this.add(index, { host, station: 'cni0' }, 'story', { key: 'cross.pod-out', values })
    this.add(index, { host, station: device === 'lo' ? 'processes' : 'cni0' }, 'trace', {
      key: way === 'in' ? 'cross.node-in' : 'cross.node-out',
      values,
    })
  }

  private route(event: Extract<TraceEvent, { type: 'route' }>, index: number): void {
    const { host, out, result } = event
    if (host === balancerHost) {
      const caption = balancerChoice(this.packet, index, event)
      if (caption) this.add(index, { host }, 'story', caption)
      return
    }
    if (!this.isNode(host)) return
    const values = {
      host: shortName(host),
      destination: this.header.destination,
      device: out ?? '',
      route: event.route,
      hook: 'INPUT',
    }
    const key =
      result === 'local'
        ? 'route.local'
        : result !== 'forward'
          ? 'route.failed'
          : out === 'cni0'
            ? 'route.pod'
            : event.route.startsWith('default')
              ? 'route.default'
              : 'route.node'
    this.add(index, { host, station: 'route' }, this.asks ? 'tables' : 'trace', {
      key,
      values,
    })
  }

  private conntrack(event: ConntrackEvent, index: number): void {
    const values = { host: shortName(event.host), table: 'nat', state: 'INVALID' }
    const at = place(event, event.hook)
    if (event.event === 'new') return this.add(index, at, 'trace', { key: 'conntrack.new', values })
    if (event.event === 'invalid') return this.add(index, at, 'chains', { key: 'conntrack.invalid', values })
    if (event.event === 'confirm' || event.event === 'clash')
      return this.add(index, at, 'trace', { key: 'conntrack.confirm', values })
    if (event.state === 'RELATED') return this.add(index, at, 'chains', { key: 'conntrack.related', values })
    const depth: Depth = this.translatesHere(event, index) ? 'trace' : 'chains'
    this.add(index, at, depth, { key: event.direction === 'reply' ? 'conntrack.reply' : 'conntrack.known', values })
  }

  private rule(event: RuleEvent, index: number): void {
    const next = this.packet.events[index + 1]
    const translate = next?.type === 'translate' && next.by === 'rule' ? next : undefined
    this.pushStack(event)
    const before = this.header
    if (event.mark)
      this.header = {
        ...plain(before),
        mark: event.mark.after,
        markChanged: event.mark.after === 0 ? 'cleared' : 'set',
      }
    if (translate) this.header = changed(this.header, translate)
    const caption = ruleCaption(event, {
      cluster: this.cluster,
      header: event.mark ? before : this.header,
      host: event.host,
      ...(translate ? { translate } : {}),
      ...this.chosen(event, index),
    })
    const frameDepth = this.ruleDepth(event, index, translate)
    const dropped = event.verdict === 'drop' || event.verdict === 'reject'
    this.add(
      translate ? index + 1 : index,
      place(event, event.hook),
      dropped ? 'story' : frameDepth,
      caption,
      event.origin,
      event.verdict === 'drop' ? 'dropped' : undefined,
    )
    if (event.verdict !== 'jump' && event.verdict !== 'goto') this.stack = this.stack.slice(0, -1)
    if (event.verdict === 'return') this.stack = this.stack.slice(0, -1)
    this.header = plain(this.header)
  }

  /** Where this walk's DNAT leads: rules of v1.12 do not say in their comment which endpoint they choose. */
  private chosen({ host, hook, table }: RuleEvent, index: number): { readonly chosen?: string } {
    for (const event of this.packet.events.slice(index + 1)) {
      if (event.host !== host || (event.type === 'rule' && (event.hook !== hook || event.table !== table))) return {}
      if (event.type === 'translate') return event.field === 'destination' ? { chosen: event.after } : {}
    }
    return {}
  }

  private ruleDepth(event: RuleEvent, index: number, translate: TranslateEvent | undefined): Depth {
    if (translate || event.unmodelled !== undefined) return 'story'
    if (!this.effective.has(index) || (event.host === balancerHost && event.verdict === 'accept')) return 'trace'
    if (event.mark) return event.mark.after === 0 ? 'chains' : 'tables'
    // The jump to KUBE-MARK-MASQ is told by the mark itself; the one into KUBE-POSTROUTING or KUBE-FORWARD by what happens there.
    if (/^KUBE-MARK-/.test(event.target ?? '') && !/^KUBE-(SEP|XLB|FW)-/.test(event.chain)) return 'trace'
    if (event.target === 'KUBE-POSTROUTING' || event.target === 'KUBE-FORWARD') return 'trace'
    return event.verdict === 'accept' && !this.asks ? 'trace' : 'chains'
  }

  /** v1.12 asks for the mark in the masquerading rule itself: without it KUBE-POSTROUTING simply ends. */
  private returned(event: Extract<TraceEvent, { type: 'return' }>, index: number): void {
    const at = place(event, event.hook)
    const values = { chain: event.chain }
    const unmarked = event.chain === 'KUBE-POSTROUTING' && this.header.mark === 0
    this.add(index, at, unmarked ? 'chains' : 'trace', { key: unmarked ? 'rule.post-return' : 'chain.return', values })
  }

  private policy(event: PolicyEvent, index: number): void {
    const chain = event.chain
    const values = { table: event.table, chain, policy: event.verdict.toUpperCase(), host: shortName(event.host) }
    this.stack = []
    const teaches =
      event.verdict === 'accept' &&
      this.isNode(event.host) &&
      event.table === 'nat' &&
      event.hook === 'PREROUTING' &&
      this.asks
    const caption: Message = teaches
      ? {
          key: this.leftExternalChain(index) ? 'rule.ext-no-local' : 'hook.nothing',
          values: { ...values, chain: 'KUBE-SERVICES' },
        }
      : { key: 'chain.policy', values }
    this.add(index, place(event, event.hook), teaches ? 'chains' : 'trace', caption)
  }

  /** Whether this walk of the table entered a KUBE-EXT chain and came back from it. */
  private leftExternalChain(index: number): boolean {
    const { events } = this.packet
    for (let i = index - 1; i >= 0; i--) {
      const event = events[i]
      if (event?.type !== 'rule' && event?.type !== 'return') return false
      if (event.type === 'return' && event.chain.startsWith('KUBE-EXT-')) return true
    }
    return false
  }

  /** Whether conntrack is about to translate at this hook: the translation tells the same, and more. */
  private translatesHere(event: ConntrackEvent, index: number): boolean {
    return this.packet.events
      .slice(index + 1)
      .some((e) => e.type === 'translate' && e.host === event.host && e.hook === event.hook)
  }

  private translate(event: TranslateEvent, index: number): void {
    if (event.by === 'rule') return
    this.header = changed(this.header, event)
    const values = { before: event.before, after: event.after, host: shortName(event.host) }
    const undone = !this.asks
    const key = !undone ? 'nat.again' : event.field === 'destination' ? 'nat.un-snat' : 'nat.un-dnat'
    this.add(index, place({ host: event.host }, event.hook), 'story', { key, values })
    this.header = plain(this.header)
  }

  private drop(event: Extract<TraceEvent, { type: 'drop' }>, index: number): void {
    // The rule that dropped it has had its frame.
    if (event.reason === 'rule') return
    const station = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'].includes(event.where)
      ? (event.where as Hook)
      : this.isNode(event.host)
        ? 'route'
        : undefined
    this.add(
      index,
      { host: event.host, ...(station ? { station } : {}) },
      'story',
      dropCaption(event, this.header),
      undefined,
      'dropped',
    )
  }

  private deliver(event: Extract<TraceEvent, { type: 'deliver' }>, index: number): void {
    const { kind } = this.packet
    const values = { name: shortName(event.name), socket: event.socket, source: this.header.source }
    const key =
      kind === 'RST'
        ? 'deliver.rst'
        : kind === 'SYN-ACK' || kind === 'response'
          ? 'deliver.answer'
          : kind === 'SYN' || kind === 'request'
            ? 'deliver.pod'
            : 'deliver.icmp'
    this.add(
      index,
      { host: event.host, ...this.ownStation() },
      'story',
      dnsDeliverCaption(event, this.packet, this.trace) ?? { key, values },
      undefined,
      key === 'deliver.pod' && this.packet.direction !== 'dns' ? 'delivered' : undefined,
    )
  }

  private stranger(event: Extract<TraceEvent, { type: 'reply' }>, index: number): void {
    if (event.because !== 'unexpected-answer') return
    const values = { source: this.header.source, name: shortName(event.host), asked: this.trace.flow.destination }
    this.add(index, { host: event.host, ...this.ownStation() }, 'story', { key: 'stranger.answer', values })
  }

  private pushStack(event: RuleEvent): void {
    const top = this.stack.findIndex((line) => line.table === event.table && line.chain === event.chain)
    const outer = top >= 0 ? this.stack.slice(0, top) : this.stack.filter((line) => line.table === event.table)
    this.stack = [...outer, { table: event.table, chain: event.chain, rule: event.rule }]
  }

  private add(index: number, at: Place, depth: Depth, caption: Message, origin?: string, ending?: Ending): void {
    this.frames.push({
      packet: this.packet.id,
      event: index,
      direction: this.packet.direction,
      place: at,
      depth: dnsDepth(this.trace, this.packet.id, depth, caption.key),
      header: this.header,
      stack: at.table ? this.stack : [],
      caption,
      origins: origin ? [origin] : [],
      ...dnsContent(this.trace, this.packet.id),
      ...(ending ? { ending } : {}),
    })
  }

  private ownStation(): Pick<Place, 'station'> {
    return this.isNode(this.host) ? { station: 'processes' } : {}
  }

  private isNode(host: string): boolean {
    return this.cluster.nodes.some((node) => node.name === host)
  }
}

function place(event: { readonly host: string; readonly table?: Place['table'] }, hook: Hook): Place {
  // How a load balancer does its work is its own affair: it shows no hooks.
  if (event.host === balancerHost) return { host: event.host }
  return { host: event.host, station: hook, ...(event.table ? { table: event.table } : {}) }
}

function isArrival(event: TraceEvent): boolean {
  return event.type === 'cross' && event.way === 'in'
}

function changed(header: Header, { field, before, after, by }: TranslateEvent): Header {
  return { ...plain(header), [field]: after, changed: { field, before, by } }
}

/** The header without what only the last frame changed. */
function plain({ flag, source, destination, ttl, mark }: Header): Header {
  return { flag, source, destination, ttl, mark }
}
