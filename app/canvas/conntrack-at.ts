import { connectionPackets, type Frame, type PageKey, type Trace } from '../../src/index.ts'

/** What a node's connection tracking can say of the request. */
export interface Known {
  readonly words: PageKey
  /** The kernel's own word for the state, where it is one. */
  readonly kernel?: string
  /** Who asked, and who answers in truth. */
  readonly source?: string
  readonly server?: string
}

/** The last word of a node's conntrack about the connection of frame `at`, up to that frame. */
export function conntrackAt(trace: Trace | undefined, frames: readonly Frame[], at: number, node: string): Known {
  const now = frames[at]
  const over = at === frames.length - 1
  const shown = new Set(trace && now ? connectionPackets(trace, now.packet) : [])
  const own = trace?.packets.filter(({ id }) => shown.has(id)) ?? []
  const events = own.flatMap((packet) =>
    packet.events
      .filter((_, index) => now && (packet.id < now.packet || (packet.id === now.packet && index <= now.event)))
      .filter((event) => event.host === node),
  )
  const tracked = events.flatMap((event) => (event.type === 'conntrack' ? [event] : []))
  const last = tracked.at(-1)
  if (!last) return { words: over && events.length === 0 ? 'canvas.conntrackNever' : 'canvas.conntrackNone' }
  const entry = tracked.findLast((event) => event.entry !== undefined)?.entry
  const ends = endsOf(entry)
  // DNAT changes whom the entry expects an answer from at once; the printed entry follows with the next event.
  const translated = events.findLast(
    (event) => event.type === 'translate' && event.by === 'rule' && event.field === 'destination',
  )
  if (translated?.type === 'translate' && ends.server)
    ends.server = translated.after.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')
  const confirmed = tracked.some((event) => event.event === 'confirm' || event.event === 'lookup')
  if (last.event === 'invalid') return { words: 'canvas.conntrackInvalid', ...ends }
  if (confirmed) return { words: 'canvas.conntrackConfirmed', ...kernelWord(entry), ...ends }
  const dropped = frames.slice(0, at + 1).some((frame) => frame.ending === 'dropped' && frame.place.host === node)
  if (dropped) return { words: 'canvas.conntrackThrown' }
  return { words: 'canvas.conntrackNew', ...ends }
}

/** `tcp 6 117 SYN_SENT src=… [UNREPLIED] …`: the state as the kernel spells it. */
function kernelWord(entry: string | undefined): { readonly kernel?: string } {
  const state = /\b(SYN_SENT|SYN_RECV|ESTABLISHED|CLOSE|TIME_WAIT)\b/.exec(entry ?? '')?.[1]
  const flag = /\[(UNREPLIED|ASSURED)\]/.exec(entry ?? '')?.[1]
  const words = [state, flag && `[${flag}]`].filter((word) => word !== undefined).join(' ')
  return words === '' ? {} : { kernel: words }
}

function endsOf(entry: string | undefined): { source?: string; server?: string } {
  const [source, server] = [...(entry ?? '').matchAll(/\bsrc=(\S+)/g)].map((match) => match[1])
  return source !== undefined && server !== undefined ? { source, server } : {}
}
