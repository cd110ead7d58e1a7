import { describe } from 'vitest'
import { observed, probe, service } from './observed.arbitrary.ts'

/** A Service without a selector, and an endpoint in node1's Pod network that no Pod has. */
const manual = '{ clusterIP: 10.96.0.100, ports: [{ port: 80, targetPort: 8080 }] }'
const deadEndpoint = `---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: web-1, labels: { kubernetes.io/service-name: web } }
addressType: IPv4
ports: [{ port: 8080, protocol: TCP }]
endpoints: [{ addresses: [10.244.1.77], conditions: { ready: true }, nodeName: node1 }]
`

describe('A ClusterIP', () => {
  probe('a Pod on the same node is reached inside the bridge', observed(service('kind: a')), {
    from: 'b1',
    to: '10.96.0.100:80',
    pick: 'a1',
    outcome: 'answered',
    server: 'a1',
    sees: '10.244.1.3',
    packets: [
      'SYN: 10.244.1.3:* > 10.96.0.100:80 on b1.eth0 node1.veth-b1 ⇒ 10.244.1.3:* > 10.244.1.2:8080 on node1.veth-a1 a1.eth0',
      'SYN-ACK: 10.244.1.2:8080 > 10.244.1.3:* on a1.eth0 node1.veth-a1 ⇒ 10.96.0.100:80 > 10.244.1.3:* on node1.veth-b1 b1.eth0',
    ],
  })

  probe(
    'without bridge netfilter the answer crosses the bridge untranslated',
    observed(service('name: a1'), ['whatIf: { bridgeNf: false }']),
    {
      from: 'b1',
      to: '10.96.0.100:80',
      outcome: 'timed-out',
      cause: 'bridge-nf-off',
      where: 'default/b1',
      packets: [
        'SYN ×4: 10.244.1.3:* > 10.96.0.100:80 on b1.eth0 node1.veth-b1 node1.cni0 ⇒ 10.244.1.3:* > 10.244.1.2:8080 on node1.veth-a1 a1.eth0',
        'SYN-ACK ×4: 10.244.1.2:8080 > 10.244.1.3:* on a1.eth0 node1.veth-a1 node1.veth-b1 b1.eth0',
        'RST ×4: 10.244.1.3:* > 10.244.1.2:8080 on b1.eth0 node1.veth-b1 node1.veth-a1 a1.eth0',
      ],
    },
  )

  probe('a Pod on another node', observed(service('kind: a')), {
    from: 'b1',
    to: '10.96.0.100:80',
    pick: 'a2',
    outcome: 'answered',
    server: 'a2',
    sees: '10.244.1.3',
    packets: [
      'SYN: 10.244.1.3:* > 10.96.0.100:80 on b1.eth0 node1.veth-b1 ⇒ 10.244.1.3:* > 10.244.2.2:8080 on node1.cni0 node1.eth0 node2.eth0 node2.veth-a2 a2.eth0',
      'SYN-ACK: 10.244.2.2:8080 > 10.244.1.3:* on a2.eth0 node2.veth-a2 node2.cni0 node2.eth0 node1.eth0 ⇒ 10.96.0.100:80 > 10.244.1.3:* on node1.veth-b1 b1.eth0',
    ],
  })

  probe('the node itself is masqueraded', observed(service('kind: a')), {
    from: 'node1',
    to: '10.96.0.100:80',
    pick: 'a2',
    outcome: 'answered',
    server: 'a2',
    sees: '192.168.0.11',
    packets: [
      'SYN: 192.168.0.11:* > 10.244.2.2:8080 on node1.eth0 node2.eth0 node2.veth-a2 a2.eth0',
      'SYN-ACK: 10.244.2.2:8080 > 192.168.0.11:* on a2.eth0 node2.veth-a2 node2.cni0 node2.eth0 node1.eth0',
    ],
  })

  probe('the outside has no route to a ClusterIP', observed(service('name: a1')), {
    from: 'client',
    to: '10.96.0.100:80',
    outcome: 'unreachable',
    cause: 'cluster-ip-outside',
    where: 'router',
    packets: [
      'SYN: 203.0.113.10:* > 10.96.0.100:80 on client.eth0 router.wan',
      'net-unreachable: 203.0.113.1 > 203.0.113.10 on router.wan client.eth0',
    ],
  })

  probe(
    'an outside client whose router sends ClusterIPs to node1 is served',
    observed(service('kind: a'), ['router: { routes: [{ to: 10.96.0.0/16, via: node1 }] }']),
    {
      from: 'client',
      to: '10.96.0.100:80',
      pick: 'a2',
      outcome: 'answered',
      server: 'a2',
      sees: '192.168.0.11',
      packets: [
        'SYN: 203.0.113.10:* > 10.96.0.100:80 on client.eth0 router.wan router.lan node1.eth0 ⇒ 192.168.0.11:* > 10.244.2.2:8080 on node1.eth0 node2.eth0 node2.veth-a2 a2.eth0',
        'SYN-ACK: 10.244.2.2:8080 > 192.168.0.11:* on a2.eth0 node2.veth-a2 node2.cni0 node2.eth0 node1.eth0 ⇒ 10.96.0.100:80 > 203.0.113.10:* on node1.eth0 router.lan router.wan client.eth0',
      ],
    },
  )

  probe('a port without a rule leaves by the default route', observed(service('name: a1')), {
    from: 'b1',
    to: '10.96.0.100:81',
    outcome: 'timed-out',
    cause: 'cluster-ip-port',
    packets: ['SYN ×4: 10.244.1.3:* > 10.96.0.100:81 on b1.eth0 node1.veth-b1 node1.cni0 node1.eth0 router.lan'],
  })

  probe('an endpoint nobody has, on the caller’s node', observed(manual, [], deadEndpoint), {
    from: 'b1',
    to: '10.96.0.100:80',
    outcome: 'unreachable',
    cause: 'arp-endpoint',
    where: 'node1',
    packets: [
      'SYN ×4: 10.244.1.3:* > 10.96.0.100:80 on b1.eth0 node1.veth-b1',
      'host-unreachable: 10.96.0.100 > 10.244.1.3 on node1.veth-b1 b1.eth0',
    ],
  })

  probe('an endpoint nobody has, on another node', observed(manual, [], deadEndpoint), {
    from: 'b2',
    to: '10.96.0.100:80',
    outcome: 'unreachable',
    cause: 'arp-endpoint',
    where: 'node1',
    packets: [
      'SYN ×4: 10.244.2.3:* > 10.96.0.100:80 on b2.eth0 node2.veth-b2 ⇒ 10.244.2.3:* > 10.244.1.77:8080 on node2.cni0 node2.eth0 node1.eth0',
      'host-unreachable: 192.168.0.11 > 10.244.2.3 on node1.eth0 node2.eth0 ⇒ 10.96.0.100 > 10.244.2.3 on node2.veth-b2 b2.eth0',
    ],
  })

  probe(
    'a targetPort nobody listens on',
    observed(service('name: a1').replace('targetPort: 8080', 'targetPort: 8081')),
    {
      from: 'b1',
      to: '10.96.0.100:80',
      outcome: 'refused',
      cause: 'port-closed',
      where: 'default/a1',
      packets: [
        'SYN: 10.244.1.3:* > 10.96.0.100:80 on b1.eth0 node1.veth-b1 ⇒ 10.244.1.3:* > 10.244.1.2:8081 on node1.veth-a1 a1.eth0',
        'RST: 10.244.1.2:8081 > 10.244.1.3:* on a1.eth0 node1.veth-a1 ⇒ 10.96.0.100:80 > 10.244.1.3:* on node1.veth-b1 b1.eth0',
      ],
    },
  )
})
