import type { Segment } from '../net/packet.ts'
import { formatConnection, store } from '../netfilter/track.ts'
import type { Network } from '../network/network.ts'
import { sourceAddress } from '../network/route.ts'
import { causeOf } from './cause.ts'
import { type Draw, drawFor } from './draw.ts'
import { defaultTtl } from './errors.ts'
import type { Choice, Flow } from './flow.ts'
import { receive } from './input.ts'
import { sendLocal } from './output.ts'
import { seededRandom } from './random.ts'
import type { Outcome, Trace } from './trace.ts'
import { createWorld, ends, hostOf, originate, type Record, remember, type World } from './world.ts'

/** A trace ends on its own: TTL sees to it. This bounds only our own mistakes. */
const maxFrames = 10_000

/** SYNs a client sends before it gives up after 3.5 s: at 0, 1, 2 and 3 s (tcp_syn_linear_timeouts, Linux 6.5 on). */
const synAttempts = 4

/** A trace, and the network as it is afterwards. */
export interface Followed {
  readonly trace: Trace
  readonly network: Network
}

/**
 * Follows one request through the network to what its sender finally knows, and everything sent because of it.
 * Returns the trace and the network as it is afterwards, so that several flows in a row behave as on real hosts.
 * Undefined when the flow's host is not in the network.
 */
export function traceFlow(network: Network, flow: Flow, choice: Choice, draw?: Draw): Followed | undefined {
  const host = network.hosts.find((candidate) => candidate.name === flow.from)
  if (!host) return undefined
  const address =
    sourceAddress(host, flow.destination.address) ?? host.devices.find((d) => d.type !== 'lo')?.addresses[0]?.address
  if (address === undefined) return undefined
  const source = { address, port: flow.sourcePort }
  const random = seededRandom(choice.seed)
  // Balancing draws from its own sequence: otherwise the port MASQUERADE picks would depend on how many rules drew.
  const settle = draw ?? drawFor(choice, seededRandom(choice.seed ^ 0x9e3779b9))
  const world = createWorld(network, flow, { host: flow.from, socket: source }, settle, random)
  const packet: Segment = {
    protocol: flow.protocol,
    kind: flow.protocol === 'TCP' ? 'SYN' : 'request',
    source,
    destination: flow.destination,
    ttl: defaultTtl,
  }
  const first = originate(world, flow.from, packet, 'request', undefined)
  sendLocal(world, hostOf(world, flow.from), { packet, mark: 0 }, first)
  for (let more = 1; more < (flow.datagrams ?? 1); more++) {
    const next = originate(world, flow.from, packet, 'request', undefined)
    sendLocal(world, hostOf(world, flow.from), { packet, mark: 0 }, next)
  }
  for (let count = 0; count < maxFrames; count++) {
    const frame = world.frames.shift()
    if (!frame) break
    receive(world, frame)
  }
  const outcome = world.certain ? outcomeOf(world) : uncertainOutcome(world)
  if (outcome === 'answered') establish(world)
  if (outcome === 'timed-out' && flow.protocol === 'TCP') repeat(world, first)
  return { trace: finish(world, outcome, ends(packet)), network: remember(network, world) }
}

function outcomeOf(world: World): Outcome {
  for (const outcome of ['answered', 'refused', 'unreachable'] as const) {
    if (world.heard.some((heard) => heard.outcome === outcome)) return outcome
  }
  return 'timed-out'
}

/** After a rule that could not be decided only a real answer is worth telling. */
function uncertainOutcome(world: World): Outcome {
  const outcome = outcomeOf(world)
  return outcome === 'timed-out' ? 'undetermined' : outcome
}

/** The client's ACK follows its SYN: every host on the way sees the handshake complete. */
function establish(world: World): void {
  for (const memory of world.memory.values()) {
    for (const connection of memory.conntrack.connections) {
      if (connection.tcpState !== 'SYN_RECV') continue
      memory.conntrack = store(memory.conntrack, { ...connection, tcpState: 'ESTABLISHED' })
    }
  }
}

/** Into silence a SYN is sent again and again, and so is what each one caused. */
function repeat(world: World, first: Record): void {
  const repeated = new Set([first.id])
  for (const record of world.records) {
    if (!repeated.has(record.id) && !repeated.has(record.parent)) continue
    repeated.add(record.id)
    record.repeats = synAttempts
  }
}

function finish(world: World, outcome: Outcome, flowEnds: { source: string; destination: string }): Trace {
  const { cause, where } = causeOf(world, outcome)
  const conntrack: { [host: string]: readonly string[] } = {}
  for (const [name, memory] of world.memory) {
    if (memory.conntrack.connections.length > 0) conntrack[name] = memory.conntrack.connections.map(formatConnection)
  }
  return {
    version: 1,
    flow: { from: world.flow.from, protocol: world.flow.protocol, ...flowEnds },
    outcome,
    cause,
    where,
    told: world.heard.find((heard) => heard.outcome === outcome)?.packet ?? null,
    server: world.server,
    packets: world.records.map(({ id, kind, direction, repeats, events }) => ({
      id,
      kind,
      direction,
      repeats,
      events,
    })),
    dns: [],
    conntrack,
    before: [],
  }
}
