import type { ObjectName } from '../manifest/diagnostic.ts'
import type { Lab, LabHost, LabNode, LabRecord } from '../manifest/manifest.ts'
import type { Address, Cidr, Family } from '../net/address.ts'
import type { Protocol } from '../net/packet.ts'

/** Everything the text says about a cluster, made whole: what it left out is assumed, and marked so. */
export interface Cluster {
  readonly nodes: readonly Node[]
  readonly pods: readonly Pod[]
  /** Admitted Services, sorted by namespace, then name, bytewise. */
  readonly services: readonly Service[]
  /** In the order of the Services, then as they were made. */
  readonly endpointSlices?: readonly EndpointSlice[]
  /** Services the API server would refuse: drawn as ghosts, without rules. */
  readonly rejected: readonly ObjectName[]
  readonly settings: ClusterSettings
  readonly outside: Outside
  readonly lab: Lab
  /** What the text did not say and the reader should know was assumed. */
  readonly assumed: readonly Assumption[]
}

export interface Node {
  readonly name: string
  /** 1-based place in the cluster; picks the node's colour and key. */
  readonly index: number
  /** InternalIPs; the first of a family is the node's primary address in it. */
  readonly addresses: readonly Address[]
  readonly podCIDRs: readonly Cidr[]
  readonly zone?: string
  readonly labels: Readonly<Record<string, string>>
  /** The Ready condition. It decides no rule and no endpoint: those follow the Pods' own. */
  readonly ready: boolean
  readonly lab: LabNode
  readonly assumed: boolean
}

export interface Pod {
  readonly namespace: string
  readonly name: string
  /** Name of its node. */
  readonly node: string
  readonly addresses: readonly Address[]
  readonly hostNetwork: boolean
  readonly labels: Readonly<Record<string, string>>
  /** The Ready condition. */
  readonly ready: boolean
  readonly terminating: boolean
  readonly containerPorts: readonly ContainerPort[]
  readonly hostname?: string
  readonly subdomain?: string
  readonly dnsPolicy: DnsPolicy
  readonly dnsConfig?: DnsConfig
  /** What its processes listen on. */
  readonly listens: readonly Listen[]
  /** True when no text made it: not even a workload's template. */
  readonly assumed: boolean
  /** The workload whose template it came from. */
  readonly owner?: ObjectName
}

export type DnsPolicy = 'ClusterFirst' | 'ClusterFirstWithHostNet' | 'Default' | 'None'

/** A Pod's own additions to its /etc/resolv.conf. */
export interface DnsConfig {
  readonly nameservers: readonly Address[]
  readonly searches: readonly string[]
  readonly options: readonly { readonly name: string; readonly value?: string }[]
}

export interface ContainerPort {
  readonly name?: string
  readonly port: number
  readonly protocol: Protocol
}

export interface Listen {
  readonly port: number
  readonly protocol: Protocol
  /** Absent: on every address. */
  readonly address?: Address
  /** True when no container port and no Lab field declared it. */
  readonly assumed: boolean
}

export type ServiceType = 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName'
export type TrafficPolicy = 'Cluster' | 'Local'

/** A Service as the API server stores it: defaulted and allocated. */
export interface Service {
  readonly namespace: string
  readonly name: string
  readonly type: ServiceType
  /** Empty for headless and ExternalName. */
  readonly clusterIPs: readonly Address[]
  readonly headless: boolean
  readonly externalName?: string
  readonly externalIPs: readonly Address[]
  readonly loadBalancer: readonly LoadBalancerAddress[]
  /** The load balancer's host name when its status names no address. */
  readonly loadBalancerHost?: string
  /** The address the Service asks its provider for. */
  readonly loadBalancerIP?: Address
  readonly loadBalancerSourceRanges: readonly Cidr[]
  readonly externalTrafficPolicy?: TrafficPolicy
  readonly internalTrafficPolicy?: TrafficPolicy
  /** Seconds of ClientIP affinity; absent for None. */
  readonly affinitySeconds?: number
  readonly healthCheckNodePort?: number
  readonly publishNotReadyAddresses: boolean
  readonly selector?: Readonly<Record<string, string>>
  readonly ports: readonly ServicePort[]
  /** Field paths the allocator filled: `spec.clusterIP`, `spec.ports[0].nodePort`. */
  readonly allocated: readonly string[]
  readonly assumed: boolean
}

/** One address of a Service's status. */
export interface LoadBalancerAddress {
  readonly ip: Address
  /** Whether the destination is still this address when a packet reaches a node. */
  readonly ipMode: 'VIP' | 'Proxy'
  /** True when no status says so. */
  readonly assumed?: true
}

export interface ServicePort {
  /** Empty when the port has no name. */
  readonly name: string
  readonly protocol: Protocol
  readonly port: number
  readonly targetPort: number | string
  readonly nodePort?: number
  /** From the Service's EndpointSlices, joined by port name and protocol; de-duplicated, in an Endpoints object's order. */
  readonly endpoints: readonly Endpoint[]
}

export interface Endpoint {
  readonly address: Address
  readonly port: number
  readonly nodeName?: string
  readonly ready: boolean
  readonly serving: boolean
  readonly terminating: boolean
  readonly zone?: string
  readonly hints?: { readonly zones: readonly string[]; readonly nodes: readonly string[] }
  /** `namespace/name` of the Pod behind it, when there is one. */
  readonly pod?: string
  /** The name it has inside its headless Service; absent: its address with dashes. */
  readonly hostname?: string
}

/** Endpoints of one Service, one family and one list of ports, as the API server stores them. */
export interface EndpointSlice {
  readonly namespace: string
  readonly name: string
  /** Label kubernetes.io/service-name. */
  readonly service: string
  readonly addressType: 'IPv4' | 'IPv6'
  readonly ports: readonly SlicePort[]
  readonly endpoints: readonly SliceEndpoint[]
  /** Who wrote it: a controller, or the text. */
  readonly madeBy: 'endpointslice-controller' | 'endpointslicemirroring-controller' | 'api-server' | 'text'
}

export interface SlicePort {
  /** Name of the Service port; empty when it has none. */
  readonly name: string
  readonly port: number
  readonly protocol: Protocol
}

/** An endpoint before it meets a port. */
export type SliceEndpoint = Omit<Endpoint, 'port'>

export interface ClusterSettings {
  readonly families: readonly Family[]
  readonly clusterCIDRs: readonly Cidr[]
  readonly serviceCIDRs: readonly Cidr[]
  readonly nodePortRange: { readonly from: number; readonly to: number }
  readonly dnsDomain: string
  /** What the kubelet writes into Pods as their nameservers. */
  readonly clusterDNS: readonly Address[]
  readonly kubeProxy: KubeProxySettings
  readonly hairpinMode: 'hairpin-veth' | 'promiscuous-bridge' | 'none'
}

export interface KubeProxySettings {
  readonly masqueradeAll: boolean
  readonly masqueradeBit: number
  readonly localhostNodePorts: boolean
  readonly nodePortAddresses: readonly Cidr[]
  /** True: the node's first address only (`nodePortAddresses: [primary]`). */
  readonly nodePortAddressesPrimary?: boolean
  readonly detectLocal: /** `clusterCIDRs` is what kube-proxy was told; absent, it is the cluster's Pod range. */
    | { readonly mode: 'ClusterCIDR'; readonly clusterCIDRs?: readonly Cidr[] }
    | { readonly mode: 'NodeCIDR' }
    | { readonly mode: 'BridgeInterface'; readonly bridge: string }
    | { readonly mode: 'InterfaceNamePrefix'; readonly prefix: string }
    | { readonly mode: 'none' }
  readonly randomFully: boolean
  /** True: net.netfilter.nf_conntrack_tcp_be_liberal is on, so the INVALID rule is not written. */
  readonly conntrackTcpBeLiberal: boolean
  readonly nfacctCounters: readonly string[]
}

/** The world outside the cluster. */
export interface Outside {
  /** The first is the default client. */
  readonly hosts: readonly LabHost[]
  /** Router addresses with their network's length: one per network. */
  readonly routerAddresses: readonly string[]
  readonly dns: OutsideDns
  /** Servers that only a Service's externalName speaks of: assumed to listen on every port. */
  readonly servers: readonly { readonly name: string; readonly address: Address }[]
}

/** The name server that nodes and outside hosts ask, and all it knows. */
export interface OutsideDns {
  /** Name of its host. */
  readonly host: string
  readonly address: Address
  readonly records: readonly LabRecord[]
}

/** One thing that was assumed. `kind` has words in `locales/`. */
export interface Assumption {
  readonly kind:
    | 'nodes'
    | 'pods'
    | 'cluster-ip'
    | 'node-port'
    | 'listens'
    | 'service-range'
    | 'pod-range'
    | 'node-port-range'
    | 'client'
    | 'outside-server'
    | 'load-balancer'
  readonly names: readonly string[]
}

/** `namespace/name`. */
export function qualifiedName(object: { readonly namespace: string; readonly name: string }): string {
  return `${object.namespace}/${object.name}`
}

/** Every address that is the Service's own: ClusterIPs, external IPs, load-balancer addresses. */
export function addressesOf(service: Service): readonly Address[] {
  return [...service.clusterIPs, ...service.externalIPs, ...service.loadBalancer.map(({ ip }) => ip)]
}

/** Key of a field, for `Rule.origin`: `Service default/web spec.ports[0].nodePort`. */
export function originKey(object: ObjectName, path: string): string {
  return `${object.kind} ${object.namespace}/${object.name} ${path}`
}
