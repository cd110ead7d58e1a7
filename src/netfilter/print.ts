import type { Address } from '../net/address.ts'
import { printPhysdev } from './physdev.ts'
import { printDecimal } from './print-decimal.ts'
import { printWord } from './print-word.ts'
import type { AddressRange, AddrType, Match, PortRange, Rule, Target, TcpFlags } from './ruleset.ts'

/** One rule as iptables-save prints it, from `-A` on. */
export function printRule(chainName: string, rule: Rule): string {
  let text = `-A ${chainName}`
  for (const match of rule.matches) text += ` ${printMatch(match)}`
  return rule.target ? `${text} ${printTarget(rule.target)}` : text
}

/** One match as iptables-save prints it. */
export function printMatch(match: Match): string {
  switch (match.type) {
    case 'source':
      return `${bang(match)}-s ${match.cidr}`
    case 'destination':
      return `${bang(match)}-d ${match.cidr}`
    case 'in-interface':
      return `${bang(match)}-i ${match.name}`
    case 'out-interface':
      return `${bang(match)}-o ${match.name}`
    case 'protocol':
      return `${bang(match)}-p ${match.protocol}`
    case 'comment':
      return `-m comment --comment ${printWord(match.comment)}`
    case 'ports':
      return `-m ${match.module}${portOption('--sport', match.sport)}${portOption('--dport', match.dport)}${flagOption(match.tcpFlags)}`
    case 'icmp': {
      const { icmpType, code } = match
      const kind =
        match.module === 'icmp' && icmpType === 255 ? 'any' : code === undefined ? icmpType : `${icmpType}/${code}`
      return `-m ${match.module} ${bang(match)}${match.module === 'icmp' ? '--icmp-type' : '--icmpv6-type'} ${kind}`
    }
    case 'iprange':
      return `-m iprange${addressRange('--src-range', match.srcRange)}${addressRange('--dst-range', match.dstRange)}`
    case 'mark':
      return `-m mark ${bang(match)}--mark ${hex(match.value)}${match.mask >>> 0 === 0xffffffff ? '' : `/${hex(match.mask)}`}`
    case 'conntrack': {
      const states = match.ctstate.join(',')
      return match.spelling
        ? `-m state ${bang(match)}--state ${states}`
        : `-m conntrack ${bang(match)}--ctstate ${states}`
    }
    case 'addrtype':
      return `-m addrtype${addressType('--src-type', match.srcType)}${addressType('--dst-type', match.dstType)}`
    case 'statistic':
      return `-m statistic --mode random ${bang(match)}--probability ${printDecimal(match.threshold / 2 ** 31, 11)}`
    case 'recent': {
      const seconds = match.seconds === undefined ? '' : ` --seconds ${match.seconds}`
      const list = `--name ${match.name} --mask ${match.mask} --${match.side}`
      return `-m recent ${bang(match)}--${match.action}${seconds}${match.reap ? ' --reap' : ''} ${list}`
    }
    case 'physdev':
      return printPhysdev(match)
    case 'nfacct':
      return `-m nfacct --nfacct-name ${match.name}`
    case 'unmodelled':
      return match.text
    default:
      match satisfies never
      return ''
  }
}

/** A rule's target as iptables-save prints it, from `-j` on. */
export function printTarget(target: Target): string {
  switch (target.type) {
    case 'ACCEPT':
    case 'DROP':
    case 'RETURN':
      return `-j ${target.type}`
    case 'MASQUERADE': {
      const { toPorts } = target
      return `-j MASQUERADE${toPorts ? ` --to-ports ${range(toPorts, '-')}` : ''}${target.randomFully ? ' --random-fully' : ''}`
    }
    case 'jump':
      return `-j ${target.chain}`
    case 'goto':
      return `-g ${target.chain}`
    case 'MARK':
      return `-j MARK --set-xmark ${hex(target.value)}/${hex(target.mask)}`
    case 'DNAT':
      return `-j DNAT --to-destination ${natAddress(target.to)}`
    case 'SNAT':
      return `-j SNAT --to-source ${natAddress(target.to)}`
    case 'REJECT':
      return `-j REJECT --reject-with ${target.with}`
    case 'unmodelled':
      return target.text
    default:
      target satisfies never
      return ''
  }
}

function bang(negatable: { readonly not?: true }): string {
  return negatable.not ? '! ' : ''
}

function portOption(option: string, ports: PortRange | undefined): string {
  return ports ? ` ${bang(ports)}${option} ${range(ports, ':')}` : ''
}

function flagOption(flags: TcpFlags | undefined): string {
  return flags ? ` ${bang(flags)}--tcp-flags ${flagList(flags.mask)} ${flagList(flags.set)}` : ''
}

function flagList(flags: readonly string[]): string {
  return flags.length === 0 ? 'NONE' : flags.join(',')
}

function addressRange(option: string, addresses: AddressRange | undefined): string {
  return addresses ? ` ${bang(addresses)}${option} ${addresses.from}-${addresses.to}` : ''
}

function range(ports: PortRange, separator: string): string {
  return ports.from === ports.to ? `${ports.from}` : `${ports.from}${separator}${ports.to}`
}

function addressType(option: string, type: AddrType | undefined): string {
  return type ? ` ${bang(type)}${option} ${type.type}` : ''
}

function natAddress(to: { readonly address: Address; readonly port?: number }): string {
  if (to.port === undefined) return to.address
  return to.address.includes(':') ? `[${to.address}]:${to.port}` : `${to.address}:${to.port}`
}

function hex(value: number): string {
  return `0x${(value >>> 0).toString(16)}`
}
