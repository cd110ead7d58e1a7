import { parseAddress } from '../net/address.ts'
import { contains } from '../net/cidr.ts'
import type { Match, PortRange, Rule, Ruleset, Table } from '../netfilter/ruleset.ts'

/** A flow as kube-proxy's unit tests write it. */
export interface UpstreamFlow {
  readonly name: string
  readonly sourceIP: string
  readonly protocol: string
  readonly destIP: string
  readonly destPort: number
  /** Every endpoint the balancer may choose, or the verdict, or nothing. */
  readonly expect: string
  readonly masq: boolean
}

/**
 * The packet tracer of kube-proxy's unit tests: it collects every endpoint a flow may reach, follows no hook order and
 * keeps no state. Poorer than a kernel, but independent of this program's own evaluation.
 */
export function traceUpstream(
  ruleset: Ruleset,
  flow: UpstreamFlow,
  localAddresses: readonly string[],
): { readonly output: string; readonly masqueraded: boolean } {
  const local = new Set([...localAddresses, '127.0.0.1', '::1'])
  const outputs: string[] = []
  let masqueraded = false
  let destination = flow.destIP

  const walk = (table: Table, chainName: string): boolean => {
    const chain = table.chains.find((candidate) => candidate.name === chainName)
    for (const rule of chain?.rules ?? []) {
      const { target } = rule
      if (target === undefined || !rule.matches.every(holds)) continue
      if (target.type === 'DNAT') outputs.push(`${bracketed(target.to.address)}:${target.to.port}`)
      if (target.type === 'ACCEPT' || target.type === 'DROP' || target.type === 'REJECT') outputs.push(target.type)
      if (target.type === 'DNAT' || target.type === 'ACCEPT' || target.type === 'DROP' || target.type === 'REJECT') {
        return true
      }
      if (target.type !== 'jump') continue
      if (target.chain === 'KUBE-MARK-MASQ') {
        masqueraded = true
        continue
      }
      if (walk(table, target.chain) && !isRandom(rule)) return true
    }
    return false
  }

  const holds = (match: Match): boolean => {
    switch (match.type) {
      case 'source':
        return contains(match.cidr, addressOf(flow.sourceIP)) !== (match.not === true)
      case 'destination':
        return contains(match.cidr, addressOf(destination)) !== (match.not === true)
      case 'protocol':
        return match.protocol === flow.protocol.toLowerCase()
      case 'ports':
        return match.dport === undefined || inRange(match.dport, flow.destPort)
      case 'addrtype': {
        if (match.srcType && local.has(flow.sourceIP) === (match.srcType.not === true)) return false
        return !match.dstType || local.has(destination) !== (match.dstType.not === true)
      }
      case 'recent':
        return match.action === 'set'
      case 'mark':
      case 'conntrack':
        return false
      default:
        return true
    }
  }

  const nat = ruleset.tables.find((table) => table.name === 'nat') as Table
  const filter = ruleset.tables.find((table) => table.name === 'filter') as Table
  walk(nat, 'KUBE-SERVICES')
  const first = outputs[0]
  if (first !== undefined) destination = first.slice(0, first.lastIndexOf(':')).replace(/[[\]]/g, '')
  for (const chain of ['KUBE-SERVICES', 'KUBE-EXTERNAL-SERVICES', 'KUBE-NODEPORTS', 'KUBE-PROXY-FIREWALL']) {
    walk(filter, chain)
  }
  return { output: outputs.join(', '), masqueraded }
}

function isRandom(rule: Rule): boolean {
  return rule.matches.some((match) => match.type === 'statistic')
}

function inRange(ports: PortRange, port: number): boolean {
  return (port >= ports.from && port <= ports.to) !== (ports.not === true)
}

function addressOf(text: string) {
  const parsed = parseAddress(text)
  if (parsed === undefined) throw new Error(`not an address: ${text}`)
  return parsed
}

function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address
}
