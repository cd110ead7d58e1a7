import type { Frame, PageKey } from '../../src/index.ts'

/** What an ICMP message says, in words. */
const icmp: Readonly<Record<string, PageKey>> = {
  'net-unreachable': 'canvas.noNet',
  'host-unreachable': 'canvas.noHost',
  'port-unreachable': 'canvas.noPort',
  'ttl-exceeded': 'canvas.noTtl',
}

/** What stands on the capsule's flag, line by line: the TCP flags, the protocol, or what the ICMP message says. */
export function flagLines(flag: string, t: (key: PageKey) => string): readonly string[] {
  const says = icmp[flag]
  if (says) return ['ICMP', t(says)]
  if (flag === 'request' || flag === 'response') return ['UDP']
  return flag.length > 4 ? flag.split(/(?<=-)/) : [flag]
}

/** What stands on the flag of a DNS packet. */
export function dnsLines(dns: NonNullable<Frame['dns']>, t: (key: PageKey) => string): readonly string[] {
  return ['DNS', t(dns.answer === undefined ? 'question' : 'dnsAnswer')]
}
