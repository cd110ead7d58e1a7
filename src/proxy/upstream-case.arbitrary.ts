import type { Cluster, Endpoint, KubeProxySettings, Service, TrafficPolicy } from '../cluster/cluster.ts'
import { type Address, address, type Cidr, type Family, parseAddress } from '../net/address.ts'
import { parseCidr } from '../net/cidr.ts'
import { formatSocket, type Protocol } from '../net/packet.ts'
import { type SampleService, sampleCluster } from './sample-cluster.arbitrary.ts'

/** A case of kube-proxy's own unit tests: API objects as JSON, and how the proxier was set up. */
export interface UpstreamInput {
  readonly services: readonly UpstreamService[]
  readonly endpointSlices: readonly UpstreamSlice[]
  readonly proxyConfig: UpstreamConfig
  readonly nodeName: string
}

interface UpstreamService {
  readonly metadata: { readonly namespace: string; readonly name: string }
  readonly spec: {
    readonly type?: Service['type']
    readonly clusterIP?: string
    readonly clusterIPs?: readonly string[]
    readonly externalIPs?: readonly string[]
    readonly externalTrafficPolicy?: TrafficPolicy
    readonly internalTrafficPolicy?: TrafficPolicy
    readonly healthCheckNodePort?: number
    readonly loadBalancerSourceRanges?: readonly string[]
    readonly sessionAffinity?: string
    readonly sessionAffinityConfig?: { readonly clientIP?: { readonly timeoutSeconds?: number } }
    readonly ports?: readonly {
      readonly name?: string
      readonly port: number
      readonly protocol: Protocol
      readonly nodePort?: number
      readonly targetPort?: number | string
    }[]
  }
  readonly status?: {
    readonly loadBalancer?: {
      readonly ingress?: readonly { readonly ip?: string; readonly ipMode?: 'VIP' | 'Proxy' }[]
    }
  }
}

interface UpstreamSlice {
  readonly metadata: { readonly namespace: string; readonly labels: Readonly<Record<string, string>> }
  readonly addressType: 'IPv4' | 'IPv6'
  readonly ports: readonly { readonly name?: string; readonly port: number; readonly protocol: Protocol }[]
  readonly endpoints: readonly {
    readonly addresses: readonly string[]
    readonly nodeName?: string
    readonly conditions?: { readonly ready?: boolean; readonly serving?: boolean; readonly terminating?: boolean }
  }[]
}

interface UpstreamConfig {
  readonly ipFamily: 'IPv4' | 'IPv6'
  readonly clusterCIDR: string | null
  readonly masqueradeAll: boolean
  readonly localhostNodePorts: boolean
  readonly nodePortAddresses: readonly string[]
  readonly nodeIPs: readonly string[]
  readonly randomFully: boolean
  readonly conntrackTCPBeLiberal: boolean
  readonly nfacctCounters: readonly string[]
}

export function upstreamFamily(input: UpstreamInput): Family {
  return input.proxyConfig.ipFamily === 'IPv4' ? 4 : 6
}

/** The cluster of an upstream case, without YAML parsing, admission and slice making in between. */
export function upstreamCluster(input: UpstreamInput): Cluster {
  const { proxyConfig } = input
  const kubeProxy: Partial<KubeProxySettings> = {
    masqueradeAll: proxyConfig.masqueradeAll,
    localhostNodePorts: proxyConfig.localhostNodePorts,
    nodePortAddresses: cidrs(proxyConfig.nodePortAddresses),
    detectLocal: { mode: proxyConfig.clusterCIDR === null ? 'none' : 'ClusterCIDR' },
    randomFully: proxyConfig.randomFully,
    conntrackTcpBeLiberal: proxyConfig.conntrackTCPBeLiberal,
    nfacctCounters: proxyConfig.nfacctCounters,
  }
  return sampleCluster({
    nodes: [{ name: input.nodeName, addresses: addresses(proxyConfig.nodeIPs), podCIDRs: [] }],
    settings: { clusterCIDRs: proxyConfig.clusterCIDR === null ? [] : cidrs([proxyConfig.clusterCIDR]) },
    kubeProxy,
    services: input.services.map((service) => upstreamService(service, input)),
  })
}

function upstreamService({ metadata, spec, status }: UpstreamService, input: UpstreamInput): SampleService {
  const ips = spec.clusterIPs ?? (spec.clusterIP ? [spec.clusterIP] : [])
  const affinity =
    spec.sessionAffinity === 'ClientIP' ? spec.sessionAffinityConfig?.clientIP?.timeoutSeconds : undefined
  return {
    ...metadata,
    type: spec.type ?? 'ClusterIP',
    clusterIPs: addresses(ips.filter((ip) => ip !== 'None')),
    headless: ips.includes('None'),
    externalIPs: addresses(spec.externalIPs ?? []),
    loadBalancer: (status?.loadBalancer?.ingress ?? [])
      .filter((ingress) => ingress.ip)
      .map((ingress) => ({ ip: address(ingress.ip ?? ''), ipMode: ingress.ipMode ?? 'VIP' })),
    loadBalancerSourceRanges: cidrs((spec.loadBalancerSourceRanges ?? []).map((range) => range.trim())),
    ...(spec.externalTrafficPolicy ? { externalTrafficPolicy: spec.externalTrafficPolicy } : {}),
    ...(spec.internalTrafficPolicy ? { internalTrafficPolicy: spec.internalTrafficPolicy } : {}),
    ...(spec.healthCheckNodePort ? { healthCheckNodePort: spec.healthCheckNodePort } : {}),
    ...(affinity === undefined ? {} : { affinitySeconds: affinity }),
    ports: (spec.ports ?? []).map(({ name = '', port, protocol, nodePort, targetPort }) => ({
      name,
      port,
      protocol,
      targetPort: targetPort ?? port,
      ...(nodePort ? { nodePort } : {}),
      endpoints: upstreamEndpoints(metadata, name, protocol, input),
    })),
  }
}

/** Joined by port name and protocol; the same `ip:port` twice is one endpoint, the local one if there is one. */
function upstreamEndpoints(
  service: { readonly namespace: string; readonly name: string },
  portName: string,
  protocol: Protocol,
  { endpointSlices, nodeName }: UpstreamInput,
): Endpoint[] {
  const found = new Map<string, Endpoint>()
  for (const { metadata, ports, endpoints } of endpointSlices) {
    const owner = metadata.labels['kubernetes.io/service-name']
    if (metadata.namespace !== service.namespace || owner !== service.name) continue
    const port = ports.find((candidate) => (candidate.name ?? '') === portName && candidate.protocol === protocol)
    if (port === undefined) continue
    for (const {
      addresses: [first = ''],
      nodeName: on,
      conditions,
    } of endpoints) {
      const endpoint: Endpoint = {
        address: address(first),
        port: port.port,
        ...(on === undefined ? {} : { nodeName: on }),
        ready: conditions?.ready ?? true,
        serving: conditions?.serving ?? true,
        terminating: conditions?.terminating ?? false,
      }
      const key = formatSocket(endpoint)
      if (!found.has(key) || on === nodeName) found.set(key, endpoint)
    }
  }
  return [...found.values()]
}

function addresses(texts: readonly string[]): Address[] {
  return texts.map((text) => parseAddress(text) as Address)
}

function cidrs(texts: readonly string[]): Cidr[] {
  return texts.map((text) => parseCidr(text) as Cidr)
}
