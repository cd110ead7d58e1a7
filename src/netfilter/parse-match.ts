import type { Address, Family } from '../net/address.ts'
import { parseAddress } from '../net/address.ts'
import { parseAddressRange, parseIcmpType, readTcpFlags } from './parse-header-match.ts'
import { parseNumber, parsePorts } from './parse-number.ts'
import type { Words } from './parse-words.ts'
import { readPhysdev } from './physdev.ts'
import type { CtState, Match, PortRange } from './ruleset.ts'

type Mutable<T> = T extends unknown ? { -readonly [Field in keyof T]: T[Field] } : never

/** A match whose options are still being read. */
export type OpenMatch = Mutable<Extract<Match, { type: ModelledType }>>
type ModelledType = Exclude<
  Match['type'],
  'source' | 'destination' | 'in-interface' | 'out-interface' | 'protocol' | 'unmodelled'
>

/** What a match did with an option: took it, does not have it, or has it but with a meaning `Match` cannot hold. */
export type Reading = 'taken' | 'foreign' | 'unmodelled'

/** The order in which iptables-save lists connection states. */
const states: readonly CtState[] = ['INVALID', 'NEW', 'RELATED', 'ESTABLISHED', 'UNTRACKED', 'SNAT', 'DNAT']
const anyMask: Readonly<Record<Family, Address>> = {
  4: '255.255.255.255' as Address,
  6: 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff' as Address,
}
/** Stands in a number field until its option has come. */
const missing = -1

/** A match of this module before its options; undefined for modules that `Match` cannot hold. */
export function openMatch(module: string, family: Family): OpenMatch | undefined {
  switch (module) {
    case 'comment':
      return { type: 'comment', comment: '' }
    case 'tcp':
    case 'udp':
    case 'sctp':
      return { type: 'ports', module }
    case 'icmp':
    case 'icmp6':
      return { type: 'icmp', module, icmpType: missing }
    case 'iprange':
      return { type: 'iprange' }
    case 'mark':
      return { type: 'mark', value: missing, mask: 0 }
    case 'conntrack':
      return { type: 'conntrack', ctstate: [] }
    case 'state':
      return { type: 'conntrack', ctstate: [], spelling: 'state' }
    case 'addrtype':
      return { type: 'addrtype' }
    case 'statistic':
      return { type: 'statistic', threshold: missing }
    case 'recent':
      // These defaults are iptables' own: libxt_recent.c.
      return { type: 'recent', action: 'set', name: 'DEFAULT', side: 'rsource', mask: anyMask[family] }
    case 'physdev':
      return { type: 'physdev' }
    case 'nfacct':
      return { type: 'nfacct', name: '' }
    default:
      return undefined
  }
}

/** Whether a match has everything its module insists on. `options` counts those it was given. */
export function isComplete(match: OpenMatch, options: number): boolean {
  switch (match.type) {
    case 'ports':
      return true
    case 'comment':
    case 'recent':
    case 'physdev':
      return options > 0
    case 'icmp':
      return match.icmpType !== missing
    case 'iprange':
      return match.srcRange !== undefined || match.dstRange !== undefined
    case 'nfacct':
      return match.name !== ''
    case 'mark':
      return match.value !== missing
    case 'statistic':
      return match.threshold !== missing
    case 'conntrack':
      return match.ctstate.length > 0
    case 'addrtype':
      return match.srcType !== undefined || match.dstType !== undefined
    default:
      match satisfies never
      return false
  }
}

/** Gives a match one option; its arguments are the next words. */
export function readOption(match: OpenMatch, option: string, not: boolean, words: Words): Reading {
  switch (match.type) {
    case 'comment':
      if (option !== '--comment' || not) return 'foreign'
      match.comment = words.next() ?? ''
      return 'taken'
    case 'ports': {
      if (match.module === 'tcp' && (option === '--tcp-flags' || option === '--syn')) {
        const flags = readTcpFlags(option, not, words)
        if (flags) match.tcpFlags = flags
        return flags ? 'taken' : 'unmodelled'
      }
      const source = option === '--sport' || option === '--source-port'
      if (!source && option !== '--dport' && option !== '--destination-port') return 'foreign'
      const argument = words.argument(not)
      const ports = parsePorts(argument, ':')
      if (ports === undefined) return 'unmodelled'
      const whole = ports.from === 0 && ports.to === 65535
      // iptables-save leaves out a range that excludes nothing.
      if (whole) return words.negated ? 'unmodelled' : 'taken'
      const range: PortRange = words.negated ? { ...ports, not: true } : ports
      if (source) match.sport = range
      else match.dport = range
      return 'taken'
    }
    case 'icmp': {
      if (option !== (match.module === 'icmp' ? '--icmp-type' : '--icmpv6-type')) return 'foreign'
      const kind = parseIcmpType(words.argument(not), match.module)
      if (kind === undefined) return 'unmodelled'
      match.icmpType = kind.icmpType
      if (kind.code !== undefined) match.code = kind.code
      if (words.negated) match.not = true
      return 'taken'
    }
    case 'iprange': {
      if (option !== '--src-range' && option !== '--dst-range') return 'foreign'
      const addresses = parseAddressRange(words.argument(not))
      if (addresses === undefined) return 'unmodelled'
      const found = words.negated ? { ...addresses, not: true as const } : addresses
      if (option === '--src-range') match.srcRange = found
      else match.dstRange = found
      return 'taken'
    }
    case 'mark': {
      if (option !== '--mark') return 'foreign'
      const argument = words.argument(not)
      const mark = parseMasked(argument)
      if (mark === undefined) return 'unmodelled'
      match.value = mark.value
      match.mask = mark.mask
      if (words.negated) match.not = true
      return 'taken'
    }
    case 'conntrack': {
      if (option !== (match.spelling ? '--state' : '--ctstate')) return 'foreign'
      const argument = words.argument(not)
      const ctstate = parseStates(argument)
      if (ctstate === undefined) return 'unmodelled'
      match.ctstate = ctstate
      if (words.negated) match.not = true
      return 'taken'
    }
    case 'addrtype': {
      if (option !== '--src-type' && option !== '--dst-type') return 'foreign'
      const argument = words.argument(not)
      if (!/^[A-Z]+$/.test(argument)) return 'unmodelled'
      const type = words.negated ? { type: argument, not: true as const } : { type: argument }
      if (option === '--src-type') match.srcType = type
      else match.dstType = type
      return 'taken'
    }
    case 'nfacct': {
      if (option !== '--nfacct-name') return 'foreign'
      const name = words.argument(not)
      if (words.negated || name === '' || words.quoted) return 'unmodelled'
      match.name = name
      return 'taken'
    }
    case 'statistic':
      return readStatistic(match, option, not, words)
    case 'recent':
      return readRecent(match, option, not, words)
    case 'physdev':
      return readPhysdev(match, option, not, words)
    default:
      match satisfies never
      return 'foreign'
  }
}

function readStatistic(match: OpenMatch & { type: 'statistic' }, option: string, not: boolean, words: Words): Reading {
  if (option === '--mode') return words.argument(not) === 'random' && !words.negated ? 'taken' : 'unmodelled'
  if (option !== '--probability') return 'foreign'
  const argument = words.argument(not)
  const probability = argument === '' ? Number.NaN : Number(argument)
  if (!(probability >= 0 && probability <= 1)) return 'unmodelled'
  match.threshold = Math.round(probability * 2 ** 31)
  if (words.negated) match.not = true
  return 'taken'
}

function readRecent(match: OpenMatch & { type: 'recent' }, option: string, not: boolean, words: Words): Reading {
  switch (option) {
    case '--set':
    case '--rcheck':
    case '--update':
    case '--remove':
      match.action = option.slice(2) as 'set' | 'rcheck' | 'update' | 'remove'
      if (not) match.not = true
      return 'taken'
    case '--name': {
      const name = words.argument(false)
      if (name === '' || words.quoted) return 'unmodelled'
      match.name = name
      return 'taken'
    }
    case '--seconds': {
      const seconds = parseNumber(words.argument(false))
      if (seconds === undefined) return 'unmodelled'
      match.seconds = seconds
      return 'taken'
    }
    case '--reap':
      match.reap = true
      return 'taken'
    case '--rsource':
    case '--rdest':
      match.side = option === '--rsource' ? 'rsource' : 'rdest'
      return 'taken'
    case '--mask': {
      const mask = parseAddress(words.argument(false))
      if (mask === undefined) return 'unmodelled'
      match.mask = mask
      return 'taken'
    }
    default:
      return 'foreign'
  }
}

/** `value` or `value/mask`; without a mask, all 32 bits count. */
export function parseMasked(word: string): { readonly value: number; readonly mask: number } | undefined {
  const slash = word.indexOf('/')
  const value = parseNumber(slash < 0 ? word : word.slice(0, slash))
  const mask = slash < 0 ? 0xffffffff : parseNumber(word.slice(slash + 1))
  return value === undefined || mask === undefined ? undefined : { value, mask }
}

function parseStates(word: string): readonly CtState[] | undefined {
  const named = word.toUpperCase().split(',')
  const known = states.filter((state) => named.includes(state))
  return named.every((name) => known.includes(name as CtState)) ? known : undefined
}
