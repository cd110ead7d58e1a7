import type { Cluster } from '../cluster/cluster.ts'
import { address } from '../net/address.ts'
import { cidr } from '../net/cidr.ts'
import { representativeClusters } from './representative-clusters.arbitrary.ts'
import { endpoint, type SampleService, sampleCluster } from './sample-cluster.arbitrary.ts'

/** The same cluster with the rules of v1.12. */
export function inOldVersion(cluster: Cluster): Cluster {
  return { ...cluster, lab: { ...cluster.lab, kubernetesVersion: 'v1.12' } }
}

const one = [endpoint('10.244.1.2:8080@node1')]
const elsewhere = [endpoint('10.244.2.2:8080@node2'), endpoint('10.244.2.10:8080@node2')]
const ingress = (...ips: readonly string[]) => ips.map((ip) => ({ ip: address(ip), ipMode: 'VIP' as const }))

/** What v1.12 does in a way of its own: outside addresses, KUBE-XLB with affinity, and endpoints that are not there. */
const outside: readonly SampleService[] = [
  {
    name: 'open',
    type: 'LoadBalancer',
    clusterIPs: [address('10.96.0.70')],
    externalIPs: [address('198.51.100.70'), address('192.168.0.11')],
    loadBalancer: ingress('80.11.12.70', '80.11.12.71'),
    ports: [{ nodePort: 30070, endpoints: [...one, ...elsewhere] }],
  },
  {
    name: 'sticky-here',
    type: 'LoadBalancer',
    clusterIPs: [address('10.96.0.71')],
    externalTrafficPolicy: 'Local',
    affinitySeconds: 60,
    loadBalancer: ingress('80.11.12.72'),
    loadBalancerSourceRanges: [cidr('203.0.113.0/25'), cidr('192.168.0.0/24')],
    ports: [{ name: 'http', nodePort: 30071, endpoints: [...one, endpoint('10.244.1.3:8080@node1'), ...elsewhere] }],
  },
  {
    name: 'there',
    type: 'NodePort',
    clusterIPs: [address('10.96.0.72')],
    externalTrafficPolicy: 'Local',
    ports: [{ nodePort: 30072, endpoints: elsewhere }],
  },
  {
    name: 'nowhere',
    type: 'LoadBalancer',
    clusterIPs: [address('10.96.0.73')],
    externalTrafficPolicy: 'Local',
    externalIPs: [address('198.51.100.73')],
    loadBalancer: ingress('80.11.12.73'),
    ports: [{ nodePort: 30073, endpoints: [endpoint('!10.244.1.9:8080@node1')] }],
  },
]

const alike = [
  'empty',
  'shop',
  'local-policies',
  'source-ranges',
  'ipv6-dual-stack',
  'node-port-addresses',
  'masquerade-all-bridge',
  'node-cidr-no-masquerade',
  'no-detector',
] as const

/** Clusters whose rules between them show every rule kube-proxy v1.12 can write, by name. */
export const oldClusters: Readonly<Record<string, Cluster>> = {
  ...Object.fromEntries(
    alike.map((name) => [`v1.12-${name}`, inOldVersion(representativeClusters[name] ?? sampleCluster())]),
  ),
  'v1.12-outside': inOldVersion(sampleCluster({ services: outside })),
}
