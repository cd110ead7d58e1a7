import { type Address, familyOf, toBits } from '../net/address.ts'
import type { IcmpKind, Packet, SegmentKind } from '../net/packet.ts'
import type { AddressRange, Match, TcpFlag, TcpFlags } from './ruleset.ts'

/** A packet's protocol by the name iptables-save prints: ICMP is another protocol in each IP family. */
export function protocolName(packet: Packet): string {
  if (packet.protocol !== 'ICMP') return packet.protocol.toLowerCase()
  return familyOf(packet.source.address) === 4 ? 'icmp' : 'ipv6-icmp'
}

/** Flags of the segments that open or refuse a connection. */
const flagsOf: Readonly<Record<SegmentKind, readonly TcpFlag[]>> = {
  SYN: ['SYN'],
  'SYN-ACK': ['SYN', 'ACK'],
  // A refusal of a SYN acknowledges it (RFC 9293, 3.5.2).
  RST: ['RST', 'ACK'],
  request: [],
  response: [],
}

/** Whether a TCP segment's flags are as asked. */
export function flagsMatch({ mask, set, not }: TcpFlags, packet: Packet): boolean {
  if (packet.protocol !== 'TCP') return false
  const flags = flagsOf[packet.kind]
  const holds = mask.every((flag) => flags.includes(flag) === set.includes(flag))
  return holds === (not !== true)
}

/** Type and code of the errors, in ICMP and in ICMPv6 (linux/icmp.h, linux/icmpv6.h). */
const icmpNumbers: Readonly<Record<IcmpKind, { readonly icmp: [number, number]; readonly icmp6: [number, number] }>> = {
  'net-unreachable': { icmp: [3, 0], icmp6: [1, 0] },
  'host-unreachable': { icmp: [3, 1], icmp6: [1, 3] },
  'port-unreachable': { icmp: [3, 3], icmp6: [1, 4] },
  'ttl-exceeded': { icmp: [11, 0], icmp6: [3, 0] },
}

/** Whether an ICMP packet is of the type, and the code if one is given. */
export function icmpMatches({ module, icmpType, code }: Extract<Match, { type: 'icmp' }>, packet: Packet): boolean {
  if (packet.protocol !== 'ICMP') return false
  const [type, detail] = icmpNumbers[packet.kind][module]
  return (module === 'icmp' && icmpType === 255) || (type === icmpType && (code === undefined || code === detail))
}

/** Whether an address lies in a range, or outside when that is asked. */
export function rangeMatches({ from, to, not }: AddressRange, address: Address): boolean {
  if (familyOf(from) !== familyOf(address)) return not === true
  const bits = toBits(address)
  return (toBits(from) <= bits && bits <= toBits(to)) === (not !== true)
}
