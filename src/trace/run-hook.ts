import { type Address, familyOf } from '../net/address.ts'
import { cidr, contains } from '../net/cidr.ts'
import { formatSocket } from '../net/packet.ts'
import { type Evaluation, evaluateTable, type NatTarget, type Verdict } from '../netfilter/evaluate.ts'
import type { Hook, TableName } from '../netfilter/hook.ts'
import type { MatchContext } from '../netfilter/match.ts'
import { decide, translate, undecided } from '../netfilter/nat.ts'
import { printRule } from '../netfilter/print.ts'
import type { Ruleset } from '../netfilter/ruleset.ts'
import type { Skb } from '../netfilter/skb.ts'
import { forget, formatConnection, isKilled, replyTaken, seen, store, track } from '../netfilter/track.ts'
import type { Host } from '../network/network.ts'
import { deviceOf, isLocal, primaryAddress } from '../network/route.ts'
import type { RuleVerdict } from './trace.ts'
import { type Memory, note, type Record, type World } from './world.ts'

/** How a hook ends. `stop`: dropped, and already noted. */
export type HookResult =
  | { readonly type: 'accept'; readonly skb: Skb }
  | { readonly type: 'stop' }
  | { readonly type: 'reject'; readonly skb: Skb; readonly with: string }

/** What OUTPUT does between nat and filter when the destination changed: look up the route again. */
export type Reroute = (skb: Skb) => Skb | undefined

type Stage = TableName | 'conntrack' | 'confirm'

/** What runs at each hook, in the order of netfilter's priorities (linux/netfilter_ipv4.h). */
const stages: Readonly<{ [hook in Hook]: readonly Stage[] }> = {
  PREROUTING: ['raw', 'conntrack', 'mangle', 'nat'],
  INPUT: ['mangle', 'filter', 'security', 'nat', 'confirm'],
  FORWARD: ['mangle', 'filter', 'security'],
  OUTPUT: ['raw', 'conntrack', 'mangle', 'nat', 'filter', 'security'],
  POSTROUTING: ['mangle', 'nat', 'confirm'],
}

/** Runs one hook on one host and notes everything the kernel's TRACE would log. Hosts without netfilter accept. */
export function runHook(world: World, host: Host, hook: Hook, skb: Skb, record: Record, reroute?: Reroute): HookResult {
  const memory = world.memory.get(host.name)
  if (!host.netfilter || !memory) return { type: 'accept', skb }
  const family = familyOf(skb.packet.destination.address)
  const rulesets = host.netfilter.rulesets.filter((ruleset) => ruleset.family === family)
  let now = skb
  for (const stage of stages[hook]) {
    if (stage === 'conntrack') now = connect(world, host, hook, now, record, memory)
    else if (stage === 'confirm') now = confirm(world, host, hook, now, record, memory)
    else if (stage === 'nat') {
      const before = now.packet.destination
      now = nat(world, host, hook, now, record, memory, rulesets)
      if (reroute && now.packet.destination !== before) {
        const rerouted = reroute(now)
        if (rerouted === undefined) return { type: 'stop' }
        now = rerouted
      }
    } else {
      const walked = consult(world, host, hook, stage, now, record, memory, rulesets)
      now = { ...now, mark: walked.mark }
      if (walked.verdict?.type === 'drop') {
        const reason = walked.verdict.by.kind === 'policy' ? 'policy' : 'rule'
        note(world, record, { type: 'drop', host: host.name, where: hook, reason })
        return { type: 'stop' }
      }
      if (walked.verdict?.type === 'reject') return { type: 'reject', skb: now, with: walked.verdict.with }
    }
  }
  return { type: 'accept', skb: now }
}

/**
 * conntrack at PREROUTING and OUTPUT. A packet that comes over lo was attached before and keeps its connection, and so
 * does an error made here: it has that of its packet, even if the table does not know it yet.
 */
function connect(world: World, host: Host, hook: Hook, skb: Skb, record: Record, memory: Memory): Skb {
  if (skb.ct) {
    const { state, direction } = skb.ct
    if (state === 'RELATED' && hook === 'OUTPUT')
      note(world, record, { type: 'conntrack', host: host.name, hook, event: 'lookup', state, direction })
    return skb
  }
  const { ct, isNew } = track(memory.conntrack, skb.packet)
  if (!ct.connection) {
    const { state, direction } = ct
    note(world, record, { type: 'conntrack', host: host.name, hook, event: 'invalid', state, direction })
    return { ...skb, ct }
  }
  const known = isNew ? ct.connection : seen(ct.connection, ct.direction, skb.packet)
  const connection = { ...known, seenAt: world.now }
  if (isNew) memory.conntrack = { ...memory.conntrack, nextId: connection.id + 1 }
  else if (isKilled(ct.connection, skb.packet)) memory.conntrack = forget(memory.conntrack, connection.id)
  else memory.conntrack = store(memory.conntrack, connection)
  note(world, record, {
    type: 'conntrack',
    host: host.name,
    hook,
    event: isNew ? 'new' : 'lookup',
    state: ct.state,
    direction: ct.direction,
    entry: formatConnection(connection),
  })
  return { ...skb, ct: { ...ct, connection } }
}

/** The entry enters the table once its first packet has passed every hook; an error about it confirms nothing. */
function confirm(world: World, host: Host, hook: Hook, skb: Skb, record: Record, memory: Memory): Skb {
  const connection = skb.ct?.connection
  if (!skb.ct || !connection || connection.confirmed || skb.ct.direction === 'reply') return skb
  const clash = replyTaken(memory.conntrack, connection.reply, connection.id)
  const confirmed = { ...connection, confirmed: true }
  memory.conntrack = store(memory.conntrack, confirmed)
  note(world, record, {
    type: 'conntrack',
    host: host.name,
    hook,
    event: clash ? 'clash' : 'confirm',
    state: skb.ct.state,
    direction: skb.ct.direction,
    entry: formatConnection(confirmed),
  })
  return { ...skb, ct: { ...skb.ct, connection: confirmed } }
}

/** Asks the nat table if this side is still open, then translates as the connection says. */
function nat(
  world: World,
  host: Host,
  hook: Hook,
  skb: Skb,
  record: Record,
  memory: Memory,
  rulesets: readonly Ruleset[],
): Skb {
  if (!skb.ct?.connection) return skb
  let { ct, mark } = skb
  let target: NatTarget | undefined
  if (undecided(ct, hook) && ct.connection) {
    const walked = consult(world, host, hook, 'nat', skb, record, memory, rulesets)
    mark = walked.mark
    target = walked.verdict?.type === 'nat' ? walked.verdict.target : undefined
    const connection = decide(ct.connection, hook, target, {
      conntrack: memory.conntrack,
      masqueradeAddress: masqueradeAddress(host, skb),
      randomPort: () => 1024 + Math.floor(world.random() * 64512),
    })
    ct = { ...ct, connection }
  }
  const packet = translate(skb.packet, ct, hook)
  for (const field of ['destination', 'source'] as const) {
    const before = formatSocket(skb.packet[field])
    const after = formatSocket(packet[field])
    if (before === after) continue
    note(world, record, {
      type: 'translate',
      host: host.name,
      hook,
      by: target ? 'rule' : 'conntrack',
      field,
      before,
      after,
    })
  }
  return { ...skb, packet, mark, ct }
}

/** MASQUERADE takes the primary address of the outgoing device: the bridge's for a local Pod, eth0's for a remote one. */
function masqueradeAddress(host: Host, skb: Skb): Address | undefined {
  const like = skb.packet.destination.address
  if (skb.oif !== 'lo') return primaryAddress(deviceOf(host, skb.oif), like)
  // lo's own address is of host scope and not taken: the first other device's is (inet_select_addr).
  return host.devices.flatMap((device) => (device.type === 'lo' ? [] : (primaryAddress(device, like) ?? [])))[0]
}

/** inet_addr_type: by the address itself where it tells, else by whose it is; undefined when that is not known. */
function addressType(host: Host, address: Address, unknown = false): string | undefined {
  if (isLocal(host, address)) return 'LOCAL'
  if (address === '255.255.255.255') return 'BROADCAST'
  if (contains(multicast[familyOf(address)], address)) return 'MULTICAST'
  return unknown ? undefined : 'UNICAST'
}

const multicast = { 4: cidr('224.0.0.0/4'), 6: cidr('ff00::/8') } as const

/** Walks one table of every ruleset of the family, notes what matched, and remembers `recent` notes. */
function consult(
  world: World,
  host: Host,
  hook: Hook,
  name: TableName,
  skb: Skb,
  record: Record,
  memory: Memory,
  rulesets: readonly Ruleset[],
): { readonly mark: number; readonly verdict?: Verdict } {
  let mark = skb.mark
  for (const ruleset of rulesets) {
    const table = ruleset.tables.find((candidate) => candidate.name === name)
    if (!table) continue
    const context: MatchContext = {
      skb: { ...skb, mark },
      addressType: (address) => addressType(host, address, world.unknown?.addresses),
      ...(world.unknown ? { unknownDevices: world.unknown.devices } : {}),
      draw: (rule, threshold) => world.draw(rule, threshold, rulesets),
      lastSeen: (list, address) => {
        const at = memory.recent[list]?.[address]
        return at === undefined ? undefined : world.now - at
      },
    }
    const walked = evaluateTable(table, hook, context, world.certain)
    for (const evaluation of walked.evaluations) noteEvaluation(world, host, hook, record, evaluation)
    for (const { list, side } of walked.noted) {
      const address = side === 'rsource' ? skb.packet.source.address : skb.packet.destination.address
      memory.recent[list] = { ...memory.recent[list], [address]: world.now }
    }
    world.certain &&= walked.certain
    mark = walked.mark
    if (walked.verdict.type !== 'accept') return { mark, verdict: walked.verdict }
  }
  return { mark }
}

function noteEvaluation(world: World, host: Host, hook: Hook, record: Record, evaluation: Evaluation): void {
  const { table, chain, rulenum, rule, markBefore, markAfter } = evaluation
  world.certain &&= evaluation.certain
  const at = { host: host.name, hook, table, chain, rule: rulenum }
  if (evaluation.kind === 'return') return note(world, record, { type: 'return', ...at })
  if (evaluation.kind === 'policy' || !rule) {
    return note(world, record, { type: 'policy', ...at, verdict: evaluation.policy === 'DROP' ? 'drop' : 'accept' })
  }
  const { target } = rule
  note(world, record, {
    type: 'rule',
    ...at,
    // A rule that could not be decided is passed by, whatever its target.
    verdict: evaluation.unmodelled === undefined ? verdictOf(rule.target?.type) : 'continue',
    target:
      evaluation.unmodelled !== undefined
        ? null
        : target?.type === 'jump' || target?.type === 'goto'
          ? target.chain
          : null,
    text: printRule(chain, rule),
    ...(target?.type === 'MARK' && evaluation.unmodelled === undefined
      ? { mark: { before: markBefore, after: markAfter } }
      : {}),
    ...(evaluation.unmodelled === undefined ? {} : { unmodelled: evaluation.unmodelled }),
    ...(rule.origin === undefined ? {} : { origin: rule.origin }),
  })
}

function verdictOf(target: string | undefined): RuleVerdict {
  switch (target) {
    case 'jump':
    case 'goto':
      return target
    case 'ACCEPT':
    case 'DROP':
    case 'REJECT':
    case 'RETURN':
    case 'DNAT':
    case 'SNAT':
    case 'MASQUERADE':
    case 'MARK':
      return target.toLowerCase() as RuleVerdict
    default:
      return 'continue'
  }
}
