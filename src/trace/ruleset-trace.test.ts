import { describe, expect, test } from 'vitest'
import { address } from '../net/address.ts'
import { parseRuleset } from '../netfilter/parse.ts'
import { ownAddresses } from './node-addresses.ts'
import { type RulesetRequest, traceRuleset } from './ruleset-trace.ts'

const node = address('192.0.2.15')

function traced(text: string, request: Partial<RulesetRequest> = {}) {
  const trace = traceRuleset(parseRuleset(text).ruleset, {
    from: address('203.0.113.10'),
    protocol: 'TCP',
    sourcePort: 40000,
    destination: { address: node, port: 80 },
    nodeAddresses: [node],
    ...request,
  })
  if (!trace) throw new Error('no trace')
  const rules = trace.packets[0]?.events.filter((event) => event.type === 'rule') ?? []
  return { ...trace.final, events: trace.packets[0]?.events ?? [], rules }
}

function filter(...rules: readonly string[]): string {
  return `*filter\n:INPUT DROP [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n:A - [0:0]\n${rules.join('\n')}\nCOMMIT\n`
}

describe('a rule that cannot be decided', () => {
  test('is shown, passed by, and makes what follows uncertain', () => {
    const { verdict, certain, rules } = traced(
      filter('-A INPUT -p tcp -m owner --uid-owner 0 -j DROP', '-A INPUT -j ACCEPT'),
    )
    expect([verdict, certain]).toEqual(['accept', false])
    expect(rules).toMatchObject([
      { rule: 1, verdict: 'continue', target: null, certain: false, unmodelled: '-m owner --uid-owner 0' },
      { rule: 2, verdict: 'accept', certain: false },
    ])
  })

  test('does not matter when something else in it fails, or when its target only logs', () => {
    const { certain, rules } = traced(
      filter(
        '-A INPUT -p udp -m owner --uid-owner 0 -j DROP',
        '-A INPUT -m limit --limit 3/min -j LOG --log-prefix "x "',
        '-A INPUT -m limit --limit 3/min',
        '-A INPUT -j NFLOG --nflog-group 1',
        '-A INPUT -j ACCEPT',
      ),
    )
    expect(certain).toBe(true)
    expect(rules.map(({ rule, verdict }) => [rule, verdict])).toEqual([
      [4, 'continue'],
      [5, 'accept'],
    ])
  })

  test('is one whose target is not modelled, too', () => {
    const { certain, rules } = traced(filter('-A INPUT -j NFQUEUE --queue-num 0', '-A INPUT -j ACCEPT'))
    expect(certain).toBe(false)
    expect(rules[0]).toMatchObject({ verdict: 'continue', unmodelled: '-j NFQUEUE --queue-num 0' })
  })

  test('is one that asks for a device nobody named, or for an address when none is known', () => {
    const rules = filter('-A INPUT -i eth0 -j ACCEPT', '-A FORWARD -m addrtype --dst-type LOCAL -j ACCEPT')
    expect(traced(rules).rules[0]).toMatchObject({ unmodelled: '-i eth0', certain: false })
    expect(traced(rules, { inDevice: 'eth0' })).toMatchObject({ verdict: 'accept', certain: true })
    expect(traced(rules, { inDevice: 'eth1' })).toMatchObject({ verdict: 'drop', certain: true })
    const lost = traced(rules, { nodeAddresses: [] })
    expect(lost.rules[0]).toMatchObject({ chain: 'FORWARD', unmodelled: '-m addrtype --dst-type LOCAL' })
  })
})

describe('the way of a packet', () => {
  const hooks = (request: Partial<RulesetRequest>) => {
    const all = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING']
    const mangle = `*mangle\n${all.map((hook) => `-A ${hook} -j MARK --set-xmark 0x1/0x1`).join('\n')}\nCOMMIT\n`
    return traced(mangle, request).rules.map(({ hook }) => hook)
  }
  const pod = { address: address('10.0.0.9'), port: 80 }

  test.each([
    ['from elsewhere to the node', {}, ['PREROUTING', 'INPUT']],
    ['from elsewhere to elsewhere', { destination: pod }, ['PREROUTING', 'FORWARD', 'POSTROUTING']],
    ['from the node', { from: 'local', destination: pod }, ['OUTPUT', 'POSTROUTING']],
    ['from an address of the node', { from: node, destination: pod }, ['OUTPUT', 'POSTROUTING']],
    ['from the node to itself', { from: 'local' }, ['OUTPUT', 'POSTROUTING', 'PREROUTING', 'INPUT']],
  ] as const)('%s', (_, request, expected) => {
    expect(hooks(request)).toEqual(expected)
  })

  test('is another after DNAT', () => {
    const nat = '*nat\n-A PREROUTING -p tcp -m tcp --dport 80 -j DNAT --to-destination 10.0.0.9:8080\nCOMMIT\n'
    expect(traced(nat + filter('-A FORWARD -j ACCEPT'))).toMatchObject({
      verdict: 'accept',
      destination: '10.0.0.9:8080',
    })
    expect(traced(nat.replace('PREROUTING', 'OUTPUT') + filter(), { from: 'local', outDevice: 'eth0' })).toMatchObject({
      verdict: 'accept',
      source: '192.0.2.15:40000',
      destination: '10.0.0.9:8080',
    })
  })

  test('ends with an address on it only where that is known', () => {
    const nat = '*nat\n-A POSTROUTING -j MASQUERADE\nCOMMIT\n'
    expect(traced(nat, { destination: pod }).source).toBeNull()
    expect(traced(nat, { destination: pod, outDevice: 'eth0' }).source).toBe('192.0.2.15:40000')
    expect(traced(nat, { from: 'local', destination: pod, nodeAddresses: [] })).toMatchObject({
      source: null,
      certain: false,
    })
  })

  test('ends in REJECT without an answer to follow', () => {
    expect(traced(filter('-A INPUT -p tcp -j REJECT --reject-with tcp-reset'))).toMatchObject({ verdict: 'reject' })
  })
})

test('addresses of the node are seen in SNAT, at INPUT and behind addrtype LOCAL', () => {
  const text = `*nat
:DOCKER - [0:0]
:OTHER - [0:0]
-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER
-A PREROUTING -j OTHER
-A POSTROUTING -o eth0 -j SNAT --to-source 192.0.2.1
-A DOCKER -d 192.0.2.2/32 -p tcp -m tcp --dport 80 -j DNAT --to-destination 172.17.0.2:80
-A DOCKER -d 127.0.0.1/32 -p tcp -m tcp --dport 81 -j DNAT --to-destination 172.17.0.2:80
-A OTHER -d 192.0.2.99/32 -j RETURN
COMMIT
${filter(
  '-A INPUT -d 224.0.0.251/32 -j ACCEPT',
  '-A INPUT -d 192.0.2.0/24 -j A',
  '-A A -d 192.0.2.3/32 -j ACCEPT',
  '-A A ! -d 192.0.2.98/32 -j ACCEPT',
  '-A FORWARD -d 192.0.2.97/32 -j ACCEPT',
)}`
  expect([...ownAddresses(parseRuleset(text).ruleset)].sort()).toEqual(['192.0.2.1', '192.0.2.2', '192.0.2.3'])
})
