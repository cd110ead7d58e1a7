import type { Node } from '../cluster/cluster.ts'
import type { ProxyEndpoint, ProxyPort } from './service-ports.ts'

/** Which endpoints of a Service port one node's kube-proxy uses, and for what. */
export interface EndpointSets {
  /** What policy Cluster balances over. Empty when nothing asks for it. */
  readonly cluster: readonly ProxyEndpoint[]
  /** What policy Local balances over. Empty when nothing asks for it. */
  readonly local: readonly ProxyEndpoint[]
  /** Those of both: each gets a chain. */
  readonly reachable: readonly ProxyEndpoint[]
  /** Whether any node has an endpoint that could serve. */
  readonly any: boolean
}

/**
 * kube-proxy's CategorizeEndpoints: ready endpoints, narrowed by topology hints, and when there is none those that are
 * terminating but still serve. Cluster and Local fall back independently; hints never narrow Local.
 */
export function endpointsOf(port: ProxyPort, node: Node): EndpointSets {
  const { endpoints } = port
  const usesCluster = !port.service.internalLocal || port.externallyAccessible
  const usesLocal = port.service.internalLocal || (port.service.externalLocal && port.externallyAccessible)
  let narrowed = false
  let cluster: readonly ProxyEndpoint[] = []
  if (usesCluster) {
    const ready = endpoints.filter(isReady)
    const hinted = hintedTo(ready, node)
    narrowed = hinted !== undefined
    cluster = hinted ?? ready
    if (cluster.length === 0) {
      cluster = endpoints.filter(isServingTerminating)
      narrowed ||= cluster.length > 0
    }
  }
  if (!usesLocal) return { cluster, local: [], reachable: cluster, any: cluster.length > 0 }

  const onThisNode = endpoints.filter(({ endpoint }) => endpoint.nodeName === node.name)
  const localReady = onThisNode.filter(isReady)
  const local = localReady.length > 0 ? localReady : onThisNode.filter(isServingTerminating)
  narrowed ||= localReady.length === 0 && local.length > 0
  const any = cluster.length > 0 || endpoints.some((endpoint) => isReady(endpoint) || isServingTerminating(endpoint))
  if (!usesCluster) return { cluster, local, reachable: local, any }
  // Without hints and fallbacks Cluster has every ready endpoint, the local ones among them.
  if (!narrowed) return { cluster, local, reachable: cluster, any }
  return { cluster, local, reachable: endpoints.filter((one) => cluster.includes(one) || local.includes(one)), any }
}

function isReady({ endpoint }: ProxyEndpoint): boolean {
  return endpoint.ready
}

function isServingTerminating({ endpoint }: ProxyEndpoint): boolean {
  return endpoint.serving && endpoint.terminating
}

/** The ready endpoints meant for this node, or else for its zone; undefined when hints do not decide. */
function hintedTo(ready: readonly ProxyEndpoint[], node: Node): readonly ProxyEndpoint[] | undefined {
  if (ready.length === 0 || ready[0]?.endpoint.hints === undefined) return undefined
  return byHint(ready, 'nodes', node.name) ?? (node.zone === undefined ? undefined : byHint(ready, 'zones', node.zone))
}

function byHint(
  ready: readonly ProxyEndpoint[],
  kind: 'nodes' | 'zones',
  own: string,
): readonly ProxyEndpoint[] | undefined {
  if (!ready.every(({ endpoint }) => (endpoint.hints?.[kind].length ?? 0) > 0)) return undefined
  const meant = ready.filter(({ endpoint }) => endpoint.hints?.[kind].includes(own))
  return meant.length > 0 ? meant : undefined
}
