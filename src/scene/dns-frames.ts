import type { Cluster } from '../cluster/cluster.ts'
import type { Message } from '../explain/message.ts'
import type { DnsExchange, Trace } from '../trace/trace.ts'
import { packetsOf } from './dns-part.ts'
import { framesOf } from './frames.ts'
import type { Frame } from './timeline.ts'

interface Group {
  readonly exchanges: readonly DnsExchange[]
  /** Absent: told step by step. */
  readonly summary?: Message
}

/**
 * The lookups of a trace as frames, question by question. Told in full is the candidate that settled it; the misses
 * before it, the AAAA questions beside it and the tries after it fold into one step each, which opens.
 */
export function dnsFrames(trace: Trace, cluster: Cluster): readonly Frame[] {
  let fold = 0
  const all = groupsOf(trace).flatMap(({ exchanges, summary }): readonly Frame[] => {
    const frames = exchanges.flatMap((exchange) => exchangeFrames(exchange, trace, cluster))
    const first = frames[0]
    if (!summary || !first) return frames
    const id = fold++
    return [
      { ...first, depth: 'story', caption: summary, fold: { id, head: true } },
      ...frames.map((frame) => ({ ...frame, fold: { id, head: false } })),
    ]
  })
  const first = all[0]
  const intro = introduction(trace)
  if (!first || !intro) return all
  const { fold: _fold, ...opening } = first
  return [{ ...opening, depth: 'story', caption: intro }, ...all]
}

function exchangeFrames(exchange: DnsExchange, trace: Trace, cluster: Cluster): readonly Frame[] {
  return packetsOf(exchange).flatMap((id) => {
    const packet = trace.packets.find((candidate) => candidate.id === id)
    return packet ? framesOf(packet, trace, cluster) : []
  })
}

/** Pairs of A and AAAA, in the order of their questions. */
function groupsOf({ dns, outcome }: Trace): readonly Group[] {
  const rounds: DnsExchange[][] = []
  for (const exchange of dns) {
    const last = rounds.at(-1)
    if (exchange.type !== 'A' && last && last[0]?.query === exchange.query) last.push(exchange)
    else rounds.push([exchange])
  }
  const troubled = ({ rcode }: DnsExchange) => rcode === null || rcode === 'SERVFAIL' || rcode === 'REFUSED'
  const stuck = outcome === 'name-error' ? rounds.findIndex((round) => round.every(troubled)) : -1
  const told = stuck >= 0 ? stuck : rounds.length - 1
  const [before, round, after] = [rounds.slice(0, told), rounds[told] ?? [], rounds.slice(told + 1)]
  const [first, ...twins] = round
  return [
    ...(before.length > 0 ? [{ exchanges: before.flat(), summary: missed(before) }] : []),
    { exchanges: first ? [first] : [] },
    ...(twins.length > 0 ? [{ exchanges: twins, summary: { key: 'dns.twins', values: {} } } as const] : []),
    ...(after.length > 0
      ? [{ exchanges: after.flat(), summary: { key: 'dns.repeats', values: { count: after.length } } } as const]
      : []),
  ]
}

function missed(rounds: readonly (readonly DnsExchange[])[]): Message {
  const query = rounds[0]?.[0]?.query.replace(/\.$/, '') ?? ''
  return rounds.length === 1
    ? { key: 'dns.miss', values: { query } }
    : { key: 'dns.misses', values: { count: rounds.length } }
}

function introduction({ resolver }: Trace): Message | undefined {
  if (!resolver) return undefined
  const { name, candidates, resolvConf } = resolver
  const ndots = /ndots:\d+/.exec(resolvConf)?.[0] ?? 'ndots:1'
  const searches = candidates.length > 1 && candidates[0] !== `${name}.`
  return searches
    ? { key: 'dns.ask', values: { name, dots: name.split('.').length - 1, ndots } }
    : { key: 'dns.as-is', values: { name } }
}
