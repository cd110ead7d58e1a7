import { describe } from 'vitest'
import { observed, probe } from './observed.arbitrary.ts'

const dns = (selector: string) =>
  `{ clusterIP: 10.96.0.10, selector: { ${selector} }, ports: [{ port: 53, protocol: UDP }] }`

describe('A UDP Service', () => {
  probe('one query', observed(dns('kind: a')), {
    from: 'b1',
    to: '10.96.0.10:53',
    pick: 'a2',
    protocol: 'UDP',
    outcome: 'answered',
    server: 'a2',
    sees: '10.244.1.3',
    packets: [
      'request: 10.244.1.3:* > 10.96.0.10:53 on b1.eth0 node1.veth-b1 ⇒ 10.244.1.3:* > 10.244.2.2:53 on node1.cni0 node1.eth0 node2.eth0 node2.veth-a2 a2.eth0',
      'response: 10.244.2.2:53 > 10.244.1.3:* on a2.eth0 node2.veth-a2 node2.cni0 node2.eth0 node1.eth0 ⇒ 10.96.0.10:53 > 10.244.1.3:* on node1.veth-b1 b1.eth0',
    ],
  })

  probe('TCP where only UDP has a rule', observed(dns('kind: a')), {
    from: 'b1',
    to: '10.96.0.10:53',
    protocol: 'TCP',
    outcome: 'timed-out',
    cause: 'cluster-ip-port',
    packets: ['SYN ×4: 10.244.1.3:* > 10.96.0.10:53 on b1.eth0 node1.veth-b1 node1.cni0 node1.eth0 router.lan'],
  })

  probe('from the node itself', observed(dns('kind: a')), {
    from: 'node1',
    to: '10.96.0.10:53',
    pick: 'a2',
    protocol: 'UDP',
    outcome: 'answered',
    server: 'a2',
    sees: '192.168.0.11',
    packets: [
      'request: 192.168.0.11:* > 10.244.2.2:53 on node1.eth0 node2.eth0 node2.veth-a2 a2.eth0',
      'response: 10.244.2.2:53 > 192.168.0.11:* on a2.eth0 node2.veth-a2 node2.cni0 node2.eth0 node1.eth0',
    ],
  })
})
