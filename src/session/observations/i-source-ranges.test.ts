import { describe } from 'vitest'
import { observed, probe, service } from './observed.arbitrary.ts'

function ranges(...lab: string[]): string {
  const spec = service('name: a1', 'loadBalancerSourceRanges: [203.0.113.0/24]').replace('NodePort', 'LoadBalancer')
  const route = 'router: { routes: [{ to: 80.11.12.20/32, via: node2 }] }'
  const text = observed(spec, [route, ...lab])
  return text.replace('\n---\n', '\nstatus: { loadBalancer: { ingress: [{ ip: 80.11.12.20 }] } }\n---\n')
}

describe('A load-balancer address with source ranges', () => {
  probe('a client inside the range', ranges(), {
    from: 'client',
    to: '80.11.12.20:80',
    pick: 'a1',
    outcome: 'answered',
    server: 'a1',
    sees: '192.168.0.12',
    packets: [
      'SYN: 203.0.113.10:* > 80.11.12.20:80 on client.eth0 router.wan router.lan node2.eth0 ⇒ 192.168.0.12:* > 10.244.1.2:8080 on node2.eth0 node1.eth0 node1.veth-a1 a1.eth0',
      'SYN-ACK: 10.244.1.2:8080 > 192.168.0.12:* on a1.eth0 node1.veth-a1 node1.cni0 node1.eth0 node2.eth0 ⇒ 80.11.12.20:80 > 203.0.113.10:* on node2.eth0 router.lan router.wan client.eth0',
    ],
  })

  probe('a client outside the range', ranges(), {
    from: 'client2',
    to: '80.11.12.20:80',
    outcome: 'timed-out',
    cause: 'source-range',
    where: 'node2',
    packets: ['SYN ×4: 198.51.100.10:* > 80.11.12.20:80 on client2.eth0 router.wan1 router.lan node2.eth0'],
  })

  probe('the node port is not guarded', ranges(), {
    from: 'client2',
    to: '192.168.0.12:30080',
    pick: 'a1',
    outcome: 'answered',
    server: 'a1',
    sees: '192.168.0.12',
    packets: [
      'SYN: 198.51.100.10:* > 192.168.0.12:30080 on client2.eth0 router.wan1 router.lan node2.eth0 ⇒ 192.168.0.12:* > 10.244.1.2:8080 on node2.eth0 node1.eth0 node1.veth-a1 a1.eth0',
      'SYN-ACK: 10.244.1.2:8080 > 192.168.0.12:* on a1.eth0 node1.veth-a1 node1.cni0 node1.eth0 node2.eth0 ⇒ 192.168.0.12:30080 > 198.51.100.10:* on node2.eth0 router.lan router.wan1 client2.eth0',
    ],
  })

  probe('a Pod outside the range', ranges(), {
    from: 'b1',
    to: '80.11.12.20:80',
    outcome: 'timed-out',
    cause: 'source-range',
    where: 'node1',
    packets: ['SYN ×4: 10.244.1.3:* > 80.11.12.20:80 on b1.eth0 node1.veth-b1 node1.cni0'],
  })

  probe('a node outside the range', ranges(), {
    from: 'node3',
    to: '80.11.12.20:80',
    outcome: 'timed-out',
    cause: 'source-range',
    where: 'node3',
    packets: ['SYN ×4:'],
  })

  probe('the address on the node itself', ranges('nodes: { node2: { addresses: [80.11.12.20] } }'), {
    from: 'client2',
    to: '80.11.12.20:80',
    outcome: 'timed-out',
    cause: 'source-range',
    where: 'node2',
    packets: ['SYN ×4: 198.51.100.10:* > 80.11.12.20:80 on client2.eth0 router.wan1 router.lan node2.eth0'],
  })
})
