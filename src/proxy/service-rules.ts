import type { Node } from '../cluster/cluster.ts'
import type { Family } from '../net/address.ts'
import type { RestoreChain, RestoreRule } from '../netfilter/document.ts'
import { type EndpointSets, endpointsOf } from './endpoints-of.ts'
import type { LocalDetector } from './local-detector.ts'
import type { ProxyPort } from './service-ports.ts'

/** What the rules of all Service ports of one node have in common. */
export interface ProxyOptions {
  readonly family: Family
  readonly node: Node
  readonly detector: LocalDetector | undefined
  readonly masqueradeAll: boolean
  /** False leaves the masquerading out of KUBE-EXT: the "what if" of the Lab. */
  readonly masqueradeExternal: boolean
  /** Whether node-port traffic to 127.0.0.0/8 is counted apart. */
  readonly countLocalhostNodePorts: boolean
  /** With more than 1000 endpoints kube-proxy leaves out the comments of their rules. */
  readonly endpointComments: boolean
}

/** Where the rules of all Service ports are gathered, each list in the order of the text. */
export interface ServiceRules {
  readonly filter: RestoreRule[]
  readonly natChains: RestoreChain[]
  readonly nat: RestoreRule[]
}

/** A Service port as the rules of one node need it: its endpoints chosen and its chains named. */
export interface PlannedPort {
  readonly port: ProxyPort
  readonly sets: EndpointSets
  /** Whether traffic to the cluster IP has an endpoint to go to. */
  readonly hasInternal: boolean
  /** The same for traffic from outside. */
  readonly hasExternal: boolean
  /** Policy Cluster's chain, KUBE-SVC, and policy Local's, KUBE-SVL. */
  readonly clusterChain: string
  readonly localChain: string
  /** The one of the two that the cluster IP uses. */
  readonly internalChain: string
  /** KUBE-EXT: everything from outside goes through it. */
  readonly externalChain: string
  /** KUBE-FW: before KUBE-EXT when source ranges guard load-balancer addresses. */
  readonly firewallChain: string
  readonly usesFirewall: boolean
  readonly usesExternal: boolean
  readonly usesCluster: boolean
  readonly usesLocal: boolean
  /** `-m tcp -p tcp` */
  readonly protocolMatch: string
}

/** Chooses endpoints and chains of one Service port on one node. */
export function planPort(port: ProxyPort, node: Node): PlannedPort {
  const sets = endpointsOf(port, node)
  const clusterChain = `KUBE-SVC-${port.hash}`
  const localChain = `KUBE-SVL-${port.hash}`
  return {
    port,
    sets,
    hasInternal: sets.any && (!port.service.internalLocal || sets.local.length > 0),
    hasExternal: sets.any && (!port.service.externalLocal || sets.local.length > 0),
    clusterChain,
    localChain,
    internalChain: port.service.internalLocal ? localChain : clusterChain,
    externalChain: `KUBE-EXT-${port.hash}`,
    firewallChain: `KUBE-FW-${port.hash}`,
    usesFirewall: sets.any && port.service.vips.length > 0 && port.service.sourceRanges.length > 0,
    usesExternal: sets.any && port.externallyAccessible,
    usesCluster: sets.cluster.length > 0,
    usesLocal: sets.local.length > 0,
    protocolMatch: `-m ${port.protocol} -p ${port.protocol}`,
  }
}
