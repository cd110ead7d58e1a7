import { describe } from 'vitest'
import { observed, probe, service } from './observed.arbitrary.ts'

const masqueradeOff = () => 'whatIf: { masquerade: false }'

describe('The node port at 127.0.0.1', () => {
  probe('a Pod on this node', observed(service('name: a1')), {
    from: 'node1',
    to: '127.0.0.1:30080',
    pick: 'a1',
    outcome: 'answered',
    server: 'a1',
    sees: '10.244.1.1',
    packets: [
      'SYN: 10.244.1.1:* > 10.244.1.2:8080 on node1.veth-a1 a1.eth0',
      'SYN-ACK: 10.244.1.2:8080 > 10.244.1.1:* on a1.eth0 node1.veth-a1 ⇒ 10.244.1.2:8080 > 127.0.0.1:* on node1.cni0',
    ],
  })

  probe('a Pod on another node', observed(service('name: a1')), {
    from: 'node2',
    to: '127.0.0.1:30080',
    pick: 'a1',
    outcome: 'answered',
    server: 'a1',
    sees: '192.168.0.12',
    packets: [
      'SYN: 192.168.0.12:* > 10.244.1.2:8080 on node2.eth0 node1.eth0 node1.veth-a1 a1.eth0',
      'SYN-ACK: 10.244.1.2:8080 > 192.168.0.12:* on a1.eth0 node1.veth-a1 node1.cni0 node1.eth0 node2.eth0',
    ],
  })

  probe('route_localnet off', observed(service('name: a1'), ['whatIf: { routeLocalnet: false }']), {
    from: 'node1',
    to: '127.0.0.1:30080',
    outcome: 'timed-out',
    cause: 'route-localnet',
    where: 'node1',
    packets: ['SYN ×4:'],
  })

  probe('route_localnet off, the Pod elsewhere', observed(service('name: a1'), ['whatIf: { routeLocalnet: false }']), {
    from: 'node2',
    to: '127.0.0.1:30080',
    outcome: 'timed-out',
    cause: 'route-localnet',
    where: 'node2',
    packets: ['SYN ×4:'],
  })

  probe('no masquerade: ARP is asked in the name of 127.0.0.1', observed(service('name: a1'), [masqueradeOff()]), {
    from: 'node1',
    to: '127.0.0.1:30080',
    // Once ARP has given up, after three seconds, the node tells itself over lo.
    outcome: 'unreachable',
    cause: 'localhost-no-snat',
    where: 'node1',
    packets: ['SYN ×4:', 'host-unreachable:'],
  })

  probe('the node’s own address', observed(service('name: a1')), {
    from: 'node1',
    to: '192.168.0.11:30080',
    pick: 'a1',
    outcome: 'answered',
    server: 'a1',
    sees: '10.244.1.1',
    packets: [
      'SYN: 10.244.1.1:* > 10.244.1.2:8080 on node1.veth-a1 a1.eth0',
      'SYN-ACK: 10.244.1.2:8080 > 10.244.1.1:* on a1.eth0 node1.veth-a1 ⇒ 10.244.1.2:8080 > 192.168.0.11:* on node1.cni0',
    ],
  })

  probe('policy Local and no Pod here', observed(service('name: a1', 'externalTrafficPolicy: Local')), {
    from: 'node2',
    to: '127.0.0.1:30080',
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
