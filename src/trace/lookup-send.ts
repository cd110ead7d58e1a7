import { formatRecord, type Message, type Question } from '../dns/message.ts'
import { inRandomOrder } from '../dns/random-order.ts'
import type { Reply } from '../dns/resolver.ts'
import type { Address } from '../net/address.ts'
import { ephemeralPort, type LookupRun } from './lookup-run.ts'
import type { DnsExchange, Trace, TracedPacket } from './trace.ts'
import { traceFlow } from './trace-flow.ts'

/** Servers that ask servers: a forwarding loop ends here, as CoreDNS's loop plugin would end it. */
const maxDepth = 3

/** Questions that leave one socket at once. */
interface Volley {
  readonly from: string
  readonly server: Address
  readonly port: number
  readonly questions: readonly Question[]
}

interface Sent {
  readonly replies: readonly Reply[]
  /** Numbers of the packets of the questions themselves. */
  readonly packets: readonly number[]
  readonly exchanges: readonly DnsExchange[]
}

/** Sends questions through the network; a server that gets one answers it, after its own lookups. */
export function sendQuestions(run: LookupRun, { from, server, port, questions }: Volley, depth: number): Sent {
  const destination = { address: server, port: 53 }
  const traced = traceFlow(
    run.network,
    { from, protocol: 'UDP', sourcePort: port, destination, datagrams: questions.length },
    { ...run.choice, seed: Math.floor(run.random() * 2 ** 32) },
  )
  if (!traced) return { replies: questions.map(() => ({ type: 'refused' })), packets: [], exchanges: [] }
  run.network = traced.network
  const { trace } = traced
  const numbers = new Map<number, number>()
  const asked = trace.packets.slice(0, questions.length)
  const packets = asked.map((packet) => run.log.add(packet, numbers))
  const results = questions.map((question, index) => {
    const fate = fateOf(trace, index)
    const lookups: DnsExchange[] = []
    const message = fate.at ? answerAt(run, fate.at, question, lookups, depth) : undefined
    const after = fate.answers.map((packet) => run.log.add(packet, numbers))
    if (fate.type !== 'message') run.trouble = { cause: trace.cause, where: trace.where }
    const heard = fate.type === 'message' ? message : undefined
    const exchange: DnsExchange = {
      query: question.name,
      type: question.type,
      server,
      rcode: heard?.rcode ?? null,
      failure: heard ? null : fate.type === 'refused' ? 'refused' : 'timed-out',
      answers: heard?.answers.map(formatRecord) ?? [],
      authority: heard?.authority.map(formatRecord) ?? [],
      additional: heard?.additional.map(formatRecord) ?? [],
      authoritative: heard?.authoritative ?? false,
      by: fate.at?.name ?? null,
      packets: [packets[index] ?? 0, ...after],
      lookups,
    }
    const reply: Reply = heard
      ? { type: 'message', message: heard }
      : { type: fate.type === 'refused' ? 'refused' : 'silence' }
    return { reply, exchange }
  })
  return { replies: results.map(({ reply }) => reply), packets, exchanges: results.map(({ exchange }) => exchange) }
}

interface Fate {
  readonly type: 'message' | 'silence' | 'refused'
  /** The process that got the question, and the host it runs on. */
  readonly at?: { readonly name: string; readonly host: string }
  /** The packets that were sent because of it. */
  readonly answers: readonly TracedPacket[]
}

/** What became of one question of a trace. */
function fateOf(trace: Trace, index: number): Fate {
  const query = trace.packets[index]
  if (!query) return { type: 'silence', answers: [] }
  const delivered = query.events.find((event) => event.type === 'deliver')
  const at = delivered ? { name: delivered.name, host: delivered.host } : undefined
  const answers = causedBy(trace, query)
  const arrived = (packet: TracedPacket) =>
    packet.events.some((event) => event.type === 'deliver' && event.host === trace.flow.from)
  const accepted = answers.find((packet) => packet.kind === 'response' && arrived(packet))
  const error = answers.find((packet) => packet.kind.includes('unreachable') && arrived(packet))
  const local = query.events.at(-1)?.type === 'drop' && query.events.at(-1)?.host === trace.flow.from
  const type = accepted ? 'message' : error || local ? 'refused' : 'silence'
  return { type, answers, ...(at ? { at } : {}) }
}

/** The packets that a packet made others send, and those that these did. */
function causedBy(trace: Trace, packet: TracedPacket): readonly TracedPacket[] {
  const caused = packet.events.flatMap((event) =>
    event.type === 'reply' ? trace.packets.filter(({ id }) => id === event.packet) : [],
  )
  return caused.flatMap((next) => [next, ...causedBy(trace, next)])
}

/** The answer of a process; one that is no name server known here refuses. */
function answerAt(
  run: LookupRun,
  { name, host }: NonNullable<Fate['at']>,
  question: Question,
  lookups: DnsExchange[],
  depth: number,
): Message {
  const server = run.servers.get(name)
  if (!server) {
    return {
      rcode: 'REFUSED',
      authoritative: false,
      recursionAvailable: false,
      answers: [],
      authority: [],
      additional: [],
    }
  }
  const answer = server.answer(question, (other) => {
    if (depth >= maxDepth) return undefined
    for (const upstream of server.upstreams) {
      const volley = { from: host, server: upstream, port: ephemeralPort(run.random), questions: [other] }
      const { replies, exchanges } = sendQuestions(run, volley, depth + 1)
      lookups.push(...exchanges)
      const [reply] = replies
      if (reply?.type === 'message') return reply.message
    }
    return undefined
  })
  return server.balances ? inRandomOrder(answer, run.random, run.choice.pickAddresses) : answer
}
