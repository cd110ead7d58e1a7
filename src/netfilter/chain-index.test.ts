import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { address } from '../net/address.ts'
import type { Packet, Segment } from '../net/packet.ts'
import { candidates } from './chain-index.ts'
import { evaluateTable, type Walked } from './evaluate.ts'
import { loadDocument } from './load.ts'
import type { MatchContext } from './match.ts'
import { arbitraryRuleset } from './ruleset.arbitrary.ts'
import type { Chain, Rule, Table } from './ruleset.ts'

/** A walk, and what it asked of the world on the way: draws and `recent` lists, in order. */
function walk(table: Table, hook: 'PREROUTING' | 'OUTPUT', packet: Packet, seed: number, linear: boolean) {
  const asked: unknown[] = []
  let random = seed
  const context: MatchContext = {
    skb: { packet, mark: seed & 3, iif: 'eth0', ct: { direction: 'original', state: seed & 4 ? 'NEW' : 'INVALID' } },
    addressType: (of) => (of.endsWith('1') ? 'LOCAL' : 'UNICAST'),
    draw: (rule, threshold) => {
      asked.push(rule)
      random = (Math.imul(random, 1103515245) + 12345) & 0x7fffffff
      return random < threshold
    },
    lastSeen: (list, of) => {
      asked.push(list)
      return of.endsWith('2') ? 5 : undefined
    },
  }
  const walked: Walked = evaluateTable(table, hook, context, true, linear ? () => undefined : candidates)
  return { walked, asked }
}

const host = fc.integer({ min: 1, max: 4 })
const port = fc.integer({ min: 1, max: 4 })
const bang = fc.constantFrom('', '', '! ')
const protocol = fc.constantFrom('tcp', 'udp', 'sctp')

/** Hosts, prefixes and negations of both; ports alone, in ranges and negated; other protocols; marks; draws before and after. */
function rulesOf(prefix: string, wide: string) {
  const destination = fc.oneof(
    { weight: 6, arbitrary: host.map((n) => `-d ${prefix}${n}`) },
    fc.tuple(bang, host).map(([not, n]) => `${not}-d ${prefix}${n}`),
    fc.constantFrom(`-d ${wide}`, `! -d ${wide}`, ''),
  )
  const ports = fc.oneof(
    { weight: 6, arbitrary: fc.tuple(protocol, port).map(([p, n]) => `-p ${p} -m ${p} --dport ${n}`) },
    fc.tuple(protocol, bang, port).map(([p, not, n]) => `-p ${p} -m ${p} ${not}--dport ${n}`),
    fc.tuple(protocol, port).map(([p, n]) => `-p ${p} -m ${p} --dport ${n}:${n + 1}`),
    fc.constantFrom('-p udp', '! -p tcp', '-m tcp -p tcp --sport 40000', ''),
  )
  const draw = fc.constantFrom('', '', '', '-m statistic --mode random --probability 0.5')
  const other = fc.constantFrom(
    '',
    '',
    '',
    '-m mark --mark 0x1/0x1',
    '-m mark ! --mark 0x2/0x2',
    '-m conntrack --ctstate NEW',
    '-m addrtype --dst-type LOCAL',
    '-m recent --name seen --rcheck --seconds 10 --reap',
    '-m recent --name seen --set',
    '-m limit --limit 5/min',
  )
  const target = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('', '-j A', '-j B', '-g B', '-j MARK --set-xmark 0x1/0x1') },
    fc.constantFrom('-j RETURN', '-j MARK --xor-mark 0x3', `-j DNAT --to-destination ${prefix}9`, '-j LOG'),
    { weight: 1, arbitrary: fc.constantFrom('-j ACCEPT') },
  )
  return fc.tuple(draw, destination, ports, other, target).map((words) => words.join(' '))
}

function tableOf(family: 4 | 6, chains: Readonly<Record<string, readonly string[]>>): Table {
  const rules = Object.entries(chains).flatMap(([name, all]) => all.map((rule) => ({ text: `-A ${name} ${rule}` })))
  const declared = Object.keys(chains).map((name) => ({ name }))
  return loadDocument({ family, tables: [{ name: 'nat', chains: declared, rules }] }).tables[0] as Table
}

function packetTo(to: string, kind: 'TCP' | 'UDP' | 'ICMP', n: number): Packet {
  const about: Segment = {
    protocol: 'TCP',
    kind: 'SYN',
    source: { address: address(to), port: 40000 },
    destination: { address: address(to), port: n },
    ttl: 64,
  }
  if (kind === 'ICMP') {
    const ends = { source: { address: address(to) }, destination: { address: address(to) } }
    return { protocol: 'ICMP', kind: 'port-unreachable', ...ends, ttl: 64, about }
  }
  return { ...about, protocol: kind, kind: kind === 'TCP' ? 'SYN' : 'request' }
}

describe('an indexed walk is the walk of all rules', () => {
  test.each([
    [4, '10.96.0.', '10.96.0.0/30'],
    [6, 'fd00::', 'fd00::/126'],
  ] as const)('of chains made to mislead it, IPv%i', (family, prefix, wide) => {
    const chain = fc.array(rulesOf(prefix, wide), { minLength: 16, maxLength: 80 })
    const kind = fc.constantFrom('TCP' as const, 'UDP' as const, 'ICMP' as const)
    fc.assert(
      fc.property(chain, chain, chain, host, port, kind, fc.nat(1000), (entry, a, b, n, p, of, seed) => {
        const loops = (rules: readonly string[]) => rules.map((rule) => rule.replace(/-[jg] [AB]$/, '-j RETURN'))
        const table = tableOf(family, {
          PREROUTING: entry,
          A: a.map((rule) => rule.replace('-j A', '-j B')),
          B: loops(b),
        })
        const packet = packetTo(`${prefix}${n}`, of, p)
        expect(walk(table, 'PREROUTING', packet, seed, false)).toEqual(walk(table, 'PREROUTING', packet, seed, true))
      }),
      { numRuns: 300 },
    )
  })

  test('of any ruleset a kernel may hold, its chains made long enough', () => {
    fc.assert(
      fc.property(arbitraryRuleset, host, port, fc.nat(1000), (ruleset, n, p, seed) => {
        const packet = packetTo(ruleset.family === 4 ? `10.96.0.${n}` : `fd00::${n}`, 'TCP', p)
        for (const { name, chains } of ruleset.tables) {
          const table: Table = { name, chains: chains.map(lengthened) }
          for (const hook of ['PREROUTING', 'OUTPUT'] as const) {
            expect(walk(table, hook, packet, seed, false)).toEqual(walk(table, hook, packet, seed, true))
          }
        }
      }),
    )
  })
})

/** Each rule four times over, but those that end the walk only last, so that there is a walk. */
function lengthened(chain: Chain): Chain {
  const goesOn = ({ target }: Rule) => !target || target.type === 'MARK' || target.type === 'unmodelled'
  const passed = chain.rules.filter(goesOn)
  return { ...chain, rules: [...passed, ...passed, ...passed, ...passed, ...chain.rules] }
}

test('one address with a rule for each of a thousand ports is no reason to ask them all', () => {
  const many = Array.from({ length: 1000 }, (_, i) => `-d 80.11.12.10 -p tcp -m tcp --dport ${i + 1} -j B`)
  const table = tableOf(4, { PREROUTING: [...many, '-j A'], A: [], B: [] })
  const chain = table.chains.find(({ name }) => name === 'PREROUTING') as Chain
  expect(candidates(chain, packetTo('80.11.12.10', 'TCP', 500))).toEqual([499, 1000])
  expect(candidates(chain, packetTo('80.11.12.11', 'TCP', 500))).toEqual([1000])
})
