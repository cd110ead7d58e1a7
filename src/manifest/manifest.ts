import type { Diagnostic, ObjectName, SourceRange } from './diagnostic.ts'

export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

/** Where a value stands in the text, and its children's places under the same keys. */
export interface Position {
  readonly value: SourceRange
  readonly key?: SourceRange
  readonly children?: Readonly<Record<string, Position>>
}

/** One Kubernetes (or Lab) object as it was written: decoded from YAML, nothing defaulted. */
export interface SourceObject extends ObjectName {
  readonly apiVersion: string
  readonly value: JsonObject
  readonly position: Position
  /** 0-based number of the YAML document it came from. */
  readonly document: number
  /** True when it carries uid, resourceVersion or creationTimestamp: a paste from a real cluster. */
  readonly exists: boolean
}

/** What a text says, as far as it could be understood. */
export interface Manifest {
  readonly text: string
  /** Objects of kinds this program models, in document order; Lab is not among them. */
  readonly objects: readonly SourceObject[]
  /** The Lab document's spec, checked field by field; the defaults when there is none. */
  readonly lab: Lab
  readonly labObject?: SourceObject
  /** Objects of kinds this program does not model, to be listed for the reader. */
  readonly notModelled: readonly SourceObject[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Words of a Lab document in the page's languages. */
export interface LocalText {
  readonly en: string
  readonly 'zh-CN': string
}

/** What Kubernetes has no kind for. Every field is optional in the text; this is what is left after checking. */
export interface Lab {
  readonly title?: LocalText
  readonly kubernetesVersion: 'v1.34' | 'v1.12'
  readonly systemServices: boolean
  readonly hosts: readonly LabHost[]
  readonly router: { readonly rpFilter: 0 | 1 | 2; readonly routes: readonly LabRoute[] }
  /** Absent: an outside server that knows the names the text leads to. */
  readonly dns?: LabDns
  /** Absent: nobody gives Services of type LoadBalancer an address. */
  readonly loadBalancer?: LabLoadBalancer
  readonly egressMasquerade: 'off' | 'outside' | 'all'
  readonly nodes: Readonly<Record<string, LabNode>>
  /** By `namespace/name`. */
  readonly pods: Readonly<Record<string, LabPod>>
  /** Rules edited by hand, in this order, after every sync of kube-proxy. */
  readonly rules: readonly LabRule[]
  readonly whatIf: LabWhatIf
  readonly faults: readonly LabFault[]
  /** What happened before the request, oldest first. */
  readonly before: readonly LabStage[]
  readonly request: LabRequest
}

/** How the provider's load balancer works. */
export interface LabLoadBalancer {
  /** Address of the first Service that has none in its status; the others get the next ones. */
  readonly vip?: string
  readonly targets: 'nodes' | 'pods'
  /** Whose source address its targets see: the caller's, or one of the load balancer itself. */
  readonly sourceAddress: 'client' | 'own'
  /** What the provider writes into the status; absent, it follows from the rest. */
  readonly ipMode?: 'VIP' | 'Proxy'
  readonly healthCheck: {
    /** Seconds between two checks. */
    readonly interval: number
    /** Equal answers in a row that make the load balancer change its mind. */
    readonly threshold: number
  }
}

/** One edit of a node's rules by hand; exactly one of `delete`, `insert`, `append` and `policy` is there. */
export interface LabRule {
  /** Absent: every node. */
  readonly node?: string
  readonly table: 'filter' | 'nat' | 'mangle' | 'raw' | 'security'
  /** A whole rule as iptables-save prints it, from `-A CHAIN` on. */
  readonly delete?: string
  readonly insert?: string
  readonly append?: string
  /** A base chain and its new policy: `FORWARD DROP`. */
  readonly policy?: string
}

/** Named changes to the real things, over everything else the text says. */
export interface LabWhatIf {
  /** False: KUBE-EXT's jumps to KUBE-MARK-MASQ are not written. */
  readonly masquerade: boolean
  /** Of every bridge port of every node. */
  readonly hairpin?: boolean
  /** net.bridge.bridge-nf-call-iptables of every node. */
  readonly bridgeNf?: boolean
  readonly routeLocalnet?: boolean
  /** Of the router and of every node. */
  readonly rpFilter?: 0 | 1 | 2
  /** The default route of every other node leads through this node. */
  readonly defaultVia?: string
  /** True: the router knows the way to every node's Pods. */
  readonly podRoutes?: boolean
  readonly egressMasquerade?: 'off' | 'outside' | 'all'
}

/** kube-proxy on this node does nothing after the given stage of `before`: the rules stay as they were then. */
export interface LabFault {
  readonly type: 'KubeProxyStopped'
  readonly node: string
  /** 0-based index into `before`. */
  readonly stage: number
}

/** One entry of `before`, done in the order of its fields. */
export interface LabStage {
  /** Overlays same-named objects until the next entry that has `objects`; `packetwalk/absent: "true"` removes one. */
  readonly objects?: string
  readonly send?: LabRequest & { readonly repeat?: number }
  /** Seconds that pass. */
  readonly wait?: number
}

export interface LabHost {
  readonly name: string
  /** `address/length`, the length being that of its network. */
  readonly addresses: readonly string[]
  readonly listens: readonly LabListen[]
}

export interface LabListen {
  readonly port: number
  readonly protocol: 'TCP' | 'UDP' | 'SCTP'
  readonly address?: string
}

export interface LabRoute {
  readonly to: string
  readonly via?: readonly string[]
  readonly onLink?: true
  readonly blackhole?: true
}

/** The DNS of the outside world. */
export interface LabDns {
  readonly server?: string
  /** Absent: what the text leads to is assumed to exist; empty: nothing does. */
  readonly records?: readonly LabRecord[]
}

export interface LabRecord {
  readonly name: string
  readonly type: 'A' | 'AAAA' | 'CNAME'
  readonly value: string
  /** Seconds. */
  readonly ttl?: number
}

export interface LabNode {
  readonly addresses?: readonly string[]
  readonly bridgeNfCallIptables?: boolean
  readonly promiscuous?: boolean
  readonly hairpin?: boolean
  readonly routeLocalnet?: boolean
  readonly rpFilter?: 0 | 1 | 2
  readonly ipForward?: boolean
  /** Node whose address is the gateway of this node's default route; absent, the router is. */
  readonly defaultVia?: string
}

export interface LabPod {
  readonly listens?: readonly LabListen[]
  /** The Pod's whole /etc/resolv.conf, in place of what the kubelet writes. */
  readonly resolvConf?: string
}

/** The flow asked for. Absent fields are chosen by the cluster: the first way in, the first client. */
export interface LabRequest {
  readonly from?: string
  readonly to?: string
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP'
  readonly sourcePort?: number
  readonly pick?: string
  readonly seed?: number
}
