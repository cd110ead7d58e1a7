/** Record types this program knows; a question may be of any. */
export const recordTypes = ['A', 'AAAA', 'CNAME', 'SRV', 'PTR', 'TXT', 'SOA', 'NS', 'MX'] as const
export type RecordType = (typeof recordTypes)[number]

/** What is asked. The name is absolute: it ends in a dot. */
export interface Question {
  readonly name: string
  readonly type: RecordType
}

export interface ResourceRecord {
  /** Absolute. */
  readonly name: string
  /** Seconds. */
  readonly ttl: number
  readonly type: RecordType
  /** As dig prints it: an address, an absolute name, `0 100 80 web.default.svc.cluster.local.`. */
  readonly data: string
}

export type Rcode = 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED'

/** A server's reply. NOERROR without answers is what people call NODATA. */
export interface Message {
  readonly rcode: Rcode
  /** The server speaks of its own zone (flag aa). */
  readonly authoritative: boolean
  /** The server asks others on behalf of its clients (flag ra); CoreDNS does not say so of its own zone. */
  readonly recursionAvailable: boolean
  readonly answers: readonly ResourceRecord[]
  readonly authority: readonly ResourceRecord[]
  readonly additional: readonly ResourceRecord[]
}

/** A reply of a server that looked elsewhere. */
export function forwarded(rcode: Rcode, answers: readonly ResourceRecord[] = []): Message {
  return { rcode, authoritative: false, recursionAvailable: true, answers, authority: [], additional: [] }
}

/** One line, fields parted by one blank. */
export function formatRecord({ name, ttl, type, data }: ResourceRecord): string {
  return `${name} ${ttl} IN ${type} ${data}`
}
