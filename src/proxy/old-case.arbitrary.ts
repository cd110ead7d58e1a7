import type { Cluster } from '../cluster/cluster.ts'
import type { Protocol } from '../net/packet.ts'
import { type UpstreamInput, upstreamCluster } from './upstream-case.arbitrary.ts'

/** Objects of the time before EndpointSlices, and how the proxier was set up. */
export interface OldInput {
  readonly services: UpstreamInput['services']
  readonly endpoints: readonly {
    readonly metadata: { readonly namespace: string; readonly name: string }
    readonly subsets: readonly {
      readonly addresses?: readonly { readonly ip: string; readonly nodeName?: string }[]
      readonly ports: readonly { readonly name?: string; readonly port: number; readonly protocol: Protocol }[]
    }[]
  }[]
  readonly proxyConfig: {
    readonly clusterCIDR: string
    readonly masqueradeAll: boolean
    readonly masqueradeBit: number
    readonly nodeIP?: string
  }
  readonly nodeName?: string
}

/** The node of a case that names none: it has no local endpoint. */
const anyNode = 'node1'

export function oldNode({ nodeName }: OldInput): string {
  return nodeName ?? anyNode
}

/** The cluster of such a case, its endpoints in the order of the Endpoints objects. */
export function oldCluster(input: OldInput): Cluster {
  const { clusterCIDR, masqueradeAll, masqueradeBit, nodeIP } = input.proxyConfig
  const cluster = upstreamCluster({
    services: input.services,
    endpointSlices: input.endpoints.flatMap(({ metadata, subsets }) =>
      subsets.map(({ addresses = [], ports }) => ({
        metadata: { ...metadata, labels: { 'kubernetes.io/service-name': metadata.name } },
        addressType: 'IPv4' as const,
        ports,
        endpoints: addresses.map(({ ip, nodeName }) => ({ addresses: [ip], ...(nodeName ? { nodeName } : {}) })),
      })),
    ),
    proxyConfig: {
      ipFamily: 'IPv4',
      clusterCIDR: clusterCIDR === '' ? null : clusterCIDR,
      masqueradeAll,
      localhostNodePorts: true,
      nodePortAddresses: [],
      nodeIPs: nodeIP ? [nodeIP] : [],
      randomFully: true,
      conntrackTCPBeLiberal: false,
      nfacctCounters: [],
    },
    nodeName: oldNode(input),
  })
  const kubeProxy = { ...cluster.settings.kubeProxy, masqueradeBit }
  return {
    ...cluster,
    settings: { ...cluster.settings, kubeProxy },
    lab: { ...cluster.lab, kubernetesVersion: 'v1.12' },
  }
}
