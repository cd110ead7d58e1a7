import { parseAddress } from '../../src/net/address.ts'
import type { TracedPacket } from '../../src/trace/trace.ts'

/**
 * What a request came to, in a form that the model's trace and the kernel's observations share. Ports that a translation
 * drew at random are `*`.
 */
export interface Journey {
  readonly outcome: string
  /** Who answered, on which address, and the sender it saw. */
  readonly server: string | null
  /** By kind of packet: every interface it crossed, with addresses and TTL, in order. */
  readonly crossings: Readonly<Record<string, readonly string[]>>
  /** By host and kind of packet: `table CHAIN number`, in order. */
  readonly rules: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
  /** By host: entries of conntrack. */
  readonly conntrack: Readonly<Record<string, readonly string[]>>
}

/** A crossing of `cni0 out` shows only while the neighbour is not yet known, so it is told by neither side. */
export function isTold(device: string, way: string): boolean {
  return !(device === 'cni0' && way === 'out')
}

/** The kind of a packet; a reset that a client sends is not the one that a closed port sends. */
export function kindOf(packet: Pick<TracedPacket, 'kind' | 'direction'>): string {
  return packet.kind === 'RST' && packet.direction === 'request' ? 'RST of the answer' : packet.kind
}

/** Hides random ports of `addr:port` and `[v6]:port`: those that are nobody's. A bare address stays as it is. */
export function portHider(known: ReadonlySet<number>): (text: string) => string {
  return (text) => text.replace(/(?<=^[\d.]+|\]):(\d+)$/, (whole, port) => (known.has(Number(port)) ? whole : ':*'))
}

/** One line of conntrack: protocol, state, both tuples in short form; what tells time or bookkeeping left out. */
export function conntrackLine(line: string, known: ReadonlySet<number>): string {
  return line
    .replace(/\b(src|dst)=(\S+)/g, (_whole, name, address) => `${name}=${parseAddress(address) ?? address}`)
    .replace(/ (mark|zone|use|id|secctx)=\S+/g, '')
    .replace(/([sd]port)=(\d+)/g, (whole, name, port) => (known.has(Number(port)) ? whole : `${name}=*`))
    .replace(/^(\w+) +\d+ (\d+ )?/, '$1 ')
    .replace(/ +/g, ' ')
    .trim()
}
