import { familyOf } from '../net/address.ts'
import { contains } from '../net/cidr.ts'
import type { OldPort, OldProxy, OldRules } from './iptables-v1.12-ports.ts'

/**
 * KUBE-FW: all load-balancer traffic, with source ranges or without. What no rule lets out of it is marked to be
 * dropped. With several addresses the whole block is written again for each, behind the last one's KUBE-MARK-DROP.
 * Without endpoints nothing is written, not even a refusal.
 */
export function writeOldFirewall(port: OldPort, proxy: OldProxy, rules: OldRules): void {
  if (port.endpoints.length === 0) return
  for (const { value: vip, path } of port.vips) {
    const origin = port.origin(path)
    rules.nat.push({
      text: `-A KUBE-SERVICES -m comment --comment "${port.name} loadbalancer IP" ${port.protocolMatch} -d ${vip} --dport ${port.port} -j ${port.firewallChain}`,
      origin,
    })
    const write = (rest: string, from: string): void => {
      rules.nat.push({
        text: `-A ${port.firewallChain} -m comment --comment "${port.name} loadbalancer IP"${rest}`,
        origin: from,
      })
    }
    // Policy Local keeps the client's address; any other may cross nodes and has to masquerade.
    const chosen = port.onlyLocal ? port.localChain : port.serviceChain
    if (!port.onlyLocal && proxy.masqueradeExternal) {
      write(' -j KUBE-MARK-MASQ', port.origin('spec.externalTrafficPolicy'))
    }
    if (port.sourceRanges.length === 0) write(` -j ${chosen}`, origin)
    for (const range of port.sourceRanges) write(` -s ${range.value} -j ${chosen}`, port.origin(range.path))
    // A node that calls the load balancer's address may have that address as its source.
    if (admitsNode(port, proxy)) write(` -s ${vip} -j ${chosen}`, origin)
    write(' -j KUBE-MARK-DROP', port.sourceRanges.length > 0 ? port.origin('spec.loadBalancerSourceRanges') : origin)
  }
}

function admitsNode({ sourceRanges }: OldPort, { node, family }: OldProxy): boolean {
  const own = node.addresses.find((address) => familyOf(address) === family)
  return own !== undefined && sourceRanges.some(({ value }) => contains(value, own))
}
