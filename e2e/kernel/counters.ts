/** A node's counters after a run, as `iptables-save -c` printed them. */
export interface Counted {
  readonly namespace: string
  readonly family: 4 | 6
  readonly saved: string
}

/**
 * The independent check of the tracing itself: every rule's packet counter must be how often it was traced. Returns what
 * does not agree, a line each. IPv4 only: in IPv6 neighbour discovery passes the same rules at moments of its own, also
 * between reading a counter and setting it back.
 */
export function compareCounters(
  counted: readonly Counted[],
  events: Readonly<Record<string, number>>,
): readonly string[] {
  const counters = new Map<string, number>()
  for (const { namespace, family, saved } of counted) {
    if (family === 6) continue
    let table = ''
    const numbers = new Map<string, number>()
    for (const line of saved.split('\n')) {
      if (line.startsWith('*')) table = line.slice(1)
      const rule = /^\[(\d+):\d+\] -A (\S+)/.exec(line)
      if (!rule) continue
      const [, packets, chain] = rule
      const number = (numbers.get(`${table} ${chain}`) ?? 0) + 1
      numbers.set(`${table} ${chain}`, number)
      const key = `${namespace} ${family} ${table} ${chain} ${number}`
      counters.set(key, (counters.get(key) ?? 0) + Number(packets))
    }
  }
  const traced = Object.keys(events).filter((key) => key.split(' ')[1] === '4')
  const keys = new Set([...counters.keys(), ...traced])
  return [...keys]
    .filter((key) => (counters.get(key) ?? 0) !== (events[key] ?? 0))
    .map((key) => `${key}: counter ${counters.get(key) ?? 0}, traced ${events[key] ?? 0}`)
}
