import type { Message } from '../explain/message.ts'
import { parseAddress } from '../net/address.ts'
import type { Packet, Socket } from '../net/packet.ts'
import { firstMismatch, type Mismatch } from '../netfilter/match.ts'
import { printMatch } from '../netfilter/print.ts'
import type { Rule } from '../netfilter/ruleset.ts'
import type { Skb } from '../netfilter/skb.ts'
import type { Host, Network } from '../network/network.ts'
import { isLocal } from '../network/route.ts'
import type { Trace } from '../trace/trace.ts'
import type { Frame } from './timeline.ts'

/**
 * Why a rule of the frame's chain, the one with this number, did not match the packet as it was there; undefined when it
 * did match.
 */
export function whyNot(rule: Rule, number: number, frame: Frame, trace: Trace, network: Network): Message | undefined {
  const host = network.hosts.find((candidate) => candidate.name === frame.place.host)
  const skb = host && skbAt(frame, trace, number)
  if (!host || !skb) return undefined
  const mismatch = firstMismatch(rule, {
    skb,
    addressType: (address) => (isLocal(host, address) ? 'LOCAL' : 'UNICAST'),
    // The rule was passed by, so its draw missed.
    draw: () => false,
    lastSeen: () => undefined,
  })
  return mismatch && messageOf(mismatch, host)
}

/** The packet as the rules of this frame saw it: before what the frame changed. */
function skbAt(frame: Frame, trace: Trace, number: number): Skb | undefined {
  const { header } = frame
  const before = (field: 'source' | 'destination') =>
    header.changed?.field === field ? header.changed.before : header[field]
  const source = socketOf(before('source'))
  const destination = socketOf(before('destination'))
  if (!source || !destination) return undefined
  const events = trace.packets.find((packet) => packet.id === frame.packet)?.events.slice(0, frame.event + 1) ?? []
  const tracked = events.findLast((event) => event.type === 'conntrack' && event.host === frame.place.host)
  const crossed = events.findLast((event) => event.type === 'cross' && event.host === frame.place.host)
  const packet = {
    protocol: frame.direction === 'dns' ? 'UDP' : trace.flow.protocol,
    kind: 'SYN',
    source,
    destination,
    ttl: header.ttl,
  } as Packet
  const state = tracked?.type === 'conntrack' ? (tracked.state as 'NEW' | 'ESTABLISHED' | 'RELATED' | 'INVALID') : 'NEW'
  const iif = crossed?.type === 'cross' ? (crossed.device.startsWith('veth') ? 'cni0' : crossed.device) : undefined
  // Bridge netfilter knows the port; without it a bridged packet would have met no rule.
  const physIn = crossed?.type === 'cross' && crossed.device.startsWith('veth') ? crossed.device : undefined
  const chain = frame.stack.at(-1)?.chain
  // A mark that this or a later rule of the chain changed was still the old one when this rule was asked.
  const later = events.find(
    (event) =>
      event.type === 'rule' &&
      event.host === frame.place.host &&
      event.chain === chain &&
      event.rule >= number &&
      event.mark,
  )
  const mark = later?.type === 'rule' && later.mark ? later.mark.before : header.mark
  return {
    packet,
    mark,
    ct: { direction: 'original', state },
    ...(iif ? { iif } : {}),
    ...(physIn ? { physIn } : {}),
  }
}

function socketOf(text: string): Socket | undefined {
  const [, host = text, port] = /^\[?(.+?)\]?:(\d+)$/.exec(text) ?? []
  const address = parseAddress(host)
  if (!address) return undefined
  return port === undefined ? { address } : { address, port: Number(port) }
}

function messageOf({ match, actual, undecided }: Mismatch, host: Host): Message {
  const values = { actual }
  if (undecided) return { key: 'miss.unmodelled', values: { actual: printMatch(match) } }
  switch (match.type) {
    case 'destination':
      return { key: 'miss.destination', values }
    case 'source':
      return { key: 'miss.source', values }
    case 'ports':
      if (/^\d+$/.test(actual)) return { key: 'miss.port', values }
      return { key: /[A-Z]|request|response/.test(actual) ? 'miss.flags' : 'miss.protocol', values }
    case 'icmp':
      return { key: 'miss.flags', values }
    case 'iprange':
      return { key: 'miss.range', values }
    case 'protocol':
      return { key: 'miss.protocol', values }
    case 'addrtype': {
      const address = parseAddress(actual)
      return { key: address && isLocal(host, address) ? 'miss.local' : 'miss.not-local', values }
    }
    case 'mark':
      return { key: 'miss.mark', values }
    case 'conntrack':
      return { key: 'miss.state', values }
    case 'statistic':
      return { key: 'miss.random', values }
    case 'recent':
      return { key: 'miss.recent', values }
    case 'in-interface':
    case 'out-interface':
      return { key: 'miss.interface', values }
    case 'physdev':
      return actual === '' ? { key: 'miss.no-port', values } : { key: 'miss.bridge-port', values }
    case 'comment':
    case 'nfacct':
    case 'unmodelled':
      return { key: 'miss.unmodelled', values: { actual: printMatch(match) } }
    default:
      match satisfies never
      return { key: 'miss.unmodelled', values }
  }
}
