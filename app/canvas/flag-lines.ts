/** What stands on the capsule's flag, a word per line: the TCP flags, the protocol, or what the ICMP message says. */
export function flagLines(flag: string): readonly string[] {
  switch (flag) {
    case 'request':
    case 'response':
      return ['UDP']
    case 'net-unreachable':
      return ['ICMP', 'no net']
    case 'host-unreachable':
      return ['ICMP', 'no host']
    case 'port-unreachable':
      return ['ICMP', 'no port']
    case 'ttl-exceeded':
      return ['ICMP', 'TTL 0']
    default:
      return flag.length > 4 ? flag.split(/(?<=-)/) : [flag]
  }
}
