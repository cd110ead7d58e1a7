import fc from 'fast-check'
import { expect, it } from 'vitest'
import { address } from '../net/address.ts'
import type { Segment } from '../net/packet.ts'
import { candidates } from './chain-index.ts'
import { loadDocument } from './load.ts'
import { firstMismatch, type MatchContext } from './match.ts'
import type { Chain } from './ruleset.ts'

const rule = fc.oneof(
  fc
    .record({ host: fc.integer({ min: 1, max: 6 }), port: fc.integer({ min: 1, max: 4 }) })
    .map(({ host, port }) => `-A TEST -d 10.96.0.${host} -p tcp -m tcp --dport ${port} -j ACCEPT`),
  fc.integer({ min: 1, max: 4 }).map((port) => `-A TEST -p tcp -m tcp --dport ${port} -j ACCEPT`),
  fc.integer({ min: 1, max: 6 }).map((host) => `-A TEST ! -d 10.96.0.${host} -j ACCEPT`),
  fc.constantFrom('-A TEST -d 10.96.0.0/29 -j ACCEPT', '-A TEST -p udp -j ACCEPT', '-A TEST -j RETURN'),
  fc.integer({ min: 1, max: 3 }).map((from) => `-A TEST -p tcp -m tcp ! --dport ${from} -j DROP`),
)

function chainOf(lines: readonly string[]): Chain {
  const rules = lines.map((text) => ({ text }))
  const { tables } = loadDocument({ family: 4, tables: [{ name: 'nat', chains: [{ name: 'TEST' }], rules }] })
  const chain = tables[0]?.chains.find((candidate) => candidate.name === 'TEST')
  if (!chain) throw new Error('the chain was not loaded')
  return chain
}

it('leaves out only rules that cannot match: the same rules match as on a walk of the whole chain', () => {
  fc.assert(
    fc.property(
      fc.array(rule, { minLength: 16, maxLength: 60 }),
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 5 }),
      (lines, host, port) => {
        const chain = chainOf(lines)
        const packet: Segment = {
          protocol: 'TCP',
          kind: 'SYN',
          source: { address: address('203.0.113.10'), port: 40000 },
          destination: { address: address(`10.96.0.${host}`), port },
          ttl: 64,
        }
        const context: MatchContext = {
          skb: { packet, mark: 0 },
          addressType: () => 'UNICAST',
          draw: () => false,
          lastSeen: () => undefined,
        }
        const matching = chain.rules.flatMap((r, place) => (firstMismatch(r, context) ? [] : [place]))
        const indexed = candidates(chain, packet)?.filter((place) => {
          const candidate = chain.rules[place]
          return candidate !== undefined && firstMismatch(candidate, context) === undefined
        })
        expect(indexed).toEqual(matching)
      },
    ),
  )
})
