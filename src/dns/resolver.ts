import { type Address, address, familyOf, parseAddress } from '../net/address.ts'
import { type Candidate, candidatesFor, type Library } from './candidates.ts'
import type { Message, Question, RecordType } from './message.ts'
import { absolute } from './name.ts'
import { numericOption, type ResolvConf } from './resolv-conf.ts'

/** What became of one question: a reply, silence, or an ICMP error. */
export type Reply =
  | { readonly type: 'message'; readonly message: Message }
  | { readonly type: 'silence' }
  | { readonly type: 'refused' }

/** One sending of questions from one socket to one server. */
export interface Sending {
  readonly questions: readonly Question[]
  readonly server: Address
  readonly candidate: Candidate
  /** Asked again from the same socket: number of the earlier sending, counted from 0. */
  readonly again?: number
}

/** Sends, and tells what came back for each question. */
export type Ask = (sending: Sending) => readonly Reply[]

export type Failure = 'no-such-name' | 'no-address' | 'server-failure' | 'silence' | 'refused'

export type Resolution =
  | { readonly type: 'addresses'; readonly candidate: Candidate; readonly addresses: readonly Address[] }
  | { readonly type: 'failed'; readonly because: Failure; readonly tried: number }

type Verdict = 'found' | Failure

/**
 * getaddrinfo for any address family: A and AAAA of one candidate go out together, from one socket. Measured on glibc
 * 2.36 and musl 1.2: both go on after NXDOMAIN, only glibc after NODATA and SERVFAIL; silence ends glibc's search list,
 * though not its try of the name as it is; an ICMP error ends everything at once, which musl does not even notice.
 */
export function resolveName(name: string, conf: ResolvConf, library: Library, ask: Ask): Resolution {
  const seen = new Set<Verdict>()
  let sent = 0
  let tried = 0
  let silent = false
  const send = (sending: Sending): readonly Reply[] => {
    sent++
    return ask(sending)
  }
  for (const candidate of candidatesFor(name, conf, library)) {
    if (silent && candidate.searched) continue
    tried++
    const replies = askServers(candidate, conf, library, send, () => sent)
    const verdict = verdictOf(replies)
    seen.add(verdict)
    if (verdict === 'found') {
      const addresses = addressesIn(replies)
      if (addresses.length === 0) return { type: 'failed', because: 'no-address', tried }
      return { type: 'addresses', candidate, addresses }
    }
    if (verdict === 'refused' || (library === 'musl' && verdict !== 'no-such-name')) break
    silent ||= verdict === 'silence'
  }
  const order: readonly Failure[] = ['refused', 'silence', 'server-failure', 'no-address']
  return { type: 'failed', because: order.find((failure) => seen.has(failure)) ?? 'no-such-name', tried }
}

/** One question for a name as it is, to the first server, as dig asks. */
export function askOnce(name: string, type: RecordType, conf: ResolvConf, ask: Ask): Resolution {
  const candidate: Candidate = { name: absolute(name), searched: false }
  const [server] = serversOf(conf)
  const replies = server ? ask({ questions: [{ name: candidate.name, type }], server, candidate }) : []
  const verdict = verdictOf(replies)
  return verdict === 'found'
    ? { type: 'addresses', candidate, addresses: addressesIn(replies) }
    : { type: 'failed', because: verdict, tried: 1 }
}

/** Server after server, round after round, until one says yes or no. */
function askServers(
  candidate: Candidate,
  conf: ResolvConf,
  library: Library,
  send: Ask,
  sent: () => number,
): readonly Reply[] {
  const questions = (['A', 'AAAA'] as const).map((type): Question => ({ name: candidate.name, type }))
  const sockets = new Map<Address, number>()
  let last: readonly Reply[] = [{ type: 'refused' }]
  for (let round = 0; round < Math.max(1, numericOption(conf, 'attempts', 2)); round++) {
    for (const server of serversOf(conf)) {
      const again = sockets.get(server)
      const number = sent()
      last = send({ questions, server, candidate, ...(again === undefined ? {} : { again }) })
      const verdict = verdictOf(last)
      if (verdict === 'found' || verdict === 'no-such-name' || verdict === 'no-address') return last
      // After an ICMP error glibc closes the socket, so the next try has another port; musl reads no such errors.
      if (verdict !== 'refused' || library === 'musl') sockets.set(server, again ?? number)
    }
  }
  return library === 'musl' ? last.map((reply) => (reply.type === 'refused' ? { type: 'silence' } : reply)) : last
}

/** A file without a nameserver means the host itself (resolv.conf(5)). */
function serversOf({ nameservers }: ResolvConf): readonly Address[] {
  return nameservers.length > 0 ? nameservers : [address('127.0.0.1')]
}

/** One yes is enough; else the worst that was heard counts. */
function verdictOf(replies: readonly Reply[]): Verdict {
  const messages = replies.flatMap((reply) => (reply.type === 'message' ? [reply.message] : []))
  if (messages.some(({ rcode, answers }) => rcode === 'NOERROR' && answers.length > 0)) return 'found'
  if (replies.some(({ type }) => type === 'refused')) return 'refused'
  if (replies.some(({ type }) => type === 'silence')) return 'silence'
  if (messages.some(({ rcode }) => rcode === 'SERVFAIL' || rcode === 'REFUSED')) return 'server-failure'
  return messages.some(({ rcode }) => rcode === 'NXDOMAIN') ? 'no-such-name' : 'no-address'
}

function addressesIn(replies: readonly Reply[]): readonly Address[] {
  const records = replies.flatMap((reply) => (reply.type === 'message' ? reply.message.answers : []))
  const addresses = records.flatMap(({ type, data }) =>
    type === 'A' || type === 'AAAA' ? (parseAddress(data) ?? []) : [],
  )
  return [...new Set(addresses)].sort((a, b) => familyOf(b) - familyOf(a))
}
