import fc from 'fast-check'
import { type Address, type Cidr, type Family, fromBits } from '../net/address.ts'
import { parseCidr } from '../net/cidr.ts'
import { baseChains, saveOrder, type TableName } from './hook.ts'
import {
  type AddressRange,
  type Chain,
  type CtState,
  type Match,
  type PortRange,
  type Rule,
  type Ruleset,
  type Target,
  type TcpFlags,
  tcpFlags,
} from './ruleset.ts'

const not = fc.constantFrom({}, {}, { not: true as const })
const word32 = fc.integer({ min: 0, max: 0xffffffff })
const port = fc.integer({ min: 0, max: 65535 })
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,10}$/)

const portRange: fc.Arbitrary<PortRange> = fc
  .tuple(port, port, not)
  .map(([a, b, negation]) => ({ from: Math.min(a, b), to: Math.max(a, b), ...negation }))
  // A range of everything is what no option says, and is not printed.
  .filter(({ from, to }) => from > 0 || to < 65535)

const states: readonly CtState[] = ['INVALID', 'NEW', 'RELATED', 'ESTABLISHED', 'UNTRACKED', 'SNAT', 'DNAT']
const addrType = fc.tuple(fc.constantFrom('LOCAL', 'UNICAST', 'BROADCAST'), not).map(([type, n]) => ({ type, ...n }))

const octet = fc.integer({ min: 0, max: 255 })
const flagList = fc.subarray([...tcpFlags])
const flags: fc.Arbitrary<TcpFlags> = fc
  .tuple(flagList, flagList, not)
  .map(([mask, set, negation]) => ({ mask, set, ...negation }))

function rangeOf(family: Family): fc.Arbitrary<AddressRange> {
  const bits = fc.bigInt({ min: 0n, max: (1n << BigInt(family === 4 ? 32 : 128)) - 1n })
  return fc.tuple(bits, bits, not).map(([a, b, negation]) => {
    const [from, to] = a < b ? [a, b] : [b, a]
    return { from: fromBits(from, family), to: fromBits(to, family), ...negation }
  })
}

function cidrOf(family: Family): fc.Arbitrary<Cidr> {
  const width = family === 4 ? 32 : 128
  return fc
    .tuple(fc.bigInt({ min: 0n, max: (1n << BigInt(width)) - 1n }), fc.integer({ min: 1, max: width }))
    .map(([bits, length]) => parseCidr(`${fromBits(bits, family)}/${length}`))
    .filter((prefix): prefix is Cidr => prefix !== undefined && prefix.includes(':') === (family === 6))
}

function matchesOf(family: Family): fc.Arbitrary<Match[]> {
  const cidr = cidrOf(family)
  const first: fc.Arbitrary<Match | undefined>[] = [
    fc.tuple(cidr, not).map(([prefix, n]): Match => ({ type: 'source', cidr: prefix, ...n })),
    fc.tuple(cidr, not).map(([prefix, n]): Match => ({ type: 'destination', cidr: prefix, ...n })),
    fc.tuple(name, not).map(([iface, n]): Match => ({ type: 'in-interface', name: iface, ...n })),
    fc.tuple(name, not).map(([iface, n]): Match => ({ type: 'out-interface', name: `${iface}+`, ...n })),
    fc
      .tuple(fc.constantFrom('tcp', 'udp', 'sctp', 'esp', '99'), not)
      .map(([protocol, n]): Match => ({ type: 'protocol', protocol, ...n })),
  ].map((match) => fc.option(match, { nil: undefined }))
  const mask = family === 4 ? '255.255.255.255' : 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'
  const module: fc.Arbitrary<Match> = fc.oneof(
    fc.string().map((comment): Match => ({ type: 'comment', comment: comment.replace(/[\r\n]/g, ' ') })),
    fc.tuple(fc.constantFrom('tcp', 'udp', 'sctp'), fc.option(portRange), fc.option(portRange), fc.option(flags)).map(
      ([of, sport, dport, tcp]): Match => ({
        type: 'ports',
        module: of,
        ...(sport && { sport }),
        ...(dport && { dport }),
        ...(tcp && of === 'tcp' && { tcpFlags: tcp }),
      }),
    ),
    fc
      .tuple(
        fc.constantFrom('icmp' as const, 'icmp6' as const),
        fc.integer({ min: 0, max: 254 }),
        fc.option(octet),
        not,
      )
      .map(([module, icmpType, code, n]) => ({
        type: 'icmp' as const,
        module,
        icmpType,
        ...(code === null ? {} : { code }),
        ...n,
      })),
    fc.constant<Match>({ type: 'icmp', module: 'icmp', icmpType: 255 }),
    rangeOf(family).map((srcRange): Match => ({ type: 'iprange', srcRange })),
    fc
      .tuple(rangeOf(family), rangeOf(family))
      .map(([srcRange, dstRange]): Match => ({ type: 'iprange', srcRange, dstRange })),
    fc.tuple(word32, word32, not).map(([value, m, n]): Match => ({ type: 'mark', value, mask: m, ...n })),
    fc
      .tuple(fc.subarray([...states], { minLength: 1 }), not)
      .map(([ctstate, n]): Match => ({ type: 'conntrack', ctstate, ...n })),
    fc
      .tuple(fc.subarray(states.slice(0, 4), { minLength: 1 }), not)
      .map(([ctstate, n]): Match => ({ type: 'conntrack', ctstate, spelling: 'state', ...n })),
    addrType.map((srcType): Match => ({ type: 'addrtype', srcType })),
    fc.tuple(addrType, addrType).map(([srcType, dstType]): Match => ({ type: 'addrtype', srcType, dstType })),
    fc
      .tuple(fc.integer({ min: 0, max: 2 ** 31 }), not)
      .map(([threshold, n]): Match => ({ type: 'statistic', threshold, ...n })),
    fc
      .tuple(
        fc.constantFrom('set', 'rcheck', 'update', 'remove'),
        name,
        fc.option(word32),
        fc.constantFrom('rsource', 'rdest'),
        not,
      )
      .map(([action, list, seconds, side, n]) => ({
        type: 'recent' as const,
        action,
        name: list,
        ...(seconds === null ? {} : { seconds, reap: true as const }),
        side,
        mask: mask as Address,
        ...n,
      })),
    fc
      .record({
        isIn: fc.option(not),
        in: fc.option(fc.tuple(name, not)),
        isOut: fc.option(not),
        out: fc.option(fc.tuple(name, not)),
        isBridged: fc.option(not),
      })
      .map(
        ({ isIn, in: by, isOut, out: to, isBridged }): Match => ({
          type: 'physdev',
          ...(isIn && { isIn }),
          ...(by && { in: { name: by[0], ...by[1] } }),
          ...(isOut && { isOut }),
          ...(to && { out: { name: `${to[0]}+`, ...to[1] } }),
          isBridged: isBridged ?? {},
        }),
      ),
    name.map((of): Match => ({ type: 'nfacct', name: of })),
    fc.constantFrom<Match>(
      { type: 'unmodelled', name: 'limit', text: '-m limit --limit 5/min' },
      { type: 'unmodelled', name: 'set', text: '-m set ! --match-set "a b" src,dst' },
    ),
  )
  return fc
    .tuple(fc.tuple(...first), fc.array(module, { maxLength: 3 }))
    .map(([before, after]) => [...before.filter((match) => match !== undefined), ...after])
}

function targetOf(family: Family, chains: readonly string[]): fc.Arbitrary<Target> {
  const address = cidrOf(family).map((prefix) => prefix.slice(0, prefix.lastIndexOf('/')) as Address)
  const to = fc
    .tuple(address, fc.option(port))
    .map(([of, p]) => (p === null ? { address: of } : { address: of, port: p }))
  return fc.oneof(
    fc.constantFrom<Target>({ type: 'ACCEPT' }, { type: 'DROP' }, { type: 'RETURN' }, { type: 'MASQUERADE' }),
    fc.constantFrom<Target>({ type: 'MASQUERADE', toPorts: { from: 1, to: 9 }, randomFully: true }),
    fc.constantFrom(...chains).map((chain): Target => ({ type: 'jump', chain })),
    fc.constantFrom(...chains).map((chain): Target => ({ type: 'goto', chain })),
    fc.tuple(word32, word32).map(([value, mask]): Target => ({ type: 'MARK', value, mask })),
    to.map((of): Target => ({ type: 'DNAT', to: of })),
    to.map((of): Target => ({ type: 'SNAT', to: of })),
    fc.constantFrom<Target>(
      { type: 'REJECT', with: 'tcp-reset' },
      { type: 'REJECT', with: `icmp${family === 6 ? 6 : ''}-x` },
    ),
    fc.constant<Target>({ type: 'unmodelled', name: 'LOG', text: '-j LOG --log-prefix "x -j y"' }),
  )
}

function tableOf(family: Family, table: TableName) {
  return fc
    .uniqueArray(
      name.map((of) => `u-${of}`),
      { minLength: 1, maxLength: 3 },
    )
    .chain((names) => {
      const rule: fc.Arbitrary<Rule> = fc
        .tuple(matchesOf(family), fc.option(targetOf(family, names), { freq: 8 }))
        .map(([matches, target]) => (target ? { matches, target } : { matches }))
      const rules = fc.array(rule, { maxLength: 4 })
      const base = baseChains[table].map((hook) =>
        fc
          .tuple(fc.constantFrom('ACCEPT' as const, 'DROP' as const), rules)
          .map(([policy, r]): Chain => ({ name: hook, policy, rules: r })),
      )
      const user = names.toSorted().map((of) => rules.map((r): Chain => ({ name: of, rules: r })))
      return fc.tuple(...base, ...user).map((chains) => ({ name: table, chains }))
    })
}

/** Rulesets as a kernel may hold them: every match and target there is, in one or more tables. */
export const arbitraryRuleset: fc.Arbitrary<Ruleset> = fc
  .tuple(fc.constantFrom<Family>(4, 6), fc.subarray([...saveOrder], { minLength: 1, maxLength: 2 }))
  .chain(([family, tables]) =>
    fc.tuple(...tables.map((table) => tableOf(family, table))).map((all): Ruleset => ({ family, tables: all })),
  )
