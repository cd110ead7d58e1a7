import { describe } from 'vitest'
import { observed, probe, service } from './observed.arbitrary.ts'

describe('A node port, policy Cluster', () => {
  probe('a Pod on another node sees the contacted node', observed(service('name: a1')), {
    from: 'client',
    to: '192.168.0.12:30080',
    pick: 'a1',
    outcome: 'answered',
    server: 'a1',
    sees: '192.168.0.12',
    packets: [
      'SYN: 203.0.113.10:* > 192.168.0.12:30080 on client.eth0 router.wan router.lan node2.eth0 ⇒ 192.168.0.12:* > 10.244.1.2:8080 on node2.eth0 node1.eth0 node1.veth-a1 a1.eth0',
      'SYN-ACK: 10.244.1.2:8080 > 192.168.0.12:* on a1.eth0 node1.veth-a1 node1.cni0 node1.eth0 node2.eth0 ⇒ 192.168.0.12:30080 > 203.0.113.10:* on node2.eth0 router.lan router.wan client.eth0',
    ],
  })

  probe('a Pod on the contacted node sees the bridge', observed(service('name: a1')), {
    from: 'client',
    to: '192.168.0.11:30080',
    pick: 'a1',
    outcome: 'answered',
    server: 'a1',
    sees: '10.244.1.1',
    packets: [
      'SYN: 203.0.113.10:* > 192.168.0.11:30080 on client.eth0 router.wan router.lan node1.eth0 ⇒ 10.244.1.1:* > 10.244.1.2:8080 on node1.veth-a1 a1.eth0',
      'SYN-ACK: 10.244.1.2:8080 > 10.244.1.1:* on a1.eth0 node1.veth-a1 ⇒ 10.244.1.2:8080 > 203.0.113.10:* on node1.cni0 ⇒ 192.168.0.11:30080 > 203.0.113.10:* on node1.eth0 router.lan router.wan client.eth0',
    ],
  })

  probe('from a Pod, through another node', observed(service('name: a1')), {
    from: 'b1',
    to: '192.168.0.12:30080',
    pick: 'a1',
    outcome: 'answered',
    server: 'a1',
    sees: '192.168.0.12',
    packets: [
      'SYN: 10.244.1.3:* > 192.168.0.12:30080 on b1.eth0 node1.veth-b1 node1.cni0 node1.eth0 node2.eth0 ⇒ 192.168.0.12:* > 10.244.1.2:8080 on node2.eth0 node1.eth0 node1.veth-a1 a1.eth0',
      'SYN-ACK: 10.244.1.2:8080 > 192.168.0.12:* on a1.eth0 node1.veth-a1 node1.cni0 node1.eth0 node2.eth0 ⇒ 192.168.0.12:30080 > 10.244.1.3:* on node2.eth0 node1.eth0 node1.veth-b1 b1.eth0',
    ],
  })

  probe('from a Pod, through its own node', observed(service('name: a1')), {
    from: 'b1',
    to: '192.168.0.11:30080',
    pick: 'a1',
    outcome: 'answered',
    server: 'a1',
    sees: '10.244.1.1',
    packets: [
      'SYN: 10.244.1.3:* > 192.168.0.11:30080 on b1.eth0 node1.veth-b1 ⇒ 10.244.1.1:* > 10.244.1.2:8080 on node1.veth-a1 a1.eth0',
      'SYN-ACK: 10.244.1.2:8080 > 10.244.1.1:* on a1.eth0 node1.veth-a1 ⇒ 192.168.0.11:30080 > 10.244.1.3:* on node1.veth-b1 b1.eth0',
    ],
  })

  probe('the bridge’s address has the node port too', observed(service('name: a1')), {
    from: 'b1',
    to: '10.244.1.1:30080',
    pick: 'a1',
    outcome: 'answered',
    server: 'a1',
    sees: '10.244.1.1',
    packets: [
      'SYN: 10.244.1.3:* > 10.244.1.1:30080 on b1.eth0 node1.veth-b1 ⇒ 10.244.1.1:* > 10.244.1.2:8080 on node1.veth-a1 a1.eth0',
      'SYN-ACK: 10.244.1.2:8080 > 10.244.1.1:* on a1.eth0 node1.veth-a1 ⇒ 10.244.1.1:30080 > 10.244.1.3:* on node1.veth-b1 b1.eth0',
    ],
  })

  probe('a port without rule or process', observed(service('name: a1')), {
    from: 'client',
    to: '192.168.0.12:30081',
    outcome: 'refused',
    cause: 'node-port-closed',
    where: 'node2',
    packets: [
      'SYN: 203.0.113.10:* > 192.168.0.12:30081 on client.eth0 router.wan router.lan node2.eth0',
      'RST: 192.168.0.12:30081 > 203.0.113.10:* on node2.eth0 router.lan router.wan client.eth0',
    ],
  })
})
