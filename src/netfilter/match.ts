import type { Address } from '../net/address.ts'
import { contains } from '../net/cidr.ts'
import { interfaceMatches } from './interface-name.ts'
import { flagsMatch, icmpMatches, protocolName, rangeMatches } from './match-header.ts'
import { physdevMismatch } from './physdev.ts'
import type { CtState, Match, PortRange, Rule } from './ruleset.ts'
import type { Skb } from './skb.ts'

/** What a match may ask besides the packet. */
export interface MatchContext {
  readonly skb: Skb
  /** The kernel's address type of an address on this host: LOCAL, UNICAST, BROADCAST …; undefined when not known. */
  addressType(address: Address): string | undefined
  /** Settles a `statistic` match. */
  draw(rule: Rule, threshold: number): boolean
  /** Seconds since the list last saw the address; undefined when it never did. */
  lastSeen(list: string, address: Address): number | undefined
  /** Devices the packet has but nobody knows by name. That it is not `lo` is known. */
  readonly unknownDevices?: ReadonlySet<'in' | 'out'>
}

/** The first match of a rule that does not hold, and the value it found instead. */
export interface Mismatch {
  readonly match: Match
  readonly actual: string
  /** Present when this match could not be decided, and all the others hold. */
  readonly undecided?: true
}

/**
 * Undefined when the rule matches. Matches that cannot be decided count last, so that one of them as the mismatch means:
 * everything else holds, and what a real kernel would do here is not known.
 */
export function firstMismatch(rule: Rule, context: MatchContext): Mismatch | undefined {
  let undecided: Mismatch | undefined
  for (const match of rule.matches) {
    const actual = mismatch(match, rule, context)
    if (actual === null) undecided ??= { match, actual: '', undecided: true }
    else if (actual !== undefined) return { match, actual }
  }
  return undecided
}

/** The value that makes this match fail; undefined when it holds, null when that cannot be decided. */
function mismatch(match: Match, rule: Rule, context: MatchContext): string | null | undefined {
  const { skb } = context
  const { packet } = skb
  switch (match.type) {
    case 'source':
      return failing(contains(match.cidr, packet.source.address), match.not, packet.source.address)
    case 'destination':
      return failing(contains(match.cidr, packet.destination.address), match.not, packet.destination.address)
    case 'in-interface':
      if (skb.iif === undefined && context.unknownDevices?.has('in') && match.name !== 'lo') return null
      return failing(interfaceMatches(match.name, skb.iif), match.not, skb.iif ?? '')
    case 'out-interface':
      if (skb.oif === undefined && context.unknownDevices?.has('out') && match.name !== 'lo') return null
      return failing(interfaceMatches(match.name, skb.oif), match.not, skb.oif ?? '')
    case 'protocol': {
      const protocol = protocolName(packet)
      return failing(match.protocol === protocol || match.protocol === 'all', match.not, protocol)
    }
    case 'comment':
    case 'nfacct':
      return undefined
    case 'ports': {
      if (packet.protocol.toLowerCase() !== match.module) return packet.protocol.toLowerCase()
      if (match.sport && !portMatches(match.sport, packet.source.port)) return `${packet.source.port ?? ''}`
      if (match.dport && !portMatches(match.dport, packet.destination.port)) return `${packet.destination.port ?? ''}`
      if (match.tcpFlags && !flagsMatch(match.tcpFlags, packet)) return packet.kind
      return undefined
    }
    case 'icmp':
      if (protocolName(packet) !== (match.module === 'icmp' ? 'icmp' : 'ipv6-icmp')) return protocolName(packet)
      return failing(icmpMatches(match, packet), match.not, packet.kind)
    case 'iprange': {
      if (match.srcRange && !rangeMatches(match.srcRange, packet.source.address)) return packet.source.address
      if (match.dstRange && !rangeMatches(match.dstRange, packet.destination.address)) return packet.destination.address
      return undefined
    }
    case 'mark':
      return failing((skb.mark & match.mask) >>> 0 === match.value >>> 0, match.not, hex(skb.mark))
    case 'conntrack':
      return failing(
        match.ctstate.some((state) => ctstateHolds(state, skb)),
        match.not,
        skb.ct?.state ?? 'UNTRACKED',
      )
    case 'addrtype': {
      const { srcType, dstType } = match
      if (srcType) {
        const type = context.addressType(packet.source.address)
        if (type === undefined) return null
        if ((type === srcType.type) === (srcType.not === true)) return packet.source.address
      }
      if (dstType) {
        const type = context.addressType(packet.destination.address)
        if (type === undefined) return null
        if ((type === dstType.type) === (dstType.not === true)) return packet.destination.address
      }
      return undefined
    }
    case 'statistic':
      return failing(context.draw(rule, match.threshold), match.not, (match.threshold / 2 ** 31).toFixed(3))
    case 'recent': {
      const side = match.side === 'rsource' ? packet.source.address : packet.destination.address
      if (match.action === 'set') return failing(true, match.not, side)
      const seen = context.lastSeen(match.name, side)
      const held = seen !== undefined && (match.seconds === undefined || seen <= match.seconds)
      return failing(held, match.not, side)
    }
    case 'unmodelled':
      return null
    case 'physdev':
      // A device that is not known may be a bridge, and a known one may be.
      return context.unknownDevices?.size ? null : physdevMismatch(match, skb)
    default:
      match satisfies never
      return undefined
  }
}

function failing(holds: boolean, not: true | undefined, actual: string): string | undefined {
  return holds === (not !== true) ? undefined : actual
}

function portMatches(range: PortRange, port: number | undefined): boolean {
  const inside = port !== undefined && port >= range.from && port <= range.to
  return inside !== (range.not === true)
}

/** DNAT and SNAT are states of xt_conntrack too: the connection's translations, whatever the packet's direction. */
function ctstateHolds(state: CtState, skb: Skb): boolean {
  const ct = skb.ct
  if (ct === undefined) return state === 'UNTRACKED'
  if (state === 'DNAT') return ct.connection?.dnat === 'mapped'
  if (state === 'SNAT') return ct.connection?.snat === 'mapped'
  return ct.state === state
}

function hex(mark: number): string {
  return `0x${(mark >>> 0).toString(16)}`
}
