import type { DnsExchange, TracedPacket } from './trace.ts'

/** The packets and exchanges of a lookup as they come, several traces woven into one numbering. */
export interface LookupLog {
  readonly exchanges: DnsExchange[]
  /** Adds a packet of a trace; `numbers` of the same trace says what its ids have become. Returns its number. */
  add(packet: TracedPacket, numbers: Map<number, number>): number
  /** The packets with these numbers were sent once more. */
  repeat(numbers: readonly number[]): void
  packets(): readonly TracedPacket[]
}

export function createLookupLog(): LookupLog {
  const added: { readonly packet: TracedPacket; readonly numbers: ReadonlyMap<number, number>; repeats: number }[] = []
  return {
    exchanges: [],
    add(packet, numbers) {
      added.push({ packet, numbers, repeats: packet.repeats })
      numbers.set(packet.id, added.length)
      return added.length
    },
    repeat(numbers) {
      for (const number of numbers) {
        const entry = added[number - 1]
        if (entry) entry.repeats++
      }
    },
    packets: () =>
      added.map(({ packet, numbers, repeats }, index) => ({
        ...packet,
        id: index + 1,
        direction: 'dns',
        repeats,
        events: renumbered(packet, numbers),
      })),
  }
}

/** A packet's events, with the ids of the packets they speak of as they are now. */
export function renumbered(packet: TracedPacket, numbers: ReadonlyMap<number, number>): TracedPacket['events'] {
  return packet.events.map((event) =>
    event.type === 'reply' ? { ...event, packet: numbers.get(event.packet) ?? event.packet } : event,
  )
}
