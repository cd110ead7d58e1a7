import { familyOf, parseAddress, toBits } from '../net/address.ts'
import { parseNumber } from './parse-number.ts'
import type { Words } from './parse-words.ts'
import { type AddressRange, type TcpFlag, type TcpFlags, tcpFlags } from './ruleset.ts'

/** What `--syn` stands for. */
const syn: TcpFlags = { mask: ['FIN', 'SYN', 'RST', 'ACK'], set: ['SYN'] }

/** What `--tcp-flags` (its two words come next) or `--syn` asks; undefined for names TCP does not have. */
export function readTcpFlags(option: string, not: boolean, words: Words): TcpFlags | undefined {
  if (option === '--syn') return not ? { ...syn, not: true } : syn
  const mask = flagsNamed(words.argument(not))
  const negated = words.negated
  const set = mask && flagsNamed(words.argument(false))
  if (mask === undefined || set === undefined) return undefined
  return negated ? { mask, set, not: true } : { mask, set }
}

function flagsNamed(word: string): readonly TcpFlag[] | undefined {
  const names = word.toUpperCase().split(',')
  if (names.includes('ALL')) return tcpFlags
  const known = tcpFlags.filter((flag) => names.includes(flag))
  return names.every((name) => name === 'NONE' || known.some((flag) => flag === name)) ? known : undefined
}

/** `8`, `3/4` or `any`; undefined for the names that iptables also takes but iptables-save never prints. */
export function parseIcmpType(
  word: string,
  module: 'icmp' | 'icmp6',
): { readonly icmpType: number; readonly code?: number } | undefined {
  if (word === 'any' && module === 'icmp') return { icmpType: 255 }
  const [kind = '', detail, ...more] = word.split('/')
  const icmpType = octet(kind)
  if (icmpType === undefined || more.length > 0 || (icmpType === 255 && module === 'icmp')) return undefined
  if (detail === undefined) return { icmpType }
  const code = octet(detail)
  return code === undefined ? undefined : { icmpType, code }
}

function octet(word: string): number | undefined {
  const number = parseNumber(word)
  return number !== undefined && number <= 255 ? number : undefined
}

/** `from-to`, or one address alone; undefined when the ends are not of one family and in order. */
export function parseAddressRange(word: string): AddressRange | undefined {
  const [first = '', last = first, ...more] = word.split('-')
  const from = parseAddress(first)
  const to = parseAddress(last)
  // A spelling that is not canonical would not come back as iptables-save has it.
  if (more.length > 0 || from !== first || to !== last || familyOf(from) !== familyOf(to)) return undefined
  return toBits(from) <= toBits(to) ? { from, to } : undefined
}
