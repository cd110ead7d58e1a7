import { refusals } from '../network/balancer-rules.ts'
import { isLoopback } from '../network/route.ts'
import type { Cause } from './causes.ts'
import { isAskedNodePort, isClusterIP } from './known-addresses.ts'
import type { DropEvent, Outcome, ReplyEvent, RuleEvent, TraceEvent } from './trace.ts'
import type { Record, World } from './world.ts'

interface Found {
  readonly cause: Cause | null
  readonly where: string | null
}

/** Why the request did not get its answer, read off what happened; none when it did. */
export function causeOf(world: World, outcome: Outcome): Found {
  switch (outcome) {
    case 'answered':
    case 'name-error':
      return { cause: null, where: null }
    case 'undetermined':
      return { cause: 'not-modelled', where: uncertainHost(world) }
    case 'refused':
      return behind(world, refusedBecause(world))
    case 'unreachable':
      return behind(world, unreachableBecause(world))
    case 'timed-out':
      return behind(world, timedOutBecause(world))
    default:
      outcome satisfies never
      return { cause: null, where: null }
  }
}

/** Endings that mean: the rules led, or failed to lead, where the cluster no longer is. */
const ofOldRules: readonly (Cause | null)[] = [
  ...(['arp-endpoint', 'port-closed', 'node-port-closed', 'cluster-ip-port', 'no-endpoint'] as const),
  ...(['no-local-endpoint', 'no-local-internal', 'ttl-loop'] as const),
]

/** What lies behind an ending: an entry of conntrack, or rules, older than the cluster is now. */
function behind(world: World, found: Found): Found {
  if (!ofOldRules.includes(found.cause)) return found
  const events = world.records[0]?.events ?? []
  const remembered = events.find((e) => e.type === 'conntrack' && e.event === 'lookup' && e.direction === 'original')
  if (remembered && world.flow.protocol === 'UDP' && kindOf(world, remembered.host) === 'node')
    return { cause: 'stale-conntrack', where: remembered.host }
  const outdated = events.find(
    (e) => e.type === 'conntrack' && world.wiring.hosts.get(e.host)?.netfilter?.outdated === true,
  )
  return outdated ? { cause: 'kube-proxy-stopped', where: outdated.host } : found
}

function uncertainHost(world: World): string | null {
  for (const { events } of world.records) {
    const event = events.find((candidate) => candidate.certain === false)
    if (event) return event.host
  }
  return null
}

function refusedBecause(world: World): Found {
  const reply = findReply(world, (event) => event.because === 'reject' || event.because === 'closed-port')
  if (!reply) return { cause: null, where: null }
  const { event, record } = reply
  if (event.because === 'reject') {
    const rule = lastRule(record, 'reject')
    return { cause: says(rule, 'has no endpoints') ? 'no-endpoint' : 'rule-rejected', where: event.host }
  }
  if (kindOf(world, event.host) !== 'node' || translated(record)) return { cause: 'port-closed', where: event.host }
  return { cause: isAskedNodePort(world, event.host) ? 'node-port-address' : 'node-port-closed', where: event.host }
}

function unreachableBecause(world: World): Found {
  const reply = findReply(world, ({ because }) => ['ttl-exceeded', 'no-route', 'host-unreachable'].includes(because))
  const drop = findDrop(world)
  const where = reply?.event.host ?? drop?.event.host ?? null
  if (reply?.event.because === 'ttl-exceeded') return { cause: 'ttl-loop', where }
  const rejected = reply === undefined ? findReply(world, ({ because }) => because === 'reject') : undefined
  if (rejected) return { cause: 'rule-rejected', where: rejected.event.host }
  const arp = reply?.event.because === 'host-unreachable' || drop?.event.reason === 'no-neighbour'
  if (arp && isLoopback(world.requester.socket.address)) return { cause: 'localhost-no-snat', where }
  if (arp) return { cause: where !== null && kindOf(world, where) === 'node' ? 'arp-endpoint' : 'arp-outside', where }
  return { cause: isClusterIP(world) ? 'cluster-ip-outside' : 'no-route', where }
}

function timedOutBecause(world: World): Found {
  const stranger = findReply(world, ({ because }) => because === 'unexpected-answer')
  if (stranger) return { cause: strangerBecause(world), where: stranger.event.host }
  const drop = findDrop(world)
  if (!drop) {
    const lost = findReply(world, ({ because }) => because === 'no-route' || because === 'ttl-exceeded')
    return { cause: 'no-way-back', where: lost?.event.host ?? null }
  }
  const { event, record } = drop
  const cause = droppedBecause(world, event, record)
  const unruled = cause === 'no-way-back' && record.parent === 0 && !translated(record) && isClusterIP(world)
  return { cause: unruled ? 'cluster-ip-port' : cause, where: event.host }
}

/**
 * The answer came from the address behind the translation. Did it stay on one bridge? Then either bridge netfilter is
 * off on that node, or another node translated and the answer went straight to its neighbour.
 */
function strangerBecause(world: World): Cause {
  const answer = world.records.find((record) => record.kind === 'SYN-ACK' || record.kind === 'response')
  const nodes = hostsOf(answer?.events ?? [], world, 'node')
  if (kindOf(world, world.requester.host) !== 'pod' || nodes.length !== 1) return 'wrong-reply-address'
  const translators = (world.records[0]?.events ?? [])
    .filter((event) => event.type === 'translate')
    .map((event) => event.host)
  return translators.every((host) => host === nodes[0]) ? 'bridge-nf-off' : 'neighbour-reply'
}

function droppedBecause(world: World, event: DropEvent, record: Record): Cause {
  switch (event.reason) {
    case 'rule':
      return dropRuleCause(world, event, record)
    case 'policy':
      return 'forward-policy'
    case 'invalid':
      return 'invalid-dropped'
    case 'black-hole':
      return 'black-hole'
    case 'same-port':
      return 'hairpin-off'
    case 'own-source':
      return 'hairpin-no-snat'
    case 'rp-filter':
      return 'reverse-path'
    case 'route-localnet':
      return 'route-localnet'
    case 'martian':
      return 'martian'
    case 'not-forwarding':
      return 'ip-forward'
    case 'loop':
      return 'ttl-loop'
    case 'no-neighbour':
    case 'no-route':
      return 'no-way-back'
    default:
      event.reason satisfies never
      return 'rule-dropped'
  }
}

/** kube-proxy says in the comment why it drops. */
function dropRuleCause(world: World, event: DropEvent, record: Record): Cause {
  const rule = lastRule(record, 'drop')
  if (says(rule, refusals.noTarget)) return 'lb-no-target'
  if (says(rule, refusals.noListener)) return 'lb-no-port'
  if (says(rule, refusals.sourceRange)) return 'lb-source-range'
  if (rule?.chain === 'KUBE-PROXY-FIREWALL') return 'source-range'
  if (rule?.chain === 'KUBE-FIREWALL') return markedCause(record) ?? 'martian'
  if (rule?.chain === 'KUBE-FORWARD') {
    const promiscuous = world.wiring.hosts.get(event.host)?.devices.some((device) => device.promiscuous === true)
    return promiscuous && record.parent === 0 ? 'promiscuous' : 'invalid-dropped'
  }
  if (says(rule, 'has no local endpoints'))
    return rule?.chain === 'KUBE-SERVICES' ? 'no-local-internal' : 'no-local-endpoint'
  return 'rule-dropped'
}

/** Before v1.26 a packet was marked in nat and dropped in filter: which chain marked it tells why. */
function markedCause({ events }: Record): Cause | undefined {
  const marked = events.findLast((event) => event.type === 'rule' && event.target === 'KUBE-MARK-DROP')
  if (marked?.type !== 'rule') return undefined
  if (marked.chain.startsWith('KUBE-FW-')) return 'source-range'
  return marked.chain.startsWith('KUBE-XLB-') ? 'no-local-endpoint' : 'rule-dropped'
}

function says(rule: RuleEvent | undefined, words: string): boolean {
  return rule?.text.includes(words) ?? false
}

function translated({ events }: Record): boolean {
  return events.some((event) => event.type === 'translate' && event.field === 'destination')
}

function lastRule(record: Record, verdict: 'drop' | 'reject'): RuleEvent | undefined {
  return record.events.findLast((event): event is RuleEvent => event.type === 'rule' && event.verdict === verdict)
}

function findReply(world: World, wanted: (event: ReplyEvent) => boolean) {
  for (const record of world.records) {
    const event = record.events.find((e): e is ReplyEvent => e.type === 'reply' && wanted(e))
    if (event) return { event, record }
  }
  return undefined
}

function findDrop(world: World) {
  for (const record of world.records) {
    const event = record.events.find((e): e is DropEvent => e.type === 'drop')
    if (event) return { event, record }
  }
  return undefined
}

function hostsOf(events: readonly TraceEvent[], world: World, kind: 'node'): readonly string[] {
  return [...new Set(events.map((event) => event.host))].filter((name) => kindOf(world, name) === kind)
}

function kindOf(world: World, name: string): string | undefined {
  return world.wiring.hosts.get(name)?.kind
}
