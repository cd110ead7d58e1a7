import { asText } from './parse-as-text.ts'
import { parsePrefix } from './parse-prefix.ts'
import type { Match } from './ruleset.ts'

/**
 * What `-s` or `-d` asks: nothing for every address, one match, or for a list one for each rule that iptables makes of
 * it. `report` is told of host names, which only the machine itself can look up.
 */
export function addressMatches(
  type: 'source' | 'destination',
  word: string,
  not: boolean,
  report: (message: string) => void,
): Match | readonly Match[] | undefined {
  if (!word.includes(',')) return addressMatch(type, word, not, report)
  const words = word.split(',')
  const unknown = words.find((one) => parsePrefix(one) === undefined && !looksNumeric(one))
  // iptables makes no rule of such a list; here it stays one, as text.
  if (unknown !== undefined) {
    report(notFound(unknown))
    return optionAsText(type, word, not)
  }
  const matches = words.map((one) => addressMatch(type, one, not, report))
  return matches.filter((match) => match !== undefined)
}

/** What `-i` or `-o` asks; undefined for `+`, every interface. */
export function interfaceMatch(type: 'in-interface' | 'out-interface', name: string, not: boolean): Match | undefined {
  if (not) return { type, name, not: true }
  return name === '+' ? undefined : { type, name }
}

function addressMatch(
  type: 'source' | 'destination',
  word: string,
  not: boolean,
  report: (message: string) => void,
): Match | undefined {
  const cidr = parsePrefix(word)
  if (cidr !== undefined) {
    if (not) return { type, cidr, not: true }
    return cidr.endsWith('/0') ? undefined : { type, cidr }
  }
  if (!looksNumeric(word)) report(notFound(word))
  return optionAsText(type, word, not)
}

function notFound(word: string): string {
  return `host/network \`${word}' not found`
}

function optionAsText(type: 'source' | 'destination', word: string, not: boolean): Match {
  const option = type === 'source' ? '-s' : '-d'
  return asText(option, `${not ? '! ' : ''}${option} ${word}`)
}

/** Masks with holes and IPv4 inside IPv6: nothing is wrong with them, but `Cidr` cannot hold them as iptables prints them. */
function looksNumeric(word: string): boolean {
  return /^[\d.]+\/[\d.]+$/.test(word) || (word.includes(':') && /^[\da-fA-F:.]+(\/[\da-fA-F:.]+)?$/.test(word))
}
