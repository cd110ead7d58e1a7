import type { Cluster } from '../cluster/cluster.ts'
import type { Message } from '../explain/message.ts'
import type { Hook, TableName } from '../netfilter/hook.ts'
import type { Trace } from '../trace/trace.ts'
import { dnsFrames } from './dns-frames.ts'
import { outcomeCaption, tellingPacket } from './endpoint-captions.ts'
import { framesOf } from './frames.ts'

/** How much is told: hops only, hooks, every rule that did something, every line the kernel would log. */
export const depths = ['story', 'tables', 'chains', 'trace'] as const
export type Depth = (typeof depths)[number]

/** Where the packet stands: a host, or a station inside a node (`PREROUTING`, `route`, `eth0`, `cni0` …). */
export interface Place {
  readonly host: string
  readonly station?: Hook | 'route' | 'eth0' | 'cni0' | 'processes'
  /** Table at work, when the station is a hook. */
  readonly table?: TableName
}

/** One line of the chain call-stack, outermost first. `rule` is 1-based. */
export interface StackLine {
  readonly table: TableName
  readonly chain: string
  readonly rule: number
}

/** The packet as it looks once the frame's event has happened. Addresses are `addr:port`. */
export interface Header {
  readonly flag: string
  readonly source: string
  readonly destination: string
  readonly ttl: number
  readonly mark: number
  /** What this frame changed, with the value before. */
  readonly changed?: {
    readonly field: 'source' | 'destination'
    readonly before: string
    readonly by: 'rule' | 'conntrack'
  }
  readonly markChanged?: 'set' | 'cleared'
}

export const endings = [
  ...(['delivered', 'dropped', 'refused', 'reset', 'unreachable', 'timeout', 'nxname', 'loop', 'unknown'] as const),
] as const
export type Ending = (typeof endings)[number]

/** Everything the screen needs at one position of the scrubber. */
export interface Frame {
  /** Id of the packet it is about. */
  readonly packet: number
  /** Index of its last event inside `packet.events`. */
  readonly event: number
  readonly direction: 'request' | 'reply' | 'icmp' | 'dns'
  readonly place: Place
  /** The shallowest depth that shows this frame. */
  readonly depth: Depth
  readonly header: Header
  readonly stack: readonly StackLine[]
  readonly caption: Message
  /** Keys of YAML fields this step came from. */
  readonly origins: readonly string[]
  /** Present where something ended: the drop itself, and the last frame of all. */
  readonly ending?: Ending
  /** What a DNS packet says. */
  readonly dns?: DnsContent
  /** Steps that fold into one: its head is always there, the others only when it is opened. */
  readonly fold?: { readonly id: number; readonly head: boolean }
}

/** A question, and on the way back what was answered. */
export interface DnsContent {
  /** Absolute name. */
  readonly query: string
  readonly type: string
  readonly answer?: string
}

export interface Timeline {
  readonly trace: Trace
  /** All frames at the deepest depth; `framesAt` filters. */
  readonly frames: readonly Frame[]
}

const noFolds: ReadonlySet<number> = new Set()

/** Indices of the frames that a depth shows, in order; what is folded, only where it has been opened. */
export function framesAt(timeline: Timeline, depth: Depth, opened: ReadonlySet<number> = noFolds): readonly number[] {
  const limit = depths.indexOf(depth)
  return timeline.frames.flatMap(({ depth: own, fold }, index) => {
    const hidden = fold !== undefined && !fold.head && !opened.has(fold.id)
    return depths.indexOf(own) <= limit && !hidden ? [index] : []
  })
}

/**
 * A trace as frames: the lookups of its name, then its packets in the order they were sent. What follows the sender's
 * last word (retransmissions, resets that nobody hears) is told before it; the last frame of all is the sender's, with the outcome.
 */
export function buildTimeline(trace: Trace, cluster: Cluster): Timeline {
  const direct = trace.packets.filter((packet) => packet.direction !== 'dns')
  const frames = [...dnsFrames(trace, cluster), ...direct.flatMap((packet) => framesOf(packet, trace, cluster))]
  const last = frames.at(-1)
  if (!last) return { trace, frames }
  const isNode = cluster.nodes.some((node) => node.name === trace.flow.from)
  const place: Place = { host: trace.flow.from, ...(isNode ? { station: 'processes' as const } : {}) }
  // Into silence the sender's own packet is what there is to show.
  const shown =
    trace.outcome === 'timed-out' ? (frames.findLast((frame) => frame.packet === direct[0]?.id) ?? last) : last
  const { markChanged: _mark, changed: _changed, ...header } = shown.header
  const sent = trace.outcome === 'timed-out' ? { source: trace.flow.source, destination: trace.flow.destination } : {}
  const end: Frame = {
    packet: shown.packet,
    event: shown.event,
    direction: shown.direction,
    place,
    depth: 'story',
    header: { ...header, ...sent, mark: 0 },
    stack: [],
    caption: outcomeCaption(trace),
    origins: [],
    ending: endingOf(trace),
  }
  // A delivered answer is told by the outcome itself.
  const told =
    last.caption.key === 'deliver.answer' || last.caption.key === 'deliver.icmp' ? frames.slice(0, -1) : frames
  return { trace, frames: [...told, end] }
}

function endingOf(trace: Trace): Ending {
  switch (trace.outcome) {
    case 'answered':
      return 'delivered'
    case 'refused':
      return tellingPacket(trace)?.kind === 'RST' ? 'reset' : 'refused'
    case 'unreachable':
      return trace.cause === 'ttl-loop' ? 'loop' : 'unreachable'
    case 'name-error':
      return 'nxname'
    case 'timed-out':
      return 'timeout'
    case 'undetermined':
      return 'unknown'
    default:
      trace.outcome satisfies never
      return 'timeout'
  }
}
