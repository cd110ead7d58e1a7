import { describe, expect, test } from 'vitest'
import { address } from '../net/address.ts'
import { cidr } from '../net/cidr.ts'
import { compileIptables } from './iptables.ts'
import { endpoint, type SampleCluster, sampleCluster } from './sample-cluster.arbitrary.ts'

/** kube-proxy's lines for node1 that contain a text, with their origins where a Service made them. */
function lines(sample: SampleCluster, containing: string | RegExp, family: 4 | 6 = 4): [string, string | undefined][] {
  return compileIptables(sampleCluster(sample), 'node1', family)
    .tables.flatMap((table) => table.rules)
    .filter(({ text }) => (typeof containing === 'string' ? text.includes(containing) : containing.test(text)))
    .map(({ text, origin }) => [text, origin])
}

const one = [endpoint('10.244.1.2:8080@node1')]

test('a whole document, in the order kube-proxy emits it', () => {
  const { tables } = compileIptables(
    sampleCluster({
      services: [{ namespace: 'ns1', name: 'svc1', ports: [{ name: 'p80', endpoints: [endpoint('10.180.0.1:80')] }] }],
    }),
    'node1',
  )
  expect(tables.map((table) => [table.name, table.chains.map((chain) => chain.name)])).toEqual([
    [
      'filter',
      [
        'KUBE-SERVICES',
        'KUBE-EXTERNAL-SERVICES',
        'KUBE-FORWARD',
        'KUBE-NODEPORTS',
        'KUBE-PROXY-FIREWALL',
        'KUBE-FIREWALL',
      ],
    ],
    [
      'nat',
      [
        'KUBE-SERVICES',
        'KUBE-NODEPORTS',
        'KUBE-POSTROUTING',
        'KUBE-MARK-MASQ',
        'KUBE-SVC-XPGD46QRK7WJZT7O',
        'KUBE-SEP-SXIVWICOYRO3J4NJ',
      ],
    ],
  ])
  const origin = (path: string): string => `Service ns1/svc1 ${path}`
  expect(tables[1]?.rules).toEqual([
    { text: '-A KUBE-POSTROUTING -m mark ! --mark 0x00004000/0x00004000 -j RETURN' },
    { text: '-A KUBE-POSTROUTING -j MARK --xor-mark 0x00004000' },
    {
      text: '-A KUBE-POSTROUTING -m comment --comment "kubernetes service traffic requiring SNAT" -j MASQUERADE --random-fully',
    },
    { text: '-A KUBE-MARK-MASQ -j MARK --or-mark 0x00004000' },
    {
      text: '-A KUBE-SERVICES -m comment --comment "ns1/svc1:p80 cluster IP" -m tcp -p tcp -d 10.96.0.100 --dport 80 -j KUBE-SVC-XPGD46QRK7WJZT7O',
      origin: origin('spec.clusterIP'),
    },
    {
      text: '-A KUBE-SVC-XPGD46QRK7WJZT7O -m comment --comment "ns1/svc1:p80 cluster IP" -m tcp -p tcp -d 10.96.0.100 --dport 80 ! -s 10.244.0.0/16 -j KUBE-MARK-MASQ',
      origin: origin('spec.clusterIP'),
    },
    {
      text: '-A KUBE-SVC-XPGD46QRK7WJZT7O -m comment --comment "ns1/svc1:p80 -> 10.180.0.1:80" -j KUBE-SEP-SXIVWICOYRO3J4NJ',
      origin: origin('spec.ports[0].port'),
    },
    {
      text: '-A KUBE-SEP-SXIVWICOYRO3J4NJ -m comment --comment ns1/svc1:p80 -s 10.180.0.1 -j KUBE-MARK-MASQ',
      origin: origin('spec.ports[0].targetPort'),
    },
    {
      text: '-A KUBE-SEP-SXIVWICOYRO3J4NJ -m comment --comment ns1/svc1:p80 -m tcp -p tcp -j DNAT --to-destination 10.180.0.1:80',
      origin: origin('spec.ports[0].targetPort'),
    },
    {
      text: '-A KUBE-SERVICES -m comment --comment "kubernetes service nodeports; NOTE: this must be the last rule in this chain" -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS',
    },
  ])
})

describe('what a Service must be to get rules', () => {
  test('headless, ExternalName, or of the other family: none', () => {
    const services = [
      { name: 'a', headless: true, clusterIPs: [] },
      { name: 'b', type: 'ExternalName' as const, clusterIPs: [] },
      { name: 'c', clusterIPs: [address('fd00::1')] },
    ]
    expect(lines({ services }, 'default/')).toEqual([])
    expect(lines({ services }, 'default/', 6)).toHaveLength(1)
  })

  test('a node port is honoured whatever the type', () => {
    const [[text, origin] = []] = lines(
      { services: [{ ports: [{ nodePort: 30080, endpoints: one }] }] },
      '--dport 30080',
    )
    expect(text).toMatch(
      /^-A KUBE-NODEPORTS -m comment --comment default\/web -m tcp -p tcp --dport 30080 -j KUBE-EXT-/,
    )
    expect(origin).toBe('Service default/web spec.ports[0].nodePort')
  })

  test('a health check port counts only for a LoadBalancer with policy Local', () => {
    const health = { healthCheckNodePort: 31000, externalTrafficPolicy: 'Local' as const, ports: [{ nodePort: 30080 }] }
    expect(lines({ services: [{ ...health, type: 'NodePort' }] }, '31000')).toEqual([])
    expect(
      lines({ services: [{ ...health, type: 'LoadBalancer', externalTrafficPolicy: 'Cluster' }] }, '31000'),
    ).toEqual([])
    expect(lines({ services: [{ ...health, type: 'LoadBalancer' }] }, '31000')).toEqual([
      [
        '-A KUBE-NODEPORTS -m comment --comment "default/web health check node port" -m tcp -p tcp --dport 31000 -j ACCEPT',
        'Service default/web spec.healthCheckNodePort',
      ],
    ])
  })

  test('a load-balancer address of mode Proxy gets no rule', () => {
    const loadBalancer = [{ ip: address('1.2.3.4'), ipMode: 'Proxy' as const }]
    expect(
      lines({ services: [{ type: 'LoadBalancer', loadBalancer, ports: [{ endpoints: one }] }] }, '1.2.3.4'),
    ).toEqual([])
  })
})

describe('no endpoints', () => {
  test('anywhere: refused, for the cluster IP by whoever forwards or sends it', () => {
    const services = [{ type: 'NodePort' as const, externalIPs: [address('1.2.3.4')], ports: [{ nodePort: 30080 }] }]
    expect(lines({ services }, 'default/web')).toEqual([
      [
        '-A KUBE-SERVICES -m comment --comment "default/web has no endpoints" -m tcp -p tcp -d 10.96.0.100 --dport 80 -j REJECT',
        'Service default/web spec.clusterIP',
      ],
      [
        '-A KUBE-EXTERNAL-SERVICES -m comment --comment "default/web has no endpoints" -m tcp -p tcp -d 1.2.3.4 --dport 80 -j REJECT',
        'Service default/web spec.externalIPs[0]',
      ],
      [
        '-A KUBE-EXTERNAL-SERVICES -m comment --comment "default/web has no endpoints" -m addrtype --dst-type LOCAL -m tcp -p tcp --dport 30080 -j REJECT',
        'Service default/web spec.ports[0].nodePort',
      ],
    ])
  })

  test('on this node only: dropped, but what comes from inside still finds the others', () => {
    const services = [
      {
        type: 'NodePort' as const,
        externalTrafficPolicy: 'Local' as const,
        ports: [{ nodePort: 30080, endpoints: [endpoint('10.244.2.2:80@node2')] }],
      },
    ]
    const policy = 'Service default/web spec.externalTrafficPolicy'
    expect(lines({ services }, 'no local endpoints')).toEqual([
      [
        '-A KUBE-EXTERNAL-SERVICES -m comment --comment "default/web has no local endpoints" -m addrtype --dst-type LOCAL -m tcp -p tcp --dport 30080 -j DROP',
        policy,
      ],
    ])
    const external = lines({ services }, /^-A KUBE-EXT-/)
    expect(external.map(([text]) => text.replace(/KUBE-(\w+)-\w{16}/g, '$1'))).toEqual([
      '-A EXT -m comment --comment "pod traffic for default/web external destinations" -s 10.244.0.0/16 -j SVC',
      '-A EXT -m comment --comment "masquerade LOCAL traffic for default/web external destinations" -m addrtype --src-type LOCAL -j KUBE-MARK-MASQ',
      '-A EXT -m comment --comment "route LOCAL traffic for default/web external destinations" -m addrtype --src-type LOCAL -j SVC',
    ])
    expect(external.every(([, origin]) => origin === policy)).toBe(true)
  })
})

describe('node ports', () => {
  const where = (sample: SampleCluster, family: 4 | 6 = 4): string[] =>
    lines(sample, 'must be the last rule', family).map(([text]) => text.replace(/^.*chain" | -j .*$/g, ''))

  test('are served on every local address, or on those asked for', () => {
    expect(where({})).toEqual(['-m addrtype --dst-type LOCAL'])
    expect(where({ kubeProxy: { nodePortAddresses: [cidr('0.0.0.0/0')] } })).toEqual(['-m addrtype --dst-type LOCAL'])
    expect(where({ kubeProxy: { nodePortAddresses: [cidr('192.168.0.0/16')] } })).toEqual(['-d 192.168.0.11'])
    expect(where({ kubeProxy: { nodePortAddresses: [cidr('10.244.0.0/16')] } })).toEqual(['-d 10.244.1.1'])
    expect(where({ kubeProxy: { nodePortAddresses: [cidr('203.0.113.0/24')] } })).toEqual([])
    expect(where({ kubeProxy: { nodePortAddresses: [cidr('fd00::/8')] } })).toEqual(['-m addrtype --dst-type LOCAL'])
  })

  test('on localhost, only for IPv4 and only if wanted', () => {
    expect(where({ kubeProxy: { localhostNodePorts: false } })).toEqual([
      '-m addrtype --dst-type LOCAL ! -d 127.0.0.0/8',
    ])
    expect(where({}, 6)).toEqual(['-m addrtype --dst-type LOCAL ! -d ::1/128'])
    const own = [cidr('127.0.0.0/8'), cidr('192.168.0.0/16')]
    expect(where({ kubeProxy: { nodePortAddresses: own } })).toEqual(['-d 127.0.0.1', '-d 192.168.0.11'])
    expect(where({ kubeProxy: { nodePortAddresses: own, localhostNodePorts: false } })).toEqual(['-d 192.168.0.11'])
    const lacks = { kubeProxy: { nodePortAddresses: [cidr('192.168.0.0/16')] } }
    expect(lines(lacks, 'block incoming localnet')).toEqual([])
    expect(lines({}, 'block incoming localnet')).toHaveLength(1)
  })

  test('include addresses the Lab gives the node', () => {
    const nodes = [{ lab: { addresses: ['80.11.12.10/24'] } }]
    expect(where({ nodes, kubeProxy: { nodePortAddresses: [cidr('80.0.0.0/8')] } })).toEqual(['-d 80.11.12.10'])
  })
})

test('nfacct counters appear when the machine has them', () => {
  const kubeProxy = { nfacctCounters: ['ct_state_invalid_dropped_pkts', 'localhost_nps_accepted_pkts'] }
  const services = [{ ports: [{ nodePort: 30080, endpoints: one }] }]
  expect(lines({ services, kubeProxy }, 'nfacct').map(([text]) => text.replace(/KUBE-EXT-\w+/, 'KUBE-EXT'))).toEqual([
    '-A KUBE-FORWARD -m conntrack --ctstate INVALID -m nfacct --nfacct-name ct_state_invalid_dropped_pkts -j DROP',
    '-A KUBE-NODEPORTS -m comment --comment default/web -m tcp -p tcp -d 127.0.0.0/8 --dport 30080 -m nfacct --nfacct-name localhost_nps_accepted_pkts -j KUBE-EXT',
  ])
})

test('source ranges: the node may come in by the address of the load balancer if a range holds its own', () => {
  const guarded = (range: string) =>
    lines(
      {
        services: [
          {
            type: 'LoadBalancer',
            loadBalancer: [{ ip: address('5.6.7.8'), ipMode: 'VIP' }],
            loadBalancerSourceRanges: [cidr(range)],
            ports: [{ endpoints: one }],
          },
        ],
      },
      /^-A KUBE-FW-/,
    ).map(([text, origin]) => [text.replace(/^.*?(-s \S+)?(?= -j |$).*$/, '$1'), origin?.split(' ')[2]])
  expect(guarded('203.0.113.0/25')).toEqual([
    ['-s 203.0.113.0/25', 'spec.loadBalancerSourceRanges[0]'],
    ['', 'spec.loadBalancerSourceRanges'],
  ])
  expect(guarded('192.168.0.0/16')).toEqual([
    ['-s 192.168.0.0/16', 'spec.loadBalancerSourceRanges[0]'],
    ['-s 5.6.7.8', 'status.loadBalancer.ingress[0].ip'],
    ['', 'spec.loadBalancerSourceRanges'],
  ])
})
