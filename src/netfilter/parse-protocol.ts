import type { Match } from './ruleset.ts'

/** Numbers that iptables-save replaces by a name (its own table first, then /etc/protocols). */
const names: ReadonlyMap<string, string> = new Map([
  ['0', 'all'],
  ['1', 'icmp'],
  ['2', 'igmp'],
  ['4', 'ipencap'],
  ['6', 'tcp'],
  ['17', 'udp'],
  ['33', 'dccp'],
  ['41', 'ipv6'],
  ['47', 'gre'],
  ['50', 'esp'],
  ['51', 'ah'],
  ['58', 'ipv6-icmp'],
  ['89', 'ospf'],
  ['103', 'pim'],
  ['112', 'vrrp'],
  ['132', 'sctp'],
  ['135', 'mobility-header'],
  ['136', 'udplite'],
  ['icmpv6', 'ipv6-icmp'],
  ['icmp6', 'ipv6-icmp'],
  ['mh', 'mobility-header'],
])

const tcp: Match = { type: 'protocol', protocol: 'tcp' }
const udp: Match = { type: 'protocol', protocol: 'udp' }

/** What `-p` asks, by the name iptables-save prints; undefined for every protocol, which is asking nothing. */
export function protocolMatch(word: string, not: boolean): Match | undefined {
  if (!not && word === 'tcp') return tcp
  if (!not && word === 'udp') return udp
  const lower = word.toLowerCase()
  const protocol = names.get(lower) ?? lower
  if (not) return { type: 'protocol', protocol, not: true }
  return protocol === 'all' ? undefined : { type: 'protocol', protocol }
}

/** Options of the match that `-p` loads by itself when one of them comes without `-m`. */
export const protocolOptions: ReadonlySet<string> = new Set(
  `--sport --source-port --dport --destination-port --tcp-flags --syn --tcp-option --icmp-type --icmpv6-type
--chunk-types`.split(/\s+/),
)

/** The match that `-p` loads by itself, by protocol. */
export const protocolModules: ReadonlyMap<string, string> = new Map([
  ['tcp', 'tcp'],
  ['udp', 'udp'],
  ['udplite', 'udplite'],
  ['sctp', 'sctp'],
  ['dccp', 'dccp'],
  ['icmp', 'icmp'],
  ['ipv6-icmp', 'icmp6'],
])
