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

/** The name iptables-save prints for what `-p` was given; `all` for every protocol. */
export function protocolName(word: string): string {
  if (word === 'tcp' || word === 'udp') return word
  const lower = word.toLowerCase()
  return names.get(lower) ?? lower
}
