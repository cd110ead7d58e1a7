import { describe, expect, test } from 'vitest'
import { parseRuleset } from './parse.ts'
import { printRule } from './print.ts'
import type { Rule } from './ruleset.ts'

function parsed(line: string, table = 'filter', header = ''): { rules: readonly Rule[]; messages: string[] } {
  const { ruleset, diagnostics } = parseRuleset(`${header}*${table}\n:Z - [0:0]\n:a - [0:0]\n-A Z ${line}\nCOMMIT\n`)
  const rules = ruleset.tables[0]?.chains.find((chain) => chain.name === 'Z')?.rules ?? []
  return { rules, messages: diagnostics.map(({ message }) => message) }
}

function saved(line: string, table?: string, header?: string): string {
  const { rules, messages } = parsed(line, table, header)
  expect(messages).toEqual([])
  return rules.map((rule) => printRule('Z', rule).replace(/^-A Z ?/, '')).join(' | ')
}

/** Each pair as iptables 1.8.9 answered, both backends alike. */
describe('what iptables-restore is given, and what iptables-save then prints', () => {
  test.each([
    ['-d 10.0.0.1', '-d 10.0.0.1/32'],
    ['-s 10.1.2.3/255.255.0.0 -j ACCEPT', '-s 10.1.0.0/16 -j ACCEPT'],
    ['-s 10.1.2.3/8', '-s 10.0.0.0/8'],
    ['-s 0.0.0.0/0 -d 0/0 -p all -j ACCEPT', '-j ACCEPT'],
    ['-d 10.0.0.0/255.0.255.0', '-d 10.0.0.0/255.0.255.0'],
    ['-d 127.0.0.0/8 ! -s 127.0.0.0/8', '! -s 127.0.0.0/8 -d 127.0.0.0/8'],
    ['-s ! 10.0.0.0/8', '! -s 10.0.0.0/8'],
    ['-s 10.0.0.1,10.0.0.2 -j ACCEPT', '-s 10.0.0.1/32 -j ACCEPT | -s 10.0.0.2/32 -j ACCEPT'],
    ['-i eth+ -o cali1', '-i eth+ -o cali1'],
    ['! -i eth0 ! -o x', '! -i eth0 ! -o x'],
    ['-i +', ''],
    [
      '-m comment --comment X -m tcp -p tcp -d 10.0.0.1 --dport 80',
      '-d 10.0.0.1/32 -p tcp -m comment --comment X -m tcp --dport 80',
    ],
    ['-p tcp --dport 5 -m comment --comment x', '-p tcp -m tcp --dport 5 -m comment --comment x'],
    ['-m comment --comment x -p tcp --dport 5', '-p tcp -m comment --comment x -m tcp --dport 5'],
    ['-j a -m comment --comment x', '-m comment --comment x -j a'],
    ['-p tcp -j a --dport 80', '-p tcp -m tcp --dport 80 -j a'],
    [
      '--jump a --source 1.2.3.4 --protocol tcp --match tcp --destination-port 5',
      '-s 1.2.3.4/32 -p tcp -m tcp --dport 5 -j a',
    ],
    ['-p 6 --dport 80', '-p tcp -m tcp --dport 80'],
    ['-p TCP -m tcp --dport 0x50', '-p tcp -m tcp --dport 80'],
    ['-p 132', '-p sctp'],
    ['-p 99', '-p 99'],
    ['! -p tcp', '! -p tcp'],
    ['-p tcp --dport 80:90 ! --sport 5', '-p tcp -m tcp ! --sport 5 --dport 80:90'],
    ['-p tcp --dport :90', '-p tcp -m tcp --dport 0:90'],
    ['-p tcp --dport 90:', '-p tcp -m tcp --dport 90:65535'],
    ['-p tcp --dport 0:65535', '-p tcp -m tcp'],
    ['-p icmp --icmp-type 8', '-p icmp -m icmp --icmp-type 8'],
    ['-p icmp -m icmp ! --icmp-type 3/4', '-p icmp -m icmp ! --icmp-type 3/4'],
    ['-p icmp -m icmp --icmp-type any', '-p icmp -m icmp --icmp-type any'],
    ['-p tcp --syn', '-p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN'],
    ['-p tcp ! --syn --dport 22', '-p tcp -m tcp --dport 22 ! --tcp-flags FIN,SYN,RST,ACK SYN'],
    ['-p tcp --tcp-flags ACK,SYN NONE', '-p tcp -m tcp --tcp-flags SYN,ACK NONE'],
    ['-p tcp --tcp-flags ALL ALL', '-p tcp -m tcp --tcp-flags FIN,SYN,RST,PSH,ACK,URG FIN,SYN,RST,PSH,ACK,URG'],
    ['-m iprange --src-range 10.0.0.1-10.0.0.9', '-m iprange --src-range 10.0.0.1-10.0.0.9'],
    [
      '-m iprange ! --dst-range 10.0.0.1 --src-range 10.0.0.2-10.0.0.3',
      '-m iprange --src-range 10.0.0.2-10.0.0.3 ! --dst-range 10.0.0.1-10.0.0.1',
    ],
    ['-f -p tcp', '-p tcp -f'],
    ['-m physdev ! --physdev-is-in -j ACCEPT', '-m physdev ! --physdev-is-in -j ACCEPT'],
    [
      '-m physdev --physdev-is-bridged ! --physdev-out veth1 --physdev-in veth+ -j ACCEPT',
      '-m physdev --physdev-in veth+ ! --physdev-out veth1 --physdev-is-bridged -j ACCEPT',
    ],
    ['-m physdev --physdev-is-out --physdev-is-in', '-m physdev --physdev-is-in --physdev-is-out'],
    ['-m mark --mark 16384', '-m mark --mark 0x4000'],
    ['-m mark ! --mark 0x00004000/0x00004000', '-m mark ! --mark 0x4000/0x4000'],
    [
      '-m conntrack --ctstate DNAT,RELATED,ESTABLISHED,INVALID',
      '-m conntrack --ctstate INVALID,RELATED,ESTABLISHED,DNAT',
    ],
    ['-m conntrack --ctstate new', '-m conntrack --ctstate NEW'],
    ['-m state --state RELATED,ESTABLISHED', '-m state --state RELATED,ESTABLISHED'],
    ['-m addrtype --dst-type LOCAL ! --src-type LOCAL', '-m addrtype ! --src-type LOCAL --dst-type LOCAL'],
    [
      '-m statistic --mode random ! --probability 0.3333333333',
      '-m statistic --mode random ! --probability 0.33333333349',
    ],
    ['-m statistic --mode random --probability 1', '-m statistic --mode random --probability 1.00000000000'],
    ['-m recent --name x --set', '-m recent --set --name x --mask 255.255.255.255 --rsource'],
    [
      '-m recent --name x --rcheck --seconds 5 --reap',
      '-m recent --rcheck --seconds 5 --reap --name x --mask 255.255.255.255 --rsource',
    ],
    ['-m recent ! --rcheck --name x --rdest', '-m recent ! --rcheck --name x --mask 255.255.255.255 --rdest'],
    ['-m recent --rcheck', '-m recent --rcheck --name DEFAULT --mask 255.255.255.255 --rsource'],
    ['-j REJECT', '-j REJECT --reject-with icmp-port-unreachable'],
    ['-j REJECT --reject-with host-unreach', '-j REJECT --reject-with icmp-host-unreachable'],
    ['-p tcp -j REJECT --reject-with tcp-reset', '-p tcp -j REJECT --reject-with tcp-reset'],
    ['-j MARK --set-mark 5', '-j MARK --set-xmark 0x5/0xffffffff'],
    ['-j MARK --set-mark 5/0xff', '-j MARK --set-xmark 0x5/0xff'],
    ['-j MARK --and-mark 0xff', '-j MARK --set-xmark 0x0/0xffffff00'],
    ['-j MARK --or-mark 0x00004000', '-j MARK --set-xmark 0x4000/0x4000'],
    ['-j MARK --xor-mark 0x00004000', '-j MARK --set-xmark 0x4000/0x0'],
    ['-g a', '-g a'],
    ['-j ACCEPT -c 5 6', '-j ACCEPT'],
  ])('%s', (given, expected) => {
    expect(saved(given)).toBe(expected)
    expect(saved(expected.split(' | ')[0] ?? '')).toBe(expected.split(' | ')[0])
  })

  test.each([
    ['-p tcp -m tcp -j DNAT --to-destination 10.0.0.1:80', '-p tcp -m tcp -j DNAT --to-destination 10.0.0.1:80'],
    ['-j DNAT --to-destination 10.0.0.1', '-j DNAT --to-destination 10.0.0.1'],
    ['-p tcp -j SNAT --to-source 10.0.0.1:80', '-p tcp -j SNAT --to-source 10.0.0.1:80'],
    ['-p tcp -j MASQUERADE --random-fully --to-ports 1024', '-p tcp -j MASQUERADE --to-ports 1024 --random-fully'],
    ['-p tcp -j MASQUERADE --to-ports 1024-31000', '-p tcp -j MASQUERADE --to-ports 1024-31000'],
  ])('nat: %s', (given, expected) => {
    expect(saved(given, 'nat')).toBe(expected)
    expect(parsed(given, 'nat').rules[0]?.target?.type).not.toBe('unmodelled')
  })

  test.each([
    ['-p tcp -m tcp -j DNAT --to-destination [fd00::1]:80', '-p tcp -m tcp -j DNAT --to-destination [fd00::1]:80'],
    ['-j DNAT --to-destination fd00::1', '-j DNAT --to-destination fd00::1'],
    ['-s ::/0 -d 0:0:0:0:0:0:0:1/128', '-d ::1/128'],
    ['-s 1:0:0:2:0:0:0:3 -d 1:0:2:3:4:5:6:7', '-s 1:0:0:2::3/128 -d 1:0:2:3:4:5:6:7/128'],
    ['-s fd00::/ffff::', '-s fd00::/16'],
    ['-p icmpv6', '-p ipv6-icmp'],
    ['-m recent --name x --set', '-m recent --set --name x --mask ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff --rsource'],
    ['-j REJECT', '-j REJECT --reject-with icmp6-port-unreachable'],
    ['-j REJECT --reject-with no-route', '-j REJECT --reject-with icmp6-no-route'],
  ])('IPv6: %s', (given, expected) => {
    expect(saved(given, 'nat', '# Generated by ip6tables-save v1.8.9\n')).toBe(expected)
  })
})

describe('comments', () => {
  test.each([
    ['abc-d_e', 'abc-d_e', 'abc-d_e'],
    ['"a.b"', 'a.b', '"a.b"'],
    ['""', '', '""'],
    ['x"a b"', 'xa b', '"xa b"'],
    [String.raw`"a\"b\\c'd"`, String.raw`a"b\c'd`, String.raw`"a\"b\\c\'d"`],
    ['"-j DROP"', '-j DROP', '"-j DROP"'],
    ['"ns/web:http -> [fd00::1]:80"', 'ns/web:http -> [fd00::1]:80', '"ns/web:http -> [fd00::1]:80"'],
  ])('%s', (written, comment, printed) => {
    expect(parsed(`-m comment --comment ${written} -j ACCEPT`).rules).toEqual([
      { matches: [{ type: 'comment', comment }], target: { type: 'ACCEPT' } },
    ])
    expect(saved(`-m comment --comment ${written} -j ACCEPT`)).toBe(`-m comment --comment ${printed} -j ACCEPT`)
  })

  test('that lost their quotes are said, and put together again', () => {
    const { rules, messages } = parsed('-m comment --comment kubernetes service portals -j a')
    expect(messages).toEqual(["Bad argument `service'", "Bad argument `portals'"])
    expect(rules).toEqual([
      { matches: [{ type: 'comment', comment: 'kubernetes service portals' }], target: { type: 'jump', chain: 'a' } },
    ])
  })
})

describe('what cannot be held otherwise is kept as text, to the letter', () => {
  test.each([
    '-p tcp -m multiport --dports 1,2,3:4 -j ACCEPT',
    '-p tcp -m tcp --tcp-flags SYN,BAD SYN -j ACCEPT',
    '-p icmp -m icmp --icmp-type echo-request -j ACCEPT',
    '-m iprange --src-range 10.0.0.9-10.0.0.1 -j ACCEPT',
    '-m u32 --u32 "0x0>>0x16&0x3c@0x8=0x1:0x5" -j DROP',
    '-p tcp -m string --string "GET "x"" --algo bm --to 65535 -j NFLOG --nflog-prefix "a b" --nflog-group 5',
    '-m owner ! --uid-owner 33 --socket-exists -j ACCEPT',
    '-m mac --mac-source 02:42:c6:33:64:09 -j ACCEPT',
    '-m time --timestart 08:00:00 --timestop 18:30:00 --weekdays Mon,Tue --datestop 2038-01-19T03:14:07 -j ACCEPT',
    '-m hashlimit --hashlimit-above 5/min --hashlimit-burst 5 --hashlimit-mode srcip,dstport --hashlimit-name a -j DROP',
    '-j CT --notrack',
    '-j NOTRACK',
    '-j CONNMARK --save-mark --nfmask 0xff --ctmask 0xff',
    '-j TCPMSS --clamp-mss-to-pmtu',
    '-j SET --add-set foo src --exist --timeout 60',
    '-m quota --quota 1000 -j ACCEPT',
    '-m limit --limit 5/min -j LOG --log-prefix "hello -j w" --log-level 4',
    '-m conntrack ! --ctstate NEW --ctorigdst 1.2.3.4 -j ACCEPT',
    '-p tcp -m tcp --dport 80 --tcp-option 5 -j ACCEPT',
    '-m addrtype --dst-type LOCAL,BROADCAST -j ACCEPT',
    '-m addrtype --dst-type LOCAL --limit-iface-in -j ACCEPT',
    '-m statistic --mode nth --every 3 --packet 1 -j a',
    '-m recent --update --seconds 5 --hitcount 4 --name x --mask 255.255.255.255 --rsource -j ACCEPT',
    '-m connmark --mark 0x1 -m mark --mark 0x2 -j CONNMARK --save-mark',
    '-m set --match-set foo src,dst -j DROP',
    '-p tcp -j DNAT --to-destination 10.0.0.1-10.0.0.4:80-90 --random --persistent',
    '-p tcp -j DNAT --to-destination 10.0.0.1:80 --random',
    '-p tcp -j REDIRECT --to-ports 15001',
    '-p tcp -j TPROXY --on-port 15001 --on-ip 127.0.0.1 --tproxy-mark 0x1/0x1',
    '-j MASQUERADE --random',
    '-j NFQUEUE --queue-num 0 --queue-bypass',
    '-j HOUSE --made yes',
  ])('%s', (line) => {
    const [rule] = parsed(line).rules
    expect(saved(line)).toBe(line)
    const kept = [...(rule?.matches ?? []), rule?.target].filter((part) => part?.type === 'unmodelled')
    expect(kept.length).toBeGreaterThan(0)
  })

  test('but a counter only counts', () => {
    const line = '-m conntrack --ctstate INVALID -m nfacct --nfacct-name ct_state_invalid_dropped_pkts -j DROP'
    expect(saved(line)).toBe(line)
    expect(parsed(line).rules[0]?.matches.at(-1)).toEqual({ type: 'nfacct', name: 'ct_state_invalid_dropped_pkts' })
    expect(parsed('-m nfacct -j DROP').messages).toEqual(['-m nfacct lacks an option'])
  })

  test('a jump to a chain that is not there is a target unknown here', () => {
    const { rules, messages } = parsed('-j NOWHERE')
    expect(messages).toEqual(["Couldn't load target `NOWHERE'"])
    expect(rules[0]?.target).toEqual({ type: 'unmodelled', name: 'NOWHERE', text: '-j NOWHERE' })
  })
})

test.each([
  ['--dport 80', 'unknown option "--dport"'],
  ['-s example.com', "host/network `example.com' not found"],
  ['-j ACCEPT stray', "Bad argument `stray'"],
  ['-m mark -j ACCEPT', '-m mark lacks an option'],
  ['-m conntrack', '-m conntrack lacks an option'],
])('%s is refused, and never matches for certain', (line, message) => {
  const { rules, messages } = parsed(line)
  expect(messages).toEqual([message])
  expect(rules[0]?.matches.some((match) => match.type === 'unmodelled')).toBe(true)
})
