import type { Address } from '../../src/net/address.ts'
import type { Segment } from '../../src/net/packet.ts'
import type { Selection } from '../../src/netfilter/chain-index.ts'
import { evaluateTable, type Walked } from '../../src/netfilter/evaluate.ts'
import type { MatchContext } from '../../src/netfilter/match.ts'
import type { Ruleset, Table } from '../../src/netfilter/ruleset.ts'

/** Asks every rule, one after another. */
export const linear: Selection = () => undefined

/**
 * The rules that a Pod's first packet to a Service meets where it enters its node: nat PREROUTING, and filter FORWARD
 * and nat POSTROUTING with the destination it was given. `select` is how rules are looked for.
 */
export function walkPacket(ruleset: Ruleset, to: Address, select?: Selection): readonly Walked[] {
  const nat = tableOf(ruleset, 'nat')
  const sent: Segment = {
    protocol: 'TCP',
    kind: 'SYN',
    source: { address: '10.244.1.2' as Address, port: 40000 },
    destination: { address: to, port: 80 },
    ttl: 64,
  }
  const entered = evaluateTable(nat, 'PREROUTING', contextOf(sent, 0), true, select)
  const { verdict, mark } = entered
  if (verdict.type !== 'nat' || verdict.target.type !== 'DNAT') throw new Error(`no rule for ${to}`)
  const { address, port = 0 } = verdict.target.to
  const translated = contextOf({ ...sent, destination: { address, port } }, mark)
  const forwarded = evaluateTable(tableOf(ruleset, 'filter'), 'FORWARD', translated, true, select)
  return [entered, forwarded, evaluateTable(nat, 'POSTROUTING', translated, true, select)]
}

function tableOf(ruleset: Ruleset, name: Table['name']): Table {
  const table = ruleset.tables.find((candidate) => candidate.name === name)
  if (table === undefined) throw new Error(`no table ${name}`)
  return table
}

function contextOf(packet: Segment, mark: number): MatchContext {
  return {
    skb: { packet, mark, ct: { direction: 'original', state: 'NEW' } },
    addressType: () => 'UNICAST',
    draw: (_, threshold) => threshold > 2 ** 30,
    lastSeen: () => undefined,
  }
}
