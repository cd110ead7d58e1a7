import { isHarmless } from '../netfilter/harmless-target.ts'
import { printMatch, printTarget } from '../netfilter/print.ts'
import type { Match, Rule, Target } from '../netfilter/ruleset.ts'
import type { Message } from './message.ts'

/** A piece of a rule as iptables-save prints it, and what it says in words. */
export interface RuleToken {
  readonly text: string
  readonly kind: 'match' | 'comment' | 'target'
  readonly says: Message
}

/** A rule cut into its matches and its target; joined by spaces they are the rule's text after `-A CHAIN`. */
export function ruleTokens(rule: Rule): readonly RuleToken[] {
  const matches = rule.matches.map(
    (match): RuleToken => ({
      text: printMatch(match),
      kind: match.type === 'comment' ? 'comment' : 'match',
      says: sayMatch(match),
    }),
  )
  const { target } = rule
  return target ? [...matches, { text: printTarget(target), kind: 'target', says: sayTarget(target) }] : matches
}

function sayMatch(match: Match): Message {
  switch (match.type) {
    case 'source':
      return { key: match.not ? 'token.notSource' : 'token.source', values: { value: match.cidr } }
    case 'destination':
      return { key: match.not ? 'token.notDestination' : 'token.destination', values: { value: match.cidr } }
    case 'in-interface':
      return { key: match.not ? 'token.notIn' : 'token.in', values: { value: match.name } }
    case 'out-interface':
      return { key: match.not ? 'token.notOut' : 'token.out', values: { value: match.name } }
    case 'protocol':
      return { key: match.not ? 'token.notProtocol' : 'token.protocol', values: { value: match.protocol } }
    case 'comment':
      return { key: 'token.comment', values: {} }
    case 'ports':
      return sayPorts(match)
    case 'icmp': {
      const value = match.code === undefined ? `${match.icmpType}` : `${match.icmpType}/${match.code}`
      return { key: match.not ? 'token.notIcmp' : 'token.icmp', values: { value } }
    }
    case 'iprange': {
      const range = match.dstRange ?? match.srcRange
      const side = match.dstRange ? 'Destination' : 'Source'
      return {
        key: `token.${range?.not ? 'not' : 'in'}${side}Range`,
        values: { from: range?.from ?? '', to: range?.to ?? '' },
      }
    }
    case 'mark': {
      const values = { value: hex(match.value), mask: hex(match.mask) }
      return { key: match.not ? 'token.noMark' : 'token.mark', values }
    }
    case 'conntrack':
      return { key: match.not ? 'token.notState' : 'token.state', values: { value: match.ctstate.join(', ') } }
    case 'addrtype': {
      const type = match.dstType ?? match.srcType
      const side = match.dstType ? 'Destination' : 'Source'
      return { key: `token.${type?.not ? 'not' : 'is'}${side}Type`, values: { value: type?.type ?? '' } }
    }
    case 'statistic': {
      const share = match.threshold / 2 ** 31
      return {
        key: 'token.statistic',
        values: { value: `${Math.round((match.not ? 1 - share : share) * 1000) / 10} %` },
      }
    }
    case 'recent':
      return { key: `token.recent.${match.action}`, values: { name: match.name, seconds: match.seconds ?? '' } }
    case 'nfacct':
      return { key: 'token.nfacct', values: { name: match.name } }
    case 'physdev':
      return sayPhysdev(match)
    case 'unmodelled':
      return { key: 'token.unmodelled', values: { value: match.name } }
    default:
      return match satisfies never
  }
}

function sayPhysdev(match: Extract<Match, { readonly type: 'physdev' }>): Message {
  const { isIn, in: name, isOut, out, isBridged } = match
  if (isIn && !name && !isOut && !out && !isBridged)
    return { key: isIn.not ? 'token.notBridgePort' : 'token.bridgePort', values: {} }
  return { key: 'token.physdev', values: { value: printMatch(match).replace('-m physdev ', '') } }
}

function sayPorts({ module, sport, dport, tcpFlags }: Extract<Match, { readonly type: 'ports' }>): Message {
  const port = dport ?? sport
  if (!port && tcpFlags) {
    const values = { mask: tcpFlags.mask.join(' '), set: tcpFlags.set.join(' ') || 'NONE' }
    return { key: tcpFlags.not ? 'token.notFlags' : 'token.flags', values }
  }
  if (!port) return { key: 'token.protocol', values: { value: module } }
  const value = port.from === port.to ? `${port.from}` : `${port.from}–${port.to}`
  const key = dport ? (port.not ? 'token.notDport' : 'token.dport') : port.not ? 'token.notSport' : 'token.sport'
  return { key, values: { value } }
}

function sayTarget(target: Target): Message {
  switch (target.type) {
    case 'ACCEPT':
    case 'DROP':
    case 'RETURN':
    case 'MASQUERADE':
      return { key: `token.${target.type}`, values: {} }
    case 'jump':
    case 'goto':
      return { key: `token.${target.type}`, values: { value: target.chain } }
    case 'MARK':
      // What is cleared or flipped and then set: kube-proxy writes both ways of it.
      return { key: target.mask === 0 ? 'token.flipMark' : 'token.setMark', values: { value: hex(target.value) } }
    case 'DNAT':
    case 'SNAT': {
      const { address, port } = target.to
      return { key: `token.${target.type}`, values: { value: port === undefined ? address : socket(address, port) } }
    }
    case 'REJECT':
      return { key: 'token.REJECT', values: { value: target.with } }
    case 'unmodelled':
      return { key: isHarmless(target) ? 'token.harmless' : 'token.unmodelled', values: { value: target.name } }
    default:
      return target satisfies never
  }
}

function socket(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}

function hex(value: number): string {
  return `0x${(value >>> 0).toString(16)}`
}
