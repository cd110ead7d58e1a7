import { interfaceMatches } from './interface-name.ts'
import type { OpenMatch, Reading } from './parse-match.ts'
import type { Words } from './parse-words.ts'
import type { Flag, Match, Named } from './ruleset.ts'
import type { Skb } from './skb.ts'

type Physdev = Extract<Match, { type: 'physdev' }>

/** The bridge port that makes this match fail, empty when there is none; undefined when it holds (net/netfilter/xt_physdev.c). */
export function physdevMismatch(match: Physdev, { physIn, physOut }: Skb): string | undefined {
  const actual = physOut ?? physIn ?? ''
  const flags = [
    [match.isIn, physIn !== undefined],
    [match.isOut, physOut !== undefined],
    [match.isBridged, physOut !== undefined],
  ] as const
  if (flags.some(([flag, holds]) => flag && holds === (flag.not === true))) return actual
  if (match.in && interfaceMatches(match.in.name, physIn) === (match.in.not === true)) return actual
  if (!match.out) return undefined
  // A packet of a bridge that is not bridged on fails even `! --physdev-out`.
  if (physIn !== undefined && physOut === undefined) return actual
  return interfaceMatches(match.out.name, physOut) === (match.out.not === true) ? actual : undefined
}

/** As iptables-save prints it, whatever the order it was given in. */
export function printPhysdev(match: Physdev): string {
  const flag = (option: string, given: Flag | undefined) => (given ? `${given.not ? ' !' : ''} ${option}` : '')
  const named = (option: string, given: Named | undefined) =>
    given ? `${given.not ? ' !' : ''} ${option} ${given.name}` : ''
  return `-m physdev${flag('--physdev-is-in', match.isIn)}${named('--physdev-in', match.in)}${flag('--physdev-is-out', match.isOut)}${named('--physdev-out', match.out)}${flag('--physdev-is-bridged', match.isBridged)}`
}

const flags = {
  '--physdev-is-in': 'isIn',
  '--physdev-is-out': 'isOut',
  '--physdev-is-bridged': 'isBridged',
} as const
const names = { '--physdev-in': 'in', '--physdev-out': 'out' } as const

/** Gives the match one option. An option that is given twice cannot be loaded. */
export function readPhysdev(
  match: OpenMatch & { type: 'physdev' },
  option: string,
  not: boolean,
  words: Words,
): Reading {
  if (Object.hasOwn(flags, option)) {
    const key = flags[option as keyof typeof flags]
    if (match[key]) return 'unmodelled'
    match[key] = not ? { not: true } : {}
    return 'taken'
  }
  if (!Object.hasOwn(names, option)) return 'foreign'
  const key = names[option as keyof typeof names]
  const name = words.argument(not)
  if (match[key] || !/^[^\s"'!/]{1,15}$/.test(name) || words.quoted) return 'unmodelled'
  match[key] = words.negated ? { name, not: true } : { name }
  return 'taken'
}
