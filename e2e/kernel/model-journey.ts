import type { Trace, TracedPacket } from '../../src/trace/trace.ts'
import type { Backend } from './case.ts'
import { conntrackLine, isTold, type Journey, kindOf, portHider } from './journey.ts'

/**
 * The model's trace as a journey. `before`: conntrack lines that were there already. The nft backend does not tell where
 * a chain ends.
 */
export function modelJourney(
  trace: Trace,
  backend: Backend,
  known: ReadonlySet<number>,
  before: Trace['conntrack'] = {},
): Journey {
  const hide = portHider(known)
  const crossings: { [kind: string]: string[] } = {}
  const rules: { [host: string]: { [kind: string]: string[] } } = {}
  for (const packet of trace.packets) {
    const kind = crossingKind(trace, packet)
    for (const event of packet.events) {
      if (event.type === 'cross' && isTold(event.device, event.way)) {
        crossings[kind] ??= []
        const ends = `${hide(event.source)} > ${hide(event.destination)}`
        crossings[kind].push(`${event.host} ${event.device} ${event.way}: ${ends} ttl ${event.ttl}`)
      }
      if (event.type === 'rule' || event.type === 'return' || event.type === 'policy') {
        rules[event.host] ??= {}
        const ofHost = rules[event.host] as { [kind: string]: string[] }
        ofHost[kindOf(packet)] ??= []
        if (event.type === 'return' && backend === 'nft') continue
        ofHost[kindOf(packet)]?.push(`${event.table} ${event.chain} ${event.rule}`)
      }
    }
  }
  const conntrack: { [host: string]: readonly string[] } = {}
  for (const [host, entries] of Object.entries(trace.conntrack)) {
    const own = entries.filter((entry) => !before[host]?.includes(entry))
    if (own.length > 0) conntrack[host] = own.map((entry) => conntrackLine(entry, known)).toSorted()
  }
  // The model names whoever took the SYN; a kernel's process knows of it only once the handshake is done.
  const server = trace.outcome === 'answered' ? trace.server : null
  return {
    outcome: trace.outcome,
    server: server && `${server.name} at ${hide(server.address)} saw ${hide(server.sees)}`,
    crossings,
    rules,
    conntrack,
  }
}

/** An ICMP error is named with the packet it is about: the one whose events made it. */
function crossingKind(trace: Trace, packet: TracedPacket): string {
  if (packet.direction !== 'icmp') return kindOf(packet)
  const parent = trace.packets.find((other) =>
    other.events.some((event) => event.type === 'reply' && event.packet === packet.id),
  )
  return parent ? `${packet.kind} about ${kindOf(parent)}` : packet.kind
}
