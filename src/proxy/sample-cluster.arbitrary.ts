import type {
  Cluster,
  ClusterSettings,
  Endpoint,
  KubeProxySettings,
  Node,
  Service,
  ServicePort,
} from '../cluster/cluster.ts'
import { address } from '../net/address.ts'
import { cidr } from '../net/cidr.ts'

/** What a test says about a Service; the rest is a plain TCP ClusterIP Service. */
export type SampleService = Partial<Omit<Service, 'ports'>> & { readonly ports?: readonly Partial<ServicePort>[] }

export interface SampleCluster {
  readonly services?: readonly SampleService[]
  readonly nodes?: readonly Partial<Node>[]
  readonly settings?: Partial<ClusterSettings>
  readonly kubeProxy?: Partial<KubeProxySettings>
  readonly lab?: Partial<Cluster['lab']>
}

/** A whole Cluster around what a test is about, without going through YAML. */
export function sampleCluster(sample: SampleCluster = {}): Cluster {
  const nodes = sample.nodes ?? [{ name: 'node1' }, { name: 'node2' }]
  return {
    nodes: nodes.map(sampleNode),
    pods: [],
    services: (sample.services ?? []).map(sampleService),
    rejected: [],
    settings: {
      families: [4],
      clusterCIDRs: [cidr('10.244.0.0/16'), cidr('fd00:10:244::/56')],
      serviceCIDRs: [cidr('10.96.0.0/12'), cidr('fd00:10:96::/112')],
      nodePortRange: { from: 30000, to: 32767 },
      dnsDomain: 'cluster.local',
      clusterDNS: [],
      hairpinMode: 'promiscuous-bridge',
      ...sample.settings,
      kubeProxy: {
        masqueradeAll: false,
        masqueradeBit: 14,
        localhostNodePorts: true,
        nodePortAddresses: [],
        detectLocal: { mode: 'ClusterCIDR' },
        randomFully: true,
        conntrackTcpBeLiberal: false,
        nfacctCounters: [],
        ...sample.kubeProxy,
      },
    },
    outside: {
      hosts: [],
      routerAddresses: [],
      dns: { host: 'dns', address: address('198.51.100.2'), records: [] },
      servers: [],
    },
    lab: {
      kubernetesVersion: 'v1.34',
      systemServices: false,
      hosts: [],
      router: { rpFilter: 0, routes: [] },
      egressMasquerade: 'outside',
      nodes: {},
      pods: {},
      rules: [],
      whatIf: { masquerade: true },
      faults: [],
      before: [],
      request: {},
      ...sample.lab,
    },
    assumed: [],
  }
}

function sampleNode(node: Partial<Node>, i: number): Node {
  return {
    name: `node${i + 1}`,
    index: i + 1,
    addresses: [address(`192.168.0.${11 + i}`), address(`fd00:192:168::${11 + i}`)],
    podCIDRs: [cidr(`10.244.${i + 1}.0/24`), cidr(`fd00:10:244:${i + 1}::/64`)],
    ready: true,
    labels: {},
    lab: {},
    assumed: false,
    ...node,
  }
}

function sampleService(service: SampleService): Service {
  return {
    namespace: 'default',
    name: 'web',
    type: 'ClusterIP',
    clusterIPs: [address('10.96.0.100')],
    headless: false,
    externalIPs: [],
    loadBalancer: [],
    loadBalancerSourceRanges: [],
    publishNotReadyAddresses: false,
    allocated: [],
    assumed: false,
    ...service,
    ports: (service.ports ?? [{}]).map((port) => ({
      name: '',
      protocol: 'TCP',
      port: 80,
      targetPort: 8080,
      endpoints: [],
      ...port,
    })),
  }
}

/** `10.244.1.2:8080@node1`, with `!` for not ready and `~` for terminating but serving in front. */
export function endpoint(text: string, more: Partial<Endpoint> = {}): Endpoint {
  const mark = text.charAt(0)
  const [socket = '', nodeName] = text.replace(/^[!~]/, '').split('@')
  const colon = socket.lastIndexOf(':')
  return {
    address: address(socket.slice(0, colon).replace(/[[\]]/g, '')),
    port: Number(socket.slice(colon + 1)),
    ...(nodeName === undefined ? {} : { nodeName }),
    ready: mark !== '!' && mark !== '~',
    serving: mark !== '!',
    terminating: mark === '~',
    ...more,
  }
}
