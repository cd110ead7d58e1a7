import type { Cause } from './causes.ts'
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
    case 'undetermined':
      return { cause: null, where: null }
    case 'refused':
      return refusedBecause(world)
    case 'unreachable':
      return unreachableBecause(world)
    case 'timed-out':
      return timedOutBecause(world)
    default:
      outcome satisfies never
      return { cause: null, where: null }
  }
}

function refusedBecause(world: World): Found {
  const reply = findReply(world, (event) => event.because === 'reject' || event.because === 'closed-port')
  if (!reply) return { cause: null, where: null }
  const { event, record } = reply
  if (event.because === 'reject') {
    const rule = lastRule(record, 'reject')
    return { cause: says(rule, 'has no endpoints') ? 'no-endpoint' : 'rule-rejected', where: event.host }
  }
  const pod = world.wiring.hosts.get(event.host)?.kind === 'pod'
  return { cause: pod || world.server ? 'port-closed' : 'node-port-closed', where: event.host }
}

function unreachableBecause(world: World): Found {
  const reply = findReply(world, ({ because }) => ['ttl-exceeded', 'no-route', 'host-unreachable'].includes(because))
  const drop = findDrop(world)
  const where = reply?.event.host ?? drop?.event.host ?? null
  if (reply?.event.because === 'ttl-exceeded') return { cause: 'ttl-loop', where }
  const arp = reply?.event.because === 'host-unreachable' || drop?.event.reason === 'no-neighbour'
  if (arp) return { cause: where !== null && kindOf(world, where) === 'node' ? 'arp-endpoint' : 'arp-outside', where }
  return { cause: 'no-route', where }
}

function timedOutBecause(world: World): Found {
  const stranger = findReply(world, ({ because }) => because === 'unexpected-answer')
  if (stranger) return { cause: strangerBecause(world), where: stranger.event.host }
  const drop = findDrop(world)
  if (!drop) return { cause: 'no-way-back', where: null }
  const { event, record } = drop
  return { cause: droppedBecause(event, record), where: event.host }
}

/**
 * The answer came from the address behind the translation. Did it stay on one bridge? Then either bridge netfilter is
 * off on that node, or another node translated and the answer went straight to its neighbour.
 */
function strangerBecause(world: World): Cause {
  const answer = world.records.find((record) => record.kind === 'SYN-ACK' || record.kind === 'response')
  const nodes = hostsOf(answer?.events ?? [], world, 'node')
  const requester = world.wiring.hosts.get(world.requester.host)
  if (requester?.kind !== 'pod' || nodes.length !== 1) return 'wrong-reply-address'
  const translators = (world.records[0]?.events ?? [])
    .filter((event) => event.type === 'translate')
    .map((event) => event.host)
  return translators.every((host) => host === nodes[0]) ? 'bridge-nf-off' : 'neighbour-reply'
}

function droppedBecause(event: DropEvent, record: Record): Cause {
  switch (event.reason) {
    case 'rule':
      return dropRuleCause(lastRule(record, 'drop'), record)
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
    case 'martian':
      return 'route-localnet'
    case 'not-forwarding':
      return 'ip-forward'
    case 'loop':
      return 'ttl-loop'
    case 'no-neighbour':
      return 'localhost-no-snat'
    case 'no-route':
    case 'no-socket':
    case 'wire':
      return 'no-way-back'
    default:
      event.reason satisfies never
      return 'rule-dropped'
  }
}

/** kube-proxy says in the comment why it drops. */
function dropRuleCause(rule: RuleEvent | undefined, record: Record): Cause {
  if (rule?.chain === 'KUBE-FIREWALL') return markedCause(record)
  if (rule?.chain === 'KUBE-PROXY-FIREWALL') return 'source-range'
  if (rule?.chain === 'KUBE-FORWARD') return 'invalid-dropped'
  if (says(rule, 'has no local endpoints'))
    return rule?.chain === 'KUBE-SERVICES' ? 'no-local-internal' : 'no-local-endpoint'
  return 'rule-dropped'
}

/** Before v1.26 a packet was marked in nat and dropped in filter: which chain marked it tells why. */
function markedCause({ events }: Record): Cause {
  const marked = events.findLast((event) => event.type === 'rule' && event.target === 'KUBE-MARK-DROP')
  if (marked?.type !== 'rule') return 'rule-dropped'
  if (marked.chain.startsWith('KUBE-FW-')) return 'source-range'
  return marked.chain.startsWith('KUBE-XLB-') ? 'no-local-endpoint' : 'rule-dropped'
}

function says(rule: RuleEvent | undefined, words: string): boolean {
  return rule?.text.includes(words) ?? false
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
