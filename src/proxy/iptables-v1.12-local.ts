import { seen, share } from './iptables-v1.12-endpoints.ts'
import type { OldPort, OldProxy, OldRules } from './iptables-v1.12-ports.ts'

/**
 * KUBE-XLB of a Service with policy Local: Pods are sent to all endpoints, everybody else to those of this node. When
 * there is none the packet is marked to be dropped. Without endpoints anywhere the chain stays empty.
 */
export function writeLocalChain(port: OldPort, { clusterCIDR }: OldProxy, { nat }: OldRules): void {
  if (!port.onlyLocal || port.endpoints.length === 0) return
  const origin = port.origin('spec.externalTrafficPolicy')
  const write = (rest: string, from = origin): void => {
    nat.push({ text: `-A ${port.localChain} -m comment --comment ${rest}`, origin: from })
  }
  if (clusterCIDR !== undefined) {
    const why = '"Redirect pods trying to reach external loadbalancer VIP to clusterIP"'
    write(`${why} -s ${clusterCIDR} -j ${port.serviceChain}`)
  }
  const local = port.endpoints.filter((endpoint) => endpoint.local)
  if (local.length === 0) return write(`"${port.name} has no local endpoints" -j KUBE-MARK-DROP`)
  if (port.affinitySeconds !== undefined) {
    const sticky = port.origin('spec.sessionAffinity')
    for (const { chain } of local) write(`${port.name} ${seen(chain, port)} -j ${chain}`, sticky)
  }
  for (const [i, { chain }] of local.entries()) {
    write(`"Balancing rule ${i} for ${port.name}"${share(local.length - i)} -j ${chain}`)
  }
}
