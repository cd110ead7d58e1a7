import type { Connection, Conntrack } from './conntrack.ts'

/** Seconds without a packet after which an entry is forgotten: nf_conntrack's defaults (nf_conntrack-sysctl.rst). */
function timeout({ original, tcpState, seenReply }: Connection): number {
  if (original.protocol !== 'TCP') return seenReply ? 120 : 30
  switch (tcpState) {
    case 'SYN_RECV':
      return 60
    case 'ESTABLISHED':
      return 432_000
    case 'CLOSE':
      return 10
    case 'SYN_SENT':
    case undefined:
      return 120
    default:
      tcpState satisfies never
      return 120
  }
}

/** The table as it is at a later time: entries that saw no packet for their timeout are gone. */
export function expire(conntrack: Conntrack, now: number): Conntrack {
  const connections = conntrack.connections.filter((connection) => now - (connection.seenAt ?? 0) < timeout(connection))
  return connections.length === conntrack.connections.length ? conntrack : { ...conntrack, connections }
}
