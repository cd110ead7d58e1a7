import { describe } from 'vitest'
import { observed, probe, service } from './observed.arbitrary.ts'

const masqueradeOff = (more = '') => `whatIf: { masquerade: false${more === '' ? '' : `, ${more}`} }`

describe('A node port whose rules do not masquerade', () => {
  probe(
    'the answer passes the contacted node by, and the client resets it',
    observed(service('name: a1'), [masqueradeOff()]),
    {
      from: 'client',
      to: '192.168.0.12:30080',
      outcome: 'timed-out',
      cause: 'wrong-reply-address',
      where: 'client',
      packets: [
        'SYN ×4: 203.0.113.10:* > 192.168.0.12:30080 on client.eth0 router.wan router.lan node2.eth0 ⇒ 203.0.113.10:* > 10.244.1.2:8080 on node2.eth0 node1.eth0 node1.veth-a1 a1.eth0',
        'SYN-ACK ×4: 10.244.1.2:8080 > 203.0.113.10:* on a1.eth0 node1.veth-a1 node1.cni0 node1.eth0 router.lan router.wan client.eth0',
        'RST ×4: 203.0.113.10:* > 10.244.1.2:8080 on client.eth0 router.wan',
        'net-unreachable ×4: 203.0.113.1 > 203.0.113.10 on router.wan client.eth0',
      ],
    },
  )

  probe(
    'the reset reaches the Pod when the router knows the Pods',
    observed(service('name: a1'), [masqueradeOff('podRoutes: true')]),
    {
      from: 'client',
      to: '192.168.0.12:30080',
      outcome: 'timed-out',
      cause: 'wrong-reply-address',
      where: 'client',
      packets: [
        'SYN ×4: 203.0.113.10:* > 192.168.0.12:30080 on client.eth0 router.wan router.lan node2.eth0 ⇒ 203.0.113.10:* > 10.244.1.2:8080 on node2.eth0 node1.eth0 node1.veth-a1 a1.eth0',
        'SYN-ACK ×4: 10.244.1.2:8080 > 203.0.113.10:* on a1.eth0 node1.veth-a1 node1.cni0 node1.eth0 router.lan router.wan client.eth0',
        'RST ×4: 203.0.113.10:* > 10.244.1.2:8080 on client.eth0 router.wan router.lan node1.eth0 node1.veth-a1 a1.eth0',
      ],
    },
  )

  probe(
    'an answer that happens to return through the contacted node is fine',
    observed(service('name: a1'), [masqueradeOff(), 'nodes: { node1: { defaultVia: node2 } }']),
    {
      from: 'client',
      to: '192.168.0.12:30080',
      pick: 'a1',
      outcome: 'answered',
      server: 'a1',
      sees: '203.0.113.10',
      packets: [
        'SYN: 203.0.113.10:* > 192.168.0.12:30080 on client.eth0 router.wan router.lan node2.eth0 ⇒ 203.0.113.10:* > 10.244.1.2:8080 on node2.eth0 node1.eth0 node1.veth-a1 a1.eth0',
        'SYN-ACK: 10.244.1.2:8080 > 203.0.113.10:* on a1.eth0 node1.veth-a1 node1.cni0 node1.eth0 node2.eth0 ⇒ 192.168.0.12:30080 > 203.0.113.10:* on node2.eth0 router.lan router.wan client.eth0',
      ],
    },
  )

  probe(
    'a router with strict rp_filter drops the answer',
    observed(service('name: a1'), [masqueradeOff(), 'router: { rpFilter: 1 }']),
    {
      from: 'client',
      to: '192.168.0.12:30080',
      outcome: 'timed-out',
      cause: 'reverse-path',
      where: 'router',
      packets: [
        'SYN ×4: 203.0.113.10:* > 192.168.0.12:30080 on client.eth0 router.wan router.lan node2.eth0 ⇒ 203.0.113.10:* > 10.244.1.2:8080 on node2.eth0 node1.eth0 node1.veth-a1 a1.eth0',
        'SYN-ACK ×4: 10.244.1.2:8080 > 203.0.113.10:* on a1.eth0 node1.veth-a1 node1.cni0 node1.eth0 router.lan',
      ],
    },
  )

  probe(
    'a CNI that masquerades whatever leaves the Pods does not help',
    observed(service('name: a1'), [masqueradeOff(), 'egressMasquerade: all']),
    {
      from: 'client',
      to: '192.168.0.12:30080',
      outcome: 'timed-out',
      cause: 'wrong-reply-address',
      where: 'client',
      packets: [
        'SYN ×4: 203.0.113.10:* > 192.168.0.12:30080 on client.eth0 router.wan router.lan node2.eth0 ⇒ 203.0.113.10:* > 10.244.1.2:8080 on node2.eth0 node1.eth0 node1.veth-a1 a1.eth0',
        'SYN-ACK ×4: 10.244.1.2:8080 > 203.0.113.10:* on a1.eth0 node1.veth-a1 node1.cni0 node1.eth0 router.lan router.wan client.eth0',
        'RST ×4: 203.0.113.10:* > 10.244.1.2:8080 on client.eth0 router.wan',
        'net-unreachable ×4: 203.0.113.1 > 203.0.113.10 on router.wan client.eth0',
      ],
    },
  )

  probe('on the Pod’s own node nothing needs it', observed(service('name: a1'), [masqueradeOff()]), {
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
})
