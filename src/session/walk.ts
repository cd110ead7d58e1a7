import type { Cluster } from '../cluster/cluster.ts'
import type { Diagnostic } from '../manifest/diagnostic.ts'
import type { LabRequest, Manifest } from '../manifest/manifest.ts'
import type { Protocol } from '../net/packet.ts'
import type { RestoreDocument } from '../netfilter/document.ts'
import type { Ruleset } from '../netfilter/ruleset.ts'
import type { Network } from '../network/network.ts'
import type { Timeline } from '../scene/timeline.ts'
import type { Flow } from '../trace/flow.ts'
import type { Trace } from '../trace/trace.ts'

/** One answer a person can choose for "from" or "to". */
export interface Party {
  /** What goes into the request: `client`, `node2:30080`, `svc/default/web:80`, `default/web-1`. */
  readonly value: string
  readonly kind:
    | 'client'
    | 'node'
    | 'pod'
    | 'nodePort'
    | 'clusterIP'
    | 'loadBalancer'
    | 'externalIP'
    | 'podIP'
    | 'localhost'
    | 'dns'
  readonly label: string
  /** `addr` or `addr:port`. */
  readonly address: string
  /** Protocol of the Service port or listening socket; absent for senders. */
  readonly protocol?: Protocol
}

/** Everything one text and one request come to. */
export interface Walk {
  readonly manifest: Manifest
  readonly cluster: Cluster
  /** Of the text, the cluster and the request, in reading order. */
  readonly diagnostics: readonly Diagnostic[]
  /** What kube-proxy writes, per node. */
  readonly documents: Readonly<Record<string, RestoreDocument>>
  /** What each node's kernel then holds. */
  readonly rulesets: Readonly<Record<string, Ruleset>>
  readonly network: Network
  readonly froms: readonly Party[]
  readonly tos: readonly Party[]
  /** Pods that may answer this request: names for `pick`. */
  readonly picks: readonly Party[]
  /** The request with its gaps filled. */
  readonly request: Required<Pick<LabRequest, 'from' | 'to' | 'protocol' | 'sourcePort' | 'seed'>> &
    Pick<LabRequest, 'pick'>
  /** Undefined when the request names nobody that exists. */
  readonly flow?: Flow
  readonly trace?: Trace
  readonly timeline?: Timeline
}
