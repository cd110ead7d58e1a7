import { type Address, familyOf } from '../net/address.ts'
import { cidr, cidrBase, cidrLength, contains } from '../net/cidr.ts'
import type { Chain, Match, Ruleset, Table } from '../netfilter/ruleset.ts'
import { isLoopback } from '../network/route.ts'

/**
 * Addresses that a ruleset shows to be the host's own, in the order met: what SNAT puts on packets, and single
 * destinations asked for where only packets to the host itself come by. Other addresses may be its own too.
 */
export function ownAddresses({ tables }: Ruleset): readonly Address[] {
  const found = new Set<Address>()
  for (const table of tables) {
    const own = new Set([...onlyFromInput(table), ...onlyToLocal(table)])
    for (const chain of table.chains) {
      for (const { matches, target } of chain.rules) {
        if (target?.type === 'SNAT') found.add(target.to.address)
        const destination = matches.find((match) => match.type === 'destination')
        const toNodePorts = target?.type === 'jump' && target.chain === 'KUBE-NODEPORTS'
        if ((own.has(chain.name) || toNodePorts) && isHost(destination)) found.add(cidrBase(destination.cidr))
      }
    }
  }
  return [...found].filter((address) => !isLoopback(address) && !isGroup(address))
}

/** Chains that packets reach from INPUT and from no other hook. */
function onlyFromInput(table: Table): ReadonlySet<string> {
  const elsewhere = new Set<string>()
  for (const { name, policy } of table.chains) if (policy && name !== 'INPUT') reach(table, name, elsewhere)
  const fromInput = new Set<string>()
  reach(table, 'INPUT', fromInput)
  for (const name of elsewhere) fromInput.delete(name)
  return fromInput
}

/** Chains whose every caller asks that the destination is local first. */
function onlyToLocal(table: Table): readonly string[] {
  return table.chains
    .map(({ name }) => name)
    .filter((name) => {
      const callers = table.chains.flatMap(({ rules }) => rules.filter((rule) => called(rule.target) === name))
      return callers.length > 0 && callers.every(({ matches }) => matches.some(asksForLocal))
    })
}

function asksForLocal(match: Match): boolean {
  return match.type === 'addrtype' && match.dstType?.type === 'LOCAL' && !match.dstType.not
}

function reach(table: Table, name: string, reached: Set<string>): void {
  if (reached.has(name)) return
  reached.add(name)
  const chain = table.chains.find((candidate) => candidate.name === name)
  for (const { target } of chain?.rules ?? []) {
    const callee = called(target)
    if (callee !== undefined) reach(table, callee, reached)
  }
}

function called(target: Chain['rules'][number]['target']): string | undefined {
  return target?.type === 'jump' || target?.type === 'goto' ? target.chain : undefined
}

function isHost(match: Match | undefined): match is Extract<Match, { type: 'destination' | 'source' }> {
  if (match?.type !== 'destination' || match.not) return false
  return cidrLength(match.cidr) === (familyOf(cidrBase(match.cidr)) === 4 ? 32 : 128)
}

const groups = [cidr('224.0.0.0/3'), cidr('ff00::/8')]

function isGroup(address: Address): boolean {
  return groups.some((group) => contains(group, address))
}
