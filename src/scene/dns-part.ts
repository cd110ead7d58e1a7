import type { Message } from '../explain/message.ts'
import type { DnsExchange, Trace } from '../trace/trace.ts'
import type { Depth, Frame } from './timeline.ts'

/** What a packet of a lookup says. */
export interface DnsPart {
  readonly exchange: DnsExchange
  readonly says: 'question' | 'answer' | 'error'
  /** True when a name server asks it for itself. */
  readonly own: boolean
  /** Which candidate of the search it asks for, from 1. */
  readonly candidate: number
}

const parts = new WeakMap<Trace, ReadonlyMap<number, DnsPart>>()

/** The part a packet plays in the trace's lookups; undefined when it is no DNS packet. */
export function dnsPart(trace: Trace, packet: number): DnsPart | undefined {
  let known = parts.get(trace)
  if (!known) {
    const all = new Map<number, DnsPart>()
    for (const exchange of trace.dns) {
      const candidate = (trace.resolver?.candidates.indexOf(exchange.query) ?? -1) + 1
      note(all, trace, exchange, candidate, false)
    }
    known = all
    parts.set(trace, known)
  }
  return known.get(packet)
}

function note(all: Map<number, DnsPart>, trace: Trace, exchange: DnsExchange, candidate: number, own: boolean): void {
  for (const [index, id] of exchange.packets.entries()) {
    const answers = trace.packets.find((packet) => packet.id === id)?.kind === 'response'
    all.set(id, { exchange, says: index === 0 ? 'question' : answers ? 'answer' : 'error', own, candidate })
  }
  for (const lookup of exchange.lookups) note(all, trace, lookup, candidate, true)
}

/** The packets of an exchange and of the lookups it caused, in the order they were sent. */
export function packetsOf(exchange: DnsExchange): readonly number[] {
  return [...exchange.packets, ...exchange.lookups.flatMap(packetsOf)].sort((a, b) => a - b)
}

/** The packets of the connection a packet belongs to: a question with what came of it, or all that is no lookup. */
export function connectionPackets(trace: Trace, packet: number): readonly number[] {
  const part = dnsPart(trace, packet)
  if (part) return part.exchange.packets
  return trace.packets.filter(({ direction }) => direction !== 'dns').map(({ id }) => id)
}

/** What an answer says, in a few words: `NXDOMAIN`, `CNAME A`, `198.51.100.53`. */
export function answerWords({ rcode, answers }: DnsExchange): string {
  if (rcode === null) return ''
  const records = answers.map((record) => record.split(' '))
  const data = (record: readonly string[] | undefined) => record?.slice(4).join(' ') ?? ''
  if (rcode !== 'NOERROR') return rcode
  const addresses = records.filter((record) => record[3] !== 'CNAME')
  const first = data(addresses[0] ?? records[0])
  return addresses.length > 1 ? `${first} +${addresses.length - 1}` : first
}

/** The data of the first record of a type. */
export function firstOf({ answers }: DnsExchange, type: string): string | undefined {
  const record = answers.map((entry) => entry.split(' ')).find((fields) => fields[3] === type)
  return record?.slice(4).join(' ')
}

/** What is written on a DNS packet: its question, and the answer on the way back. */
export function dnsContent(trace: Trace, packet: number): Pick<Frame, 'dns'> {
  const part = dnsPart(trace, packet)
  if (!part || part.says === 'error') return {}
  const { query, type } = part.exchange
  return { dns: { query, type, ...(part.says === 'answer' ? { answer: answerWords(part.exchange) } : {}) } }
}

/** Steps that every packet takes alike: of a DNS packet only the deepest depth tells them. */
const ordinary: ReadonlySet<Message['key']> = new Set([
  ...(['cross.pod-in', 'cross.pod-out', 'cross.router', 'cross.node-out', 'cross.bridged', 'hook.nothing'] as const),
  ...(['route.local', 'route.node', 'route.pod', 'route.default', 'conntrack.known', 'conntrack.reply'] as const),
  ...(['rule.portal', 'rule.cluster-ip', 'rule.jump', 'rule.accept', 'rule.forward-established'] as const),
])

/** The depth of a step of a DNS packet: what translates, chooses or ends it, and its two ends, stay where they were. */
export function dnsDepth(trace: Trace, packet: number, depth: Depth, told: Message['key']): Depth {
  const part = dnsPart(trace, packet)
  if (!part || depth === 'trace') return depth
  const aside = part.own || part.says !== 'question'
  const passing = told === 'cross.node-in' || (part.own && told === 'nat.un-snat')
  return ordinary.has(told) || (aside && passing) ? 'trace' : depth
}
