import type { Cluster } from '../cluster/cluster.ts'
import { address } from '../net/address.ts'
import { cidr } from '../net/cidr.ts'
import { endpoint, type SampleService, sampleCluster } from './sample-cluster.arbitrary.ts'

const three = [endpoint('10.244.1.2:8080@node1'), endpoint('10.244.1.3:8080@node1'), endpoint('10.244.2.2:8080@node2')]
const remote = [endpoint('10.244.2.2:8080@node2'), endpoint('10.244.2.3:8080@node2')]

/** One Service of each kind that changes which rules there are, as the shop of a small town would have them. */
const shop: readonly SampleService[] = [
  { name: 'cart', clusterIPs: [address('10.96.0.20')], ports: [{ endpoints: three }] },
  { name: 'db', clusterIPs: [], headless: true, ports: [{ port: 5432, endpoints: three }] },
  { name: 'dead', clusterIPs: [address('10.96.0.30')], type: 'NodePort', ports: [{ nodePort: 30030 }] },
  {
    name: 'dns',
    namespace: 'kube-system',
    clusterIPs: [address('10.96.0.10')],
    ports: [
      { name: 'dns', protocol: 'UDP', port: 53, endpoints: [endpoint('10.244.1.250:53@node1')] },
      { name: 'dns-tcp', port: 53, endpoints: [endpoint('10.244.1.250:53@node1')] },
      { name: 'stream', protocol: 'SCTP', port: 9000, endpoints: [endpoint('10.244.2.250:9000@node2')] },
    ],
  },
  {
    name: 'sticky',
    type: 'NodePort',
    clusterIPs: [address('10.96.0.40')],
    affinitySeconds: 10800,
    ports: [{ name: 'http', nodePort: 30040, endpoints: three }],
  },
]

const local: readonly SampleService[] = [
  {
    name: 'here',
    type: 'NodePort',
    clusterIPs: [address('10.96.0.50')],
    externalTrafficPolicy: 'Local',
    ports: [{ nodePort: 30050, endpoints: three }],
  },
  {
    name: 'inside',
    clusterIPs: [address('10.96.0.51')],
    internalTrafficPolicy: 'Local',
    ports: [{ endpoints: three }],
  },
  {
    name: 'inside-elsewhere',
    type: 'NodePort',
    clusterIPs: [address('10.96.0.52')],
    internalTrafficPolicy: 'Local',
    ports: [{ nodePort: 30052, endpoints: remote }],
  },
  {
    name: 'elsewhere',
    type: 'LoadBalancer',
    clusterIPs: [address('10.96.0.53')],
    externalTrafficPolicy: 'Local',
    healthCheckNodePort: 31053,
    externalIPs: [address('198.51.100.53')],
    loadBalancer: [
      { ip: address('80.11.12.53'), ipMode: 'VIP' },
      { ip: address('80.11.12.54'), ipMode: 'Proxy' },
    ],
    ports: [{ nodePort: 30053, endpoints: remote }],
  },
  {
    name: 'leaving',
    type: 'NodePort',
    clusterIPs: [address('10.96.0.54')],
    externalTrafficPolicy: 'Local',
    ports: [
      {
        nodePort: 30054,
        endpoints: [
          endpoint('!10.244.1.6:80@node1'),
          endpoint('~10.244.1.5:80@node1'),
          endpoint('10.244.2.5:80@node2'),
        ],
      },
    ],
  },
]

const guarded: SampleService = {
  name: 'guarded',
  type: 'LoadBalancer',
  clusterIPs: [address('10.96.0.60')],
  loadBalancer: [
    { ip: address('80.11.12.60'), ipMode: 'VIP' },
    { ip: address('80.11.12.61'), ipMode: 'VIP' },
  ],
  loadBalancerSourceRanges: [cidr('203.0.113.0/25'), cidr('192.168.0.0/24')],
  ports: [{ nodePort: 30060, endpoints: three }],
}

const ipv6: readonly SampleService[] = [
  {
    name: 'six',
    type: 'LoadBalancer',
    clusterIPs: [address('10.96.0.66'), address('fd00:10:96::66')],
    affinitySeconds: 60,
    externalIPs: [address('2001:db8::66'), address('198.51.100.66')],
    loadBalancer: [{ ip: address('2001:db8::67'), ipMode: 'VIP' }],
    loadBalancerSourceRanges: [cidr('2001:db8::/32'), cidr('203.0.113.0/24')],
    ports: [
      {
        nodePort: 30066,
        endpoints: [
          endpoint('10.244.1.2:8080@node1'),
          endpoint('[fd00:10:244:1::2]:8080@node1'),
          endpoint('[fd00:10:244:2::2]:8080@node2'),
        ],
      },
      { name: 'dead', port: 81, nodePort: 30067 },
    ],
  },
]

/** Clusters whose rules between them show every rule kube-proxy can write, by name. */
export const representativeClusters: Readonly<Record<string, Cluster>> = {
  empty: sampleCluster(),
  shop: sampleCluster({ services: shop }),
  'local-policies': sampleCluster({ services: local }),
  'source-ranges': sampleCluster({ services: [guarded] }),
  'ipv6-dual-stack': sampleCluster({ services: ipv6 }),
  'node-port-addresses': sampleCluster({
    services: shop,
    kubeProxy: { nodePortAddresses: [cidr('192.168.0.0/24'), cidr('127.0.0.0/8')] },
  }),
  'localhost-node-ports-off': sampleCluster({ services: shop, kubeProxy: { localhostNodePorts: false } }),
  'masquerade-all-bridge': sampleCluster({
    services: [...shop, ...local],
    kubeProxy: {
      masqueradeAll: true,
      masqueradeBit: 31,
      randomFully: false,
      conntrackTcpBeLiberal: true,
      detectLocal: { mode: 'BridgeInterface', bridge: 'cni0' },
    },
    lab: { egressMasquerade: 'all' },
  }),
  'interface-prefix': sampleCluster({
    services: [...shop, ...local],
    kubeProxy: { detectLocal: { mode: 'InterfaceNamePrefix', prefix: 'veth' } },
    lab: { egressMasquerade: 'off' },
  }),
  'node-cidr-no-masquerade': sampleCluster({
    services: [...shop, ...local],
    kubeProxy: { detectLocal: { mode: 'NodeCIDR' } },
    lab: { whatIf: { masquerade: false } },
  }),
  'no-detector': sampleCluster({ services: local, kubeProxy: { detectLocal: { mode: 'none' } } }),
  'more-than-1000-endpoints': sampleCluster({
    services: [
      ...shop,
      {
        name: 'huge',
        clusterIPs: [address('10.96.0.99')],
        ports: [
          { endpoints: Array.from({ length: 1000 }, (_, i) => endpoint(`10.244.${3 + (i >> 8)}.${i & 255}:80`)) },
        ],
      },
    ],
  }),
}
