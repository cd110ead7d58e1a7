import type { Address } from '../net/address.ts'
import type { Message, Question } from './message.ts'

/** A server's own lookup elsewhere; undefined when nobody answered it. */
export type Forward = (question: Question) => Message | undefined

/** A process that answers questions. */
export interface DnsServer {
  /** Servers it asks about what it does not know, in its order. */
  readonly upstreams: readonly Address[]
  /** It hands out addresses in random order (CoreDNS's loadbalance). */
  readonly balances: boolean
  answer(question: Question, forward: Forward): Message
}

/** Servers by the name of their process: a Pod's `namespace/name`, or an outside host. */
export type DnsServers = ReadonlyMap<string, DnsServer>
