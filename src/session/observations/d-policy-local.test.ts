import { describe } from 'vitest'
import { observed, probe, service } from './observed.arbitrary.ts'

const local = observed(service('name: a1', 'externalTrafficPolicy: Local'))

describe('A node port, policy Local', () => {
  probe('the node with the Pod keeps the client', local, {
    from: 'client',
    to: '192.168.0.11:30080',
    pick: 'a1',
    outcome: 'answered',
    server: 'a1',
    sees: '203.0.113.10',
    packets: [
      'SYN: 203.0.113.10:* > 192.168.0.11:30080 on client.eth0 router.wan router.lan node1.eth0 ⇒ 203.0.113.10:* > 10.244.1.2:8080 on node1.veth-a1 a1.eth0',
      'SYN-ACK: 10.244.1.2:8080 > 203.0.113.10:* on a1.eth0 node1.veth-a1 node1.cni0 ⇒ 192.168.0.11:30080 > 203.0.113.10:* on node1.eth0 router.lan router.wan client.eth0',
    ],
  })

  probe('a node without one drops in INPUT', local, {
    from: 'client',
    to: '192.168.0.12:30080',
    outcome: 'timed-out',
    cause: 'no-local-endpoint',
    where: 'node2',
    packets: ['SYN ×4: 203.0.113.10:* > 192.168.0.12:30080 on client.eth0 router.wan router.lan node2.eth0'],
  })

  probe('a Pod on a node without one is sent on', local, {
    from: 'b2',
    to: '192.168.0.12:30080',
    pick: 'a1',
    outcome: 'answered',
    server: 'a1',
    sees: '10.244.2.3',
    packets: [
      'SYN: 10.244.2.3:* > 192.168.0.12:30080 on b2.eth0 node2.veth-b2 ⇒ 10.244.2.3:* > 10.244.1.2:8080 on node2.cni0 node2.eth0 node1.eth0 node1.veth-a1 a1.eth0',
      'SYN-ACK: 10.244.1.2:8080 > 10.244.2.3:* on a1.eth0 node1.veth-a1 node1.cni0 node1.eth0 node2.eth0 ⇒ 192.168.0.12:30080 > 10.244.2.3:* on node2.veth-b2 b2.eth0',
    ],
  })

  probe('a Pod asks the node with the Pod', local, {
    from: 'b2',
    to: '192.168.0.11:30080',
    pick: 'a1',
    outcome: 'answered',
    server: 'a1',
    sees: '10.244.2.3',
    packets: [
      'SYN: 10.244.2.3:* > 192.168.0.11:30080 on b2.eth0 node2.veth-b2 node2.cni0 node2.eth0 node1.eth0 ⇒ 10.244.2.3:* > 10.244.1.2:8080 on node1.veth-a1 a1.eth0',
      'SYN-ACK: 10.244.1.2:8080 > 10.244.2.3:* on a1.eth0 node1.veth-a1 node1.cni0 ⇒ 192.168.0.11:30080 > 10.244.2.3:* on node1.eth0 node2.eth0 node2.veth-b2 b2.eth0',
    ],
  })

  probe('a Pod that asks another node is answered across its own bridge, and resets', local, {
    from: 'b1',
    to: '192.168.0.12:30080',
    outcome: 'timed-out',
    cause: 'neighbour-reply',
    where: 'default/b1',
    packets: [
      'SYN ×4: 10.244.1.3:* > 192.168.0.12:30080 on b1.eth0 node1.veth-b1 node1.cni0 node1.eth0 node2.eth0 ⇒ 10.244.1.3:* > 10.244.1.2:8080 on node2.eth0 node1.eth0 node1.veth-a1 a1.eth0',
      'SYN-ACK ×4: 10.244.1.2:8080 > 10.244.1.3:* on a1.eth0 node1.veth-a1 node1.veth-b1 b1.eth0',
      'RST ×4: 10.244.1.3:* > 10.244.1.2:8080 on b1.eth0 node1.veth-b1 node1.veth-a1 a1.eth0',
    ],
  })

  probe('the node itself is sent on and masqueraded', local, {
    from: 'node2',
    to: '192.168.0.12:30080',
    pick: 'a1',
    outcome: 'answered',
    server: 'a1',
    sees: '192.168.0.12',
    packets: [
      'SYN: 192.168.0.12:* > 10.244.1.2:8080 on node2.eth0 node1.eth0 node1.veth-a1 a1.eth0',
      'SYN-ACK: 10.244.1.2:8080 > 192.168.0.12:* on a1.eth0 node1.veth-a1 node1.cni0 node1.eth0 node2.eth0',
    ],
  })
})
