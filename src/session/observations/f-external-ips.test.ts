import { describe } from 'vitest'
import { observed, probe, service } from './observed.arbitrary.ts'

function external(route?: string, ...lab: string[]): string {
  const routes = route === undefined ? [] : [`router: { routes: [{ to: 80.11.12.10/32, ${route} }] }`]
  return observed(service('name: a1', 'externalIPs: [80.11.12.10]'), [...routes, ...lab])
}

describe('An external IP', () => {
  probe('routed to a node that does not own it', external('via: node2'), {
    from: 'client',
    to: '80.11.12.10:80',
    pick: 'a1',
    outcome: 'answered',
    server: 'a1',
    sees: '192.168.0.12',
    packets: [
      'SYN: 203.0.113.10:* > 80.11.12.10:80 on client.eth0 router.wan router.lan node2.eth0 ⇒ 192.168.0.12:* > 10.244.1.2:8080 on node2.eth0 node1.eth0 node1.veth-a1 a1.eth0',
      'SYN-ACK: 10.244.1.2:8080 > 192.168.0.12:* on a1.eth0 node1.veth-a1 node1.cni0 node1.eth0 node2.eth0 ⇒ 80.11.12.10:80 > 203.0.113.10:* on node2.eth0 router.lan router.wan client.eth0',
    ],
  })

  probe('routed nowhere', external(), {
    from: 'client',
    to: '80.11.12.10:80',
    outcome: 'unreachable',
    cause: 'no-route',
    where: 'router',
    packets: [
      'SYN: 203.0.113.10:* > 80.11.12.10:80 on client.eth0 router.wan',
      'net-unreachable: 203.0.113.1 > 203.0.113.10 on router.wan client.eth0',
    ],
  })

  probe('into a black hole', external('blackhole: true'), {
    from: 'client',
    to: '80.11.12.10:80',
    outcome: 'timed-out',
    cause: 'black-hole',
    where: 'router',
    packets: ['SYN ×4: 203.0.113.10:* > 80.11.12.10:80 on client.eth0 router.wan'],
  })

  probe('taken for a neighbour that nobody is', external('onLink: true'), {
    from: 'client',
    to: '80.11.12.10:80',
    outcome: 'unreachable',
    cause: 'arp-outside',
    where: 'router',
    packets: [
      'SYN ×4: 203.0.113.10:* > 80.11.12.10:80 on client.eth0 router.wan',
      'host-unreachable: 203.0.113.1 > 203.0.113.10 on router.wan client.eth0',
    ],
  })

  probe('configured on a node of the LAN', external('onLink: true', 'nodes: { node2: { addresses: [80.11.12.10] } }'), {
    from: 'client',
    to: '80.11.12.10:80',
    pick: 'a1',
    outcome: 'answered',
    server: 'a1',
    sees: '192.168.0.12',
    packets: [
      'SYN: 203.0.113.10:* > 80.11.12.10:80 on client.eth0 router.wan router.lan node2.eth0 ⇒ 192.168.0.12:* > 10.244.1.2:8080 on node2.eth0 node1.eth0 node1.veth-a1 a1.eth0',
      'SYN-ACK: 10.244.1.2:8080 > 192.168.0.12:* on a1.eth0 node1.veth-a1 node1.cni0 node1.eth0 node2.eth0 ⇒ 80.11.12.10:80 > 203.0.113.10:* on node2.eth0 router.lan router.wan client.eth0',
    ],
  })

  probe('from a Pod it needs no route', external(), {
    from: 'b1',
    to: '80.11.12.10:80',
    pick: 'a1',
    outcome: 'answered',
    server: 'a1',
    sees: '10.244.1.1',
    packets: [
      'SYN: 10.244.1.3:* > 80.11.12.10:80 on b1.eth0 node1.veth-b1 ⇒ 10.244.1.1:* > 10.244.1.2:8080 on node1.veth-a1 a1.eth0',
      'SYN-ACK: 10.244.1.2:8080 > 10.244.1.1:* on a1.eth0 node1.veth-a1 ⇒ 80.11.12.10:80 > 10.244.1.3:* on node1.veth-b1 b1.eth0',
    ],
  })

  probe('from a node it needs no route', external(), {
    from: 'node3',
    to: '80.11.12.10:80',
    pick: 'a1',
    outcome: 'answered',
    server: 'a1',
    sees: '192.168.0.13',
    packets: [
      'SYN: 192.168.0.13:* > 10.244.1.2:8080 on node3.eth0 node1.eth0 node1.veth-a1 a1.eth0',
      'SYN-ACK: 10.244.1.2:8080 > 192.168.0.13:* on a1.eth0 node1.veth-a1 node1.cni0 node1.eth0 node3.eth0',
    ],
  })
})
