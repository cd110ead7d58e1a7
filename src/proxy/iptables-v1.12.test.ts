import { describe, expect, test } from 'vitest'
import { address } from '../net/address.ts'
import { cidr } from '../net/cidr.ts'
import { compileIptables } from './iptables.ts'
import { nodeDocument } from './node-document.ts'
import { inOldVersion, oldClusters } from './old-clusters.arbitrary.ts'
import { endpoint, type SampleCluster, type SampleService, sampleCluster } from './sample-cluster.arbitrary.ts'

/** The lines of node1 that contain a text, chain hashes cut. */
function lines(sample: SampleCluster, containing: string, family: 4 | 6 = 4): string[] {
  return compileIptables(inOldVersion(sampleCluster(sample)), 'node1', family)
    .tables.flatMap((table) => table.rules)
    .map(({ text }) => text)
    .filter((text) => text.includes(containing))
    .map((text) => text.replace(/(KUBE-(?:SVC|XLB|FW|SEP))-[A-Z2-7]{16}/g, '$1'))
}

const here = [endpoint('10.244.1.2:8080@node1')]
const there = [endpoint('10.244.2.2:8080@node2')]
const vip = (ip: string) => ({ ip: address(ip), ipMode: 'VIP' as const })

describe('names', () => {
  test('a port without a name keeps the colon, in comments and in hashes', () => {
    const nat = compileIptables(
      inOldVersion(
        sampleCluster({ services: [{ name: 'hostnames', ports: [{ endpoints: [endpoint('10.244.1.7:9376')] }] }] }),
      ),
      'node1',
    ).tables[1]
    expect(nat?.chains.map(({ name }) => name).slice(4)).toEqual([
      'KUBE-SVC-NWV5X2332I4OT4T3',
      'KUBE-SEP-WNBA2IHDGP2BOBGZ',
    ])
    expect(nat?.rules.filter(({ text }) => text.includes('--comment default/hostnames:'))).toHaveLength(3)
  })

  test('probabilities have five digits, exact ties to the even one: 1/64', () => {
    const endpoints = Array.from({ length: 64 }, (_, i) => endpoint(`10.244.1.${i + 1}:80@node1`))
    const [first, second] = lines({ services: [{ ports: [{ endpoints }] }] }, '-m statistic')
    expect(first).toContain('--probability 0.01562 ')
    expect(second).toContain('--probability 0.01587 ')
  })
})

describe('what was not there yet', () => {
  const newer: SampleCluster = {
    services: [
      {
        type: 'LoadBalancer',
        internalTrafficPolicy: 'Local',
        externalTrafficPolicy: 'Local',
        healthCheckNodePort: 31000,
        loadBalancer: [{ ip: address('80.11.12.1'), ipMode: 'Proxy' }],
        ports: [
          {
            nodePort: 30000,
            endpoints: [
              endpoint('~10.244.1.5:8080@node1'),
              endpoint('10.244.2.5:8080@node2', { hints: { zones: ['z'], nodes: ['node2'] } }),
            ],
          },
        ],
      },
    ],
    nodes: [{ zone: 'other' }, {}],
    kubeProxy: { localhostNodePorts: false, randomFully: true },
  }

  test('canaries, the mangle table, health check ports, random ports, exceptions for loopback', () => {
    const document = nodeDocument(inOldVersion(sampleCluster(newer)), 'node1', { withCni: true })
    expect(document.tables.map(({ name }) => name)).toEqual(['filter', 'nat'])
    const all = JSON.stringify(document)
    expect(all).not.toMatch(/CANARY|HINT|31000|random-fully|! -d 127|KUBE-(EXT-|SVL-|PROXY-FIREWALL)|localnet/)
  })

  test('internalTrafficPolicy, hints, terminating endpoints and ipMode change nothing', () => {
    expect(lines(newer, ' --to-destination ')).toEqual([
      '-A KUBE-SEP -m comment --comment default/web: -m tcp -p tcp -j DNAT --to-destination 10.244.2.5:8080',
    ])
    expect(lines(newer, 'cluster IP" -m tcp -p tcp -d 10.96.0.100/32 --dport 80 -j')).toEqual([
      '-A KUBE-SERVICES -m comment --comment "default/web: cluster IP" -m tcp -p tcp -d 10.96.0.100/32 --dport 80 -j KUBE-SVC',
    ])
    expect(lines(newer, '-d 80.11.12.1/32')).toHaveLength(1)
  })
})

describe('pitfalls of this generation', () => {
  test('the rules of KUBE-SVC and KUBE-SEP keep their comments, as in dumps of v1.11', () => {
    for (const cluster of Object.values(oldClusters)) {
      const rules = compileIptables(cluster, 'node1').tables.flatMap((table) => table.rules)
      const bare = rules.filter(({ text }) => /^-A KUBE-(SVC|SEP)-/.test(text) && !text.includes('-m comment'))
      expect(bare).toEqual([])
    }
  })

  test('no endpoints: the node is refused at the ClusterIP, a forwarded Pod is not; a load balancer address has no rule', () => {
    const document = nodeDocument(
      inOldVersion(
        sampleCluster({
          services: [{ type: 'LoadBalancer', loadBalancer: [vip('80.11.12.1')], ports: [{ nodePort: 30000 }] }],
        }),
      ),
      'node1',
    )
    const rules = document.tables.flatMap((table) => table.rules.map(({ text }) => text))
    expect(rules.filter((text) => text.endsWith('-j REJECT'))).toEqual([
      '-A KUBE-SERVICES -m comment --comment "default/web: has no endpoints" -m tcp -p tcp -d 10.96.0.100/32 --dport 80 -j REJECT',
      '-A KUBE-EXTERNAL-SERVICES -m comment --comment "default/web: has no endpoints" -m addrtype --dst-type LOCAL -m tcp -p tcp --dport 30000 -j REJECT',
    ])
    expect(rules.filter((text) => /^-A (FORWARD|INPUT) .*-j KUBE-SERVICES/.test(text))).toEqual([])
    expect(rules.filter((text) => text.includes('80.11.12.1'))).toEqual([])
  })

  test('the drop mark is looked at on INPUT and OUTPUT only', () => {
    const [filter] = nodeDocument(oldClusters['v1.12-empty'] as never, 'node1').tables
    expect(filter?.rules.filter(({ text }) => text.endsWith('-j KUBE-FIREWALL')).map(({ text }) => text)).toEqual([
      '-A INPUT -j KUBE-FIREWALL',
      '-A OUTPUT -j KUBE-FIREWALL',
    ])
  })

  test('KUBE-XLB of a Local Service without endpoints is there, and empty', () => {
    const nat = compileIptables(
      inOldVersion(
        sampleCluster({
          services: [{ type: 'NodePort', externalTrafficPolicy: 'Local', ports: [{ nodePort: 30000 }] }],
        }),
      ),
      'node1',
    ).tables[1]
    const [xlb] = nat?.chains.filter(({ name }) => name.startsWith('KUBE-XLB-')) ?? []
    expect(xlb).toBeDefined()
    expect(nat?.rules.filter(({ text }) => text.includes(xlb?.name ?? ''))).toEqual([])
  })
})

describe('policy Local', () => {
  const local = (service: SampleService): SampleCluster => ({ services: [service] })
  const service = (endpoints: typeof here, more: object = {}) => ({
    type: 'NodePort' as const,
    externalTrafficPolicy: 'Local' as const,
    ports: [{ nodePort: 30000, endpoints }],
    ...more,
  })

  test('without a local endpoint what is not from a Pod is marked to be dropped', () => {
    expect(lines(local(service(there)), '-A KUBE-XLB')).toEqual([
      '-A KUBE-XLB -m comment --comment "Redirect pods trying to reach external loadbalancer VIP to clusterIP" -s 10.244.0.0/16 -j KUBE-SVC',
      '-A KUBE-XLB -m comment --comment "default/web: has no local endpoints" -j KUBE-MARK-DROP',
    ])
  })

  test('affinity comes between the exception for Pods and the balancing', () => {
    expect(lines(local(service([...here, ...there], { affinitySeconds: 60 })), '-A KUBE-XLB').slice(1)).toEqual([
      '-A KUBE-XLB -m comment --comment default/web: -m recent --name KUBE-SEP --rcheck --seconds 60 --reap -j KUBE-SEP',
      '-A KUBE-XLB -m comment --comment "Balancing rule 0 for default/web:" -j KUBE-SEP',
    ])
  })

  test('external addresses of a ClusterIP Service do not know the policy', () => {
    const cluster = local(
      service(there, { type: 'ClusterIP', externalIPs: [address('198.51.100.1')], ports: [{ endpoints: there }] }),
    )
    expect(lines(cluster, 'KUBE-XLB')).toEqual([])
  })

  test('loopback is masqueraded, in IPv6 too', () => {
    const six = { clusterIPs: [address('fd00:10:96::5')] }
    const endpoints = [endpoint('[fd00:10:244:1::2]:8080@node1')]
    expect(lines(local(service(endpoints, six)), '-A KUBE-NODEPORTS', 6)).toEqual([
      '-A KUBE-NODEPORTS -m comment --comment default/web: -m tcp -p tcp --dport 30000 -s ::1/128 -j KUBE-MARK-MASQ',
      '-A KUBE-NODEPORTS -m comment --comment default/web: -m tcp -p tcp --dport 30000 -j KUBE-XLB',
    ])
  })
})

test('without masquerading nothing from outside is marked, whatever way it comes', () => {
  const services = [
    {
      type: 'LoadBalancer' as const,
      externalIPs: [address('198.51.100.1')],
      loadBalancer: [vip('80.11.12.1')],
      ports: [{ nodePort: 30000, endpoints: here }],
    },
  ]
  const marks = (masquerade: boolean) =>
    lines({ services, lab: { whatIf: { masquerade } } }, '-j KUBE-MARK-MASQ').map((text) => text.split(' ')[1])
  expect(marks(true)).toEqual(['KUBE-SERVICES', 'KUBE-SERVICES', 'KUBE-FW', 'KUBE-NODEPORTS', 'KUBE-SEP'])
  expect(marks(false)).toEqual(['KUBE-SERVICES', 'KUBE-SEP'])
})

test('several load-balancer addresses repeat the block, behind the mark to drop', () => {
  const services = [
    {
      type: 'LoadBalancer' as const,
      loadBalancer: [vip('80.11.12.1'), vip('80.11.12.2')],
      loadBalancerSourceRanges: [cidr('192.168.0.0/24')],
      ports: [{ endpoints: here }],
    },
  ]
  expect(lines({ services }, '-A KUBE-FW').map((text) => text.replace(/^.*IP" ?/, ''))).toEqual([
    '-j KUBE-MARK-MASQ',
    '-s 192.168.0.0/24 -j KUBE-SVC',
    '-s 80.11.12.1/32 -j KUBE-SVC',
    '-j KUBE-MARK-DROP',
    '-j KUBE-MARK-MASQ',
    '-s 192.168.0.0/24 -j KUBE-SVC',
    '-s 80.11.12.2/32 -j KUBE-SVC',
    '-j KUBE-MARK-DROP',
  ])
})

describe('nodePortAddresses', () => {
  const jumps = (prefixes: readonly string[], family: 4 | 6 = 4) =>
    lines({ kubeProxy: { nodePortAddresses: prefixes.map((prefix) => cidr(prefix)) } }, 'must be the last', family).map(
      (text) => text.replace(/^.*chain" /, ''),
    )

  test.each([
    [[], ['-m addrtype --dst-type LOCAL -j KUBE-NODEPORTS']],
    [['192.168.0.0/24', '0.0.0.0/0'], ['-m addrtype --dst-type LOCAL -j KUBE-NODEPORTS']],
    [
      ['192.168.0.0/24', '127.0.0.0/8'],
      ['-d 127.0.0.1 -j KUBE-NODEPORTS', '-d 192.168.0.11 -j KUBE-NODEPORTS'],
    ],
    [['fd00:192:168::/64'], []],
  ])('%j', (prefixes, expected) => {
    expect(jumps(prefixes)).toEqual(expected)
  })
})
