import { describe, expect, test } from 'vitest'
import { address } from '../net/address.ts'
import { cidr } from '../net/cidr.ts'
import { endpoint, type SampleCluster, type SampleService } from './sample-cluster.arbitrary.ts'
import { chainsOf, reaches, rulesIn, rulesWith } from './short-rules.arbitrary.ts'

const both = [endpoint('10.244.1.2:80@node1'), endpoint('10.244.2.2:80@node2')]
const remote = [endpoint('10.244.2.2:80@node2')]
const everywhere = '10.244.1.2:80, 10.244.2.2:80'
const pod = '10.244.1.9'
const node = '192.168.0.11'
const client = '203.0.113.2'

/** A Service that answers at its cluster IP, an external IP, a load balancer's address and a node port. */
function open(more: SampleService, endpoints = both): SampleCluster {
  return {
    services: [
      {
        type: 'LoadBalancer',
        externalIPs: [address('198.51.100.7')],
        loadBalancer: [{ ip: address('80.11.12.10'), ipMode: 'VIP' }],
        ...more,
        ports: [{ nodePort: 30080, endpoints }],
      },
    ],
  }
}

const outside = ['198.51.100.7:80', '80.11.12.10:80', `${node}:30080`] as const

describe('ways in from outside', () => {
  test('all lead through KUBE-EXT, where policy Cluster masquerades everybody, Pods included', () => {
    const sample = open({})
    const targets = [...rulesIn(sample, 'KUBE-SERVICES'), ...rulesIn(sample, 'KUBE-NODEPORTS')]
      .filter((rule) => rule.includes('default/web'))
      .map((rule) => rule.replace(/^.* -j /, ''))
    expect(targets).toEqual(['SVC', 'EXT', 'EXT', 'EXT'])
    for (const to of outside) {
      for (const from of [pod, node, client]) expect(reaches(sample, from, to)).toBe(`${everywhere} masq`)
    }
    expect(reaches(sample, pod, '10.96.0.100:80')).toBe(everywhere)
  })

  test('with policy Local Pods and the node itself still have every endpoint, Pods unmasqueraded', () => {
    const sample = open({ externalTrafficPolicy: 'Local' })
    for (const to of outside) {
      expect(reaches(sample, pod, to)).toBe(everywhere)
      expect(reaches(sample, node, to)).toBe(`${everywhere} masq`)
      expect(reaches(sample, client, to)).toBe('10.244.1.2:80')
    }
    const blind: SampleCluster = { ...sample, kubeProxy: { detectLocal: { mode: 'none' } } }
    expect(reaches(blind, pod, '80.11.12.10:80')).toBe('10.244.1.2:80')
    expect(reaches(blind, node, '80.11.12.10:80')).toBe(`${everywhere} masq`)
  })

  test('with policy Local and no endpoint here KUBE-EXT is there all the same, only its last rule is not', () => {
    const sample = open({ externalTrafficPolicy: 'Local' }, remote)
    expect(chainsOf(sample)).toEqual(['EXT', 'SEP', 'SVC'])
    expect(rulesIn(open({ externalTrafficPolicy: 'Local' }), 'EXT').at(-1)).toBe('-j SVL')
    expect(rulesIn(sample, 'EXT').at(-1)).toMatch(/--src-type LOCAL -j SVC$/)
    for (const to of outside) {
      expect(reaches(sample, pod, to)).toBe('10.244.2.2:80')
      expect(reaches(sample, client, to)).toBe('DROP')
    }
  })
})

test('internalTrafficPolicy Local leads the cluster IP to KUBE-SVL, its masquerading too, and nothing else', () => {
  const sample = open({ internalTrafficPolicy: 'Local' })
  expect(rulesIn(sample, 'KUBE-SERVICES')[0]).toMatch(/default\/web cluster IP.* -j SVL$/)
  expect(rulesIn(sample, 'SVL')[0]).toMatch(/! -s 10\.244\.0\.0\/16 -j KUBE-MARK-MASQ$/)
  expect(rulesIn(sample, 'SVC').filter((rule) => rule.includes('KUBE-MARK-MASQ'))).toEqual([])
  expect(reaches(sample, pod, '10.96.0.100:80')).toBe('10.244.1.2:80')
  for (const to of outside) expect(reaches(sample, client, to)).toBe(`${everywhere} masq`)
})

describe('refusing', () => {
  const policy = { externalTrafficPolicy: 'Local', internalTrafficPolicy: 'Local' } as const

  test('no endpoint on any node is rejected, one on another node only is dropped', () => {
    for (const to of ['10.96.0.100:80', ...outside]) {
      expect(reaches(open(policy, []), client, to)).toBe('REJECT')
      expect(reaches(open(policy, remote), client, to)).toBe('DROP')
    }
  })

  test('a remote endpoint that is terminating but serving turns REJECT into DROP', () => {
    const leaving = [endpoint('~10.244.2.2:80@node2')]
    for (const to of outside) expect(reaches(open(policy, leaving), client, to)).toBe('DROP')
    const unready = [endpoint('!10.244.2.2:80@node2')]
    for (const to of outside) expect(reaches(open(policy, unready), client, to)).toBe('REJECT')
  })
})

describe('terminating endpoints', () => {
  const leaving = [endpoint('~10.244.1.5:80@node1'), endpoint('10.244.2.2:80@node2')]

  test('serve policy Local on their node while the cluster IP uses the ready one elsewhere', () => {
    const sample = open({ externalTrafficPolicy: 'Local' }, leaving)
    expect(reaches(sample, pod, '10.96.0.100:80')).toBe('10.244.2.2:80')
    expect(reaches(sample, client, '80.11.12.10:80')).toBe('10.244.1.5:80')
  })

  test('must serve and terminate both: unready ones are no fallback', () => {
    const unready = endpoint('10.244.1.5:80@node1', { ready: false, serving: true, terminating: false })
    const gone = endpoint('10.244.1.6:80@node1', { ready: false, serving: false, terminating: true })
    const sample = open({ externalTrafficPolicy: 'Local' }, [unready, gone])
    expect(reaches(sample, pod, '10.96.0.100:80')).toBe('REJECT')
    expect(reaches(sample, client, '80.11.12.10:80')).toBe('REJECT')
  })
})

describe('loadBalancerSourceRanges', () => {
  const ranges = (...all: string[]): SampleService => ({ loadBalancerSourceRanges: all.map((range) => cidr(range)) })

  test('never guard node ports, and keep Pods out when their range is not among them', () => {
    const sample = open(ranges('203.0.113.0/25'))
    expect(reaches(sample, client, '80.11.12.10:80')).toBe(`${everywhere} masq`)
    expect(reaches(sample, '203.0.113.130', '80.11.12.10:80')).toBe('DROP')
    expect(reaches(sample, pod, '80.11.12.10:80')).toBe('DROP')
    expect(reaches(sample, '203.0.113.130', `${node}:30080`)).toBe(`${everywhere} masq`)
    expect(reaches(open(ranges('203.0.113.0/25', '10.244.0.0/16')), pod, '80.11.12.10:80')).toBe(`${everywhere} masq`)
  })

  test('let the node in by the address of the load balancer only if a range holds the node’s own', () => {
    expect(reaches(open(ranges('203.0.113.0/25')), '80.11.12.10', '80.11.12.10:80')).toBe('DROP')
    const own = open(ranges('192.168.0.0/24'))
    expect(reaches(own, '80.11.12.10', '80.11.12.10:80')).toBe(`${everywhere} masq`)
  })

  test('without endpoints there is no KUBE-FW: everybody is rejected', () => {
    const sample = open(ranges('203.0.113.0/25'), [])
    expect(chainsOf(sample)).toEqual([])
    expect(rulesIn(sample, 'KUBE-PROXY-FIREWALL')).toEqual([])
    expect(reaches(sample, '203.0.113.130', '80.11.12.10:80')).toBe('REJECT')
  })

  test('write their DROPs before the refusals of all addresses: these come from a second loop', () => {
    const two = open(
      {
        ...ranges('203.0.113.0/25'),
        externalTrafficPolicy: 'Local',
        loadBalancer: [
          { ip: address('80.11.12.10'), ipMode: 'VIP' },
          { ip: address('80.11.12.11'), ipMode: 'VIP' },
        ],
      },
      remote,
    )
    const order = rulesWith(two, '-d 80.11.12.1').filter((rule) => rule.endsWith('-j DROP'))
    expect(order.map((rule) => rule.replace(/^-A (\S+) .* -d (\S+) .*$/, '$1 $2'))).toEqual([
      'KUBE-PROXY-FIREWALL 80.11.12.10',
      'KUBE-PROXY-FIREWALL 80.11.12.11',
      'KUBE-EXTERNAL-SERVICES 80.11.12.10',
      'KUBE-EXTERNAL-SERVICES 80.11.12.11',
    ])
  })
})

describe('ports', () => {
  test('nodePort is honoured whatever the type says, and there is none when nothing was allocated', () => {
    const typed = (type: 'ClusterIP' | 'LoadBalancer', nodePort?: number): SampleCluster => ({
      services: [{ type, ports: [{ endpoints: both, ...(nodePort === undefined ? {} : { nodePort }) }] }],
    })
    expect(reaches(typed('ClusterIP', 30080), client, `${node}:30080`)).toBe(`${everywhere} masq`)
    expect(rulesIn(typed('LoadBalancer'), 'KUBE-NODEPORTS')).toEqual([])
  })

  test('healthCheckNodePort counts for a LoadBalancer with policy Local only, endpoints or not', () => {
    const accepts = (more: SampleService, endpoints = both) =>
      reaches(open({ healthCheckNodePort: 31999, ...more }, endpoints), client, `${node}:31999`)
    expect(accepts({ externalTrafficPolicy: 'Local' })).toBe('ACCEPT')
    expect(accepts({ externalTrafficPolicy: 'Local' }, [])).toBe('ACCEPT')
    expect(accepts({ externalTrafficPolicy: 'Cluster' })).toBe('')
    expect(accepts({ externalTrafficPolicy: 'Local', type: 'NodePort' })).toBe('')
  })

  test('a node port has the policy of its own Service, not of the one that is talked about', () => {
    const endpoints = both
    const sample: SampleCluster = {
      services: [
        { name: 'cluster', type: 'NodePort', ports: [{ nodePort: 3001, endpoints }] },
        {
          name: 'local',
          type: 'NodePort',
          clusterIPs: [address('10.96.0.101')],
          externalTrafficPolicy: 'Local',
          ports: [{ nodePort: 3002, endpoints }],
        },
      ],
    }
    expect(reaches(sample, client, `${node}:3001`)).toBe(`${everywhere} masq`)
    expect(reaches(sample, client, `${node}:3002`)).toBe('10.244.1.2:80')
  })
})

test('masqueradeAll replaces the question for Pods at the cluster IP and leaves KUBE-EXT alone', () => {
  const plain = open({ externalTrafficPolicy: 'Local' })
  const all: SampleCluster = { ...plain, kubeProxy: { masqueradeAll: true } }
  expect(rulesIn(plain, 'SVC')[0]).toContain('! -s 10.244.0.0/16 -j KUBE-MARK-MASQ')
  expect(rulesIn(all, 'SVC')[0]).toMatch(/--dport 80 -j KUBE-MARK-MASQ$/)
  expect(rulesIn(all, 'EXT')).toEqual(rulesIn(plain, 'EXT'))
  expect(reaches(all, pod, '10.96.0.100:80')).toBe(`${everywhere} masq`)
  expect(reaches(all, client, '80.11.12.10:80')).toBe('10.244.1.2:80')
})
