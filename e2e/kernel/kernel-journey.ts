import { conntrackLine, isTold, type Journey, portHider } from './journey.ts'
import type { Names } from './plan.ts'

/** What `lab/run.py` prints for one request. */
export interface Observed {
  readonly outcome: string
  readonly server: { readonly name: string; readonly address: string; readonly sees: string } | null
  readonly crossings: readonly (Seen & { readonly namespace: string; readonly device: string; readonly way: string })[]
  readonly hits: readonly Hit[]
  readonly conntrack: Readonly<Record<string, readonly string[]>>
}

interface Seen {
  readonly kind: string
  readonly about?: string | null
  readonly source: string
  readonly destination: string
  readonly ttl: number
}

interface Hit {
  readonly namespace: string
  readonly family: 4 | 6
  readonly table: string
  readonly chain: string
  readonly rule: number
  readonly event: string
  readonly packet: Seen
}

/** The kernel's observations as a journey. `before`: conntrack lines that were there already. */
export function kernelJourney(
  observed: Observed,
  names: Names,
  known: ReadonlySet<number>,
  before: Observed['conntrack'] = {},
): Journey {
  const hide = portHider(known)
  const crossings: { [kind: string]: string[] } = {}
  for (const seen of observed.crossings) {
    const host = names.host(seen.namespace)
    const device = names.deviceOf(host, seen.device)
    if (!isTold(device, seen.way)) continue
    const kind = seen.about ? `${seen.kind} about ${seen.about}` : seen.kind
    crossings[kind] ??= []
    const ends = `${hide(seen.source)} > ${hide(seen.destination)}`
    crossings[kind].push(`${host} ${device} ${seen.way}: ${ends} ttl ${seen.ttl}`)
  }
  const rules: { [host: string]: { [kind: string]: string[] } } = {}
  for (const hit of observed.hits) {
    const host = names.host(hit.namespace)
    rules[host] ??= {}
    const ofHost = rules[host] as { [kind: string]: string[] }
    ofHost[hit.packet.kind] ??= []
    ofHost[hit.packet.kind]?.push(`${hit.table} ${hit.chain} ${hit.rule}`)
  }
  const conntrack: { [host: string]: readonly string[] } = {}
  for (const [namespace, entries] of Object.entries(observed.conntrack)) {
    const tuples = new Set((before[namespace] ?? []).map(stable))
    const own = entries.filter((entry) => !tuples.has(stable(entry)))
    if (own.length > 0) {
      conntrack[names.host(namespace)] = own.map((entry) => conntrackLine(plain(entry), known)).toSorted()
    }
  }
  const { server } = observed
  return {
    outcome: observed.outcome,
    server: server && `${server.name} at ${hide(server.address)} saw ${hide(server.sees)}`,
    crossings,
    rules,
    conntrack,
  }
}

/** /proc/net/nf_conntrack begins with the network protocol, which `conntrack -L` leaves out. */
function plain(entry: string): string {
  return entry.replace(/^ipv[46] +\d+ +/, '')
}

/** The entry without what changes while it lives: timeout, state, flags. */
function stable(entry: string): string {
  return (entry.match(/(src|dst|sport|dport)=\S+/g) ?? []).join(' ')
}
