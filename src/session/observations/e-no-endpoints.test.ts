import { describe } from 'vitest'
import { observed, probe, service } from './observed.arbitrary.ts'

const dns = (selector: string) =>
  `{ clusterIP: 10.96.0.10, selector: { ${selector} }, ports: [{ port: 53, protocol: UDP }] }`

describe('A Service without endpoints', () => {
  probe('a Pod that asks the ClusterIP', observed(service('name: nobody')), {
    from: 'b1',
    to: '10.96.0.100:80',
    outcome: 'refused',
    cause: 'no-endpoint',
    where: 'node1',
    packets: [
      'SYN: 10.244.1.3:* > 10.96.0.100:80 on b1.eth0 node1.veth-b1 node1.cni0',
      'port-unreachable: 10.244.1.1 > 10.244.1.3 on node1.veth-b1 b1.eth0',
    ],
  })

  probe('the node itself', observed(service('name: nobody')), {
    from: 'node1',
    to: '10.96.0.100:80',
    outcome: 'refused',
    cause: 'no-endpoint',
    where: 'node1',
    packets: ['SYN:', 'port-unreachable:'],
  })

  probe('over UDP', observed(dns('name: nobody')), {
    from: 'b1',
    to: '10.96.0.10:53',
    protocol: 'UDP',
    outcome: 'refused',
    cause: 'no-endpoint',
    where: 'node1',
    packets: [
      'request: 10.244.1.3:* > 10.96.0.10:53 on b1.eth0 node1.veth-b1 node1.cni0',
      'port-unreachable: 10.244.1.1 > 10.244.1.3 on node1.veth-b1 b1.eth0',
    ],
  })

  probe('the node port', observed(service('name: nobody')), {
    from: 'client',
    to: '192.168.0.12:30080',
    outcome: 'refused',
    cause: 'no-endpoint',
    where: 'node2',
    packets: [
      'SYN: 203.0.113.10:* > 192.168.0.12:30080 on client.eth0 router.wan router.lan node2.eth0',
      'port-unreachable: 192.168.0.12 > 203.0.113.10 on node2.eth0 router.lan router.wan client.eth0',
    ],
  })

  probe(
    'an external IP',
    observed(service('name: nobody', 'externalIPs: [80.11.12.10]'), [
      'router: { routes: [{ to: 80.11.12.10/32, via: node2 }] }',
    ]),
    {
      from: 'client',
      to: '80.11.12.10:80',
      outcome: 'refused',
      cause: 'no-endpoint',
      where: 'node2',
      packets: [
        'SYN: 203.0.113.10:* > 80.11.12.10:80 on client.eth0 router.wan router.lan node2.eth0',
        'port-unreachable: 192.168.0.12 > 203.0.113.10 on node2.eth0 router.lan router.wan client.eth0',
      ],
    },
  )
})
