import type { Cluster, Node } from '../cluster/cluster.ts'
import type { Family } from '../net/address.ts'
import { cidrFamily } from '../net/cidr.ts'
import { podRange } from './pod-range.ts'

/** How rules tell Pod traffic of this cluster (or node) from other traffic; both are pieces of a rule's text. */
export interface LocalDetector {
  readonly ifLocal: string
  readonly ifNotLocal: string
}

/** kube-proxy's `detectLocalMode`; undefined when it cannot tell, and then no rule asks. */
export function localDetector(cluster: Cluster, node: Node | undefined, family: Family): LocalDetector | undefined {
  const { detectLocal } = cluster.settings.kubeProxy
  switch (detectLocal.mode) {
    case 'ClusterCIDR':
      return bySource(podRange(cluster, family))
    case 'NodeCIDR':
      return bySource(node?.podCIDRs.find((prefix) => cidrFamily(prefix) === family))
    case 'BridgeInterface':
      return byInterface(detectLocal.bridge)
    case 'InterfaceNamePrefix':
      return byInterface(`${detectLocal.prefix}+`)
    case 'none':
      return undefined
    default:
      detectLocal satisfies never
      return undefined
  }
}

function bySource(prefix: string | undefined): LocalDetector | undefined {
  return prefix === undefined ? undefined : { ifLocal: `-s ${prefix}`, ifNotLocal: `! -s ${prefix}` }
}

function byInterface(name: string): LocalDetector {
  return { ifLocal: `-i ${name}`, ifNotLocal: `! -i ${name}` }
}
