import { type Address, type Family, familyOf, parseAddress } from '../net/address.ts'
import { parseMasked, type Reading } from './parse-match.ts'
import { parsePort, parsePorts } from './parse-number.ts'
import type { Words } from './parse-words.ts'
import type { RejectWith, Target } from './ruleset.ts'

/** Targets that are not chains although no chain option tells them apart; from iptables-extensions(8). */
const extensions: ReadonlySet<string> = new Set(
  `AUDIT CHECKSUM CLASSIFY CLUSTERIP CONNMARK CONNSECMARK CT DNPT DSCP ECN HL HMARK IDLETIMER LED LOG NETMAP NFLOG NFQUEUE
NOTRACK QUEUE RATEEST REDIRECT SECMARK SET SNPT SYNPROXY TCPMSS TCPOPTSTRIP TEE TOS TPROXY TRACE TTL ULOG`.split(/\s+/),
)

const natFlags: ReadonlySet<string> = new Set(['--random', '--random-fully', '--persistent'])

const accept: Target = { type: 'ACCEPT' }
const drop: Target = { type: 'DROP' }
const leave: Target = { type: 'RETURN' }

/** The target `-j name` before its options; undefined when it is one that `Target` cannot hold. */
export function openTarget(name: string, family: Family): Target | undefined {
  switch (name) {
    case 'ACCEPT':
      return accept
    case 'DROP':
      return drop
    case 'RETURN':
      return leave
    case 'MASQUERADE':
      return { type: 'MASQUERADE' }
    case 'REJECT':
      return { type: 'REJECT', with: family === 4 ? 'icmp-port-unreachable' : 'icmp6-port-unreachable' }
    case 'MARK':
    case 'DNAT':
    case 'SNAT':
      return undefined
    default:
      return extensions.has(name) ? undefined : { type: 'jump', chain: name }
  }
}

/**
 * The target after one more option, whose arguments are the next words; or what became of the option instead. `target`
 * is undefined before the first option of targets that cannot be without one.
 */
export function readTargetOption(
  name: string,
  target: Target | undefined,
  option: string,
  words: Words,
  family: Family,
): Target | Exclude<Reading, 'taken'> {
  switch (name) {
    case 'MASQUERADE': {
      if (target?.type !== 'MASQUERADE') return 'unmodelled'
      if (option === '--random-fully') return { ...target, randomFully: true }
      if (option !== '--to-ports') return natFlags.has(option) ? 'unmodelled' : 'foreign'
      const toPorts = parsePorts(words.argument(false), '-')
      return toPorts ? { ...target, toPorts } : 'unmodelled'
    }
    case 'MARK':
      return readMark(option, words)
    case 'DNAT': {
      if (option !== '--to-destination') return natFlags.has(option) ? 'unmodelled' : 'foreign'
      const to = parseNatAddress(words.argument(false), family)
      return to && target === undefined ? { type: 'DNAT', to } : 'unmodelled'
    }
    case 'SNAT': {
      if (option !== '--to-source') return natFlags.has(option) ? 'unmodelled' : 'foreign'
      const to = parseNatAddress(words.argument(false), family)
      return to && target === undefined ? { type: 'SNAT', to } : 'unmodelled'
    }
    case 'REJECT': {
      if (option !== '--reject-with') return 'foreign'
      const answer = words.argument(false)
      return /^[a-z0-9-]+$/.test(answer) ? { type: 'REJECT', with: rejectWith(answer, family) } : 'unmodelled'
    }
    default:
      return extensions.has(name) ? 'unmodelled' : 'foreign'
  }
}

/** All of MARK's options are spellings of one: see `Target`. */
function readMark(option: string, words: Words): Target | 'foreign' | 'unmodelled' {
  const known = ['--set-xmark', '--set-mark', '--and-mark', '--or-mark', '--xor-mark']
  if (!known.includes(option)) return 'foreign'
  const mark = parseMasked(words.argument(false))
  if (mark === undefined) return 'unmodelled'
  const { value, mask } = mark
  switch (option) {
    case '--set-mark':
      return { type: 'MARK', value, mask: (mask | value) >>> 0 }
    case '--and-mark':
      return { type: 'MARK', value: 0, mask: ~value >>> 0 }
    case '--or-mark':
      return { type: 'MARK', value, mask: value }
    case '--xor-mark':
      return { type: 'MARK', value, mask: 0 }
    default:
      return { type: 'MARK', value, mask }
  }
}

/** `10.0.0.1`, `10.0.0.1:80`, `fd00::1` or `[fd00::1]:80`; address and port ranges give undefined. */
function parseNatAddress(word: string, family: Family): { address: Address; port?: number } | undefined {
  let host = word
  let port: number | undefined
  const colon = word.lastIndexOf(':')
  if (word.startsWith('[')) {
    const close = word.indexOf(']')
    host = word.slice(1, close)
    if (close !== word.length - 1) {
      port = word.charAt(close + 1) === ':' ? parsePort(word.slice(close + 2)) : undefined
      if (port === undefined) return undefined
    }
  } else if (family === 4 && colon >= 0) {
    host = word.slice(0, colon)
    port = parsePort(word.slice(colon + 1))
    if (port === undefined) return undefined
  }
  const address = parseAddress(host)
  if (address === undefined || address !== host || familyOf(address) !== family) return undefined
  return port === undefined ? { address } : { address, port }
}

/** Short names that iptables also takes, by family (libipt_REJECT.c, libip6t_REJECT.c). */
const shortNames: Readonly<Record<Family, Readonly<Record<string, RejectWith>>>> = {
  4: {
    'net-unreach': 'icmp-net-unreachable',
    'host-unreach': 'icmp-host-unreachable',
    'proto-unreach': 'icmp-proto-unreachable',
    'port-unreach': 'icmp-port-unreachable',
    'net-prohib': 'icmp-net-prohibited',
    'host-prohib': 'icmp-host-prohibited',
    'admin-prohib': 'icmp-admin-prohibited',
    'tcp-rst': 'tcp-reset',
  },
  6: {
    'no-route': 'icmp6-no-route',
    'adm-prohibited': 'icmp6-adm-prohibited',
    'addr-unreach': 'icmp6-addr-unreachable',
    'port-unreach': 'icmp6-port-unreachable',
    'policy-fail': 'icmp6-policy-fail',
    'reject-route': 'icmp6-reject-route',
  },
}

function rejectWith(word: string, family: Family): RejectWith {
  const names = shortNames[family]
  return Object.hasOwn(names, word) ? (names[word] as RejectWith) : (word as RejectWith)
}
