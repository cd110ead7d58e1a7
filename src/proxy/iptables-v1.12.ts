import type { Cluster, Node } from '../cluster/cluster.ts'
import type { Family } from '../net/address.ts'
import type { RestoreDocument, RestoreRule } from '../netfilter/document.ts'
import { writeOldCaptureRules } from './iptables-v1.12-capture.ts'
import { writeOldEndpoints } from './iptables-v1.12-endpoints.ts'
import { writeLocalChain } from './iptables-v1.12-local.ts'
import { oldNodePortAddresses } from './iptables-v1.12-node-ports.ts'
import { type OldPort, type OldProxy, type OldRules, oldPorts } from './iptables-v1.12-ports.ts'
import { masqueradeMark } from './masquerade-mark.ts'
import { podRange } from './pod-range.ts'

/**
 * kube-proxy's iptables-restore input as v1.10 to v1.13 wrote it, to be loaded over `oldBaseDocument`. Its rules carry
 * Service comments, as dumps of that time do; some releases in between lost those of KUBE-SVC and KUBE-SEP.
 */
export function compileOldIptables(cluster: Cluster, node: Node, family: Family): RestoreDocument {
  const proxy: OldProxy = {
    family,
    node,
    clusterCIDR: podRange(cluster, family),
    masqueradeAll: cluster.settings.kubeProxy.masqueradeAll,
    masqueradeExternal: cluster.lab.whatIf.masquerade,
  }
  const rules: OldRules = { filter: [], natChains: [], nat: [] }
  for (const port of oldPorts(cluster, node, family)) {
    declareChains(port, rules)
    writeOldCaptureRules(port, proxy, rules)
    writeOldEndpoints(port, rules)
    writeLocalChain(port, proxy, rules)
  }
  return { family, tables: [filterTable(cluster, proxy, rules), natTable(cluster, proxy, rules)] }
}

function declareChains(port: OldPort, { natChains }: OldRules): void {
  if (port.endpoints.length > 0) natChains.push({ name: port.serviceChain })
  // Declared even without endpoints, and then empty.
  if (port.onlyLocal) natChains.push({ name: port.localChain })
  if (port.endpoints.length > 0 && port.vips.length > 0) natChains.push({ name: port.firewallChain })
  for (const { chain } of port.endpoints) natChains.push({ name: chain })
}

function filterTable(cluster: Cluster, { clusterCIDR }: OldProxy, { filter }: OldRules) {
  const mark = masqueradeMark(cluster)
  const own = [
    `-A KUBE-FORWARD -m comment --comment "kubernetes forwarding rules" -m mark --mark ${mark}/${mark} -j ACCEPT`,
  ]
  if (clusterCIDR !== undefined) {
    const known = '-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT'
    own.push(
      `-A KUBE-FORWARD -s ${clusterCIDR} -m comment --comment "kubernetes forwarding conntrack pod source rule" ${known}`,
      `-A KUBE-FORWARD -m comment --comment "kubernetes forwarding conntrack pod destination rule" -d ${clusterCIDR} ${known}`,
    )
  }
  return {
    name: 'filter' as const,
    chains: ['KUBE-SERVICES', 'KUBE-EXTERNAL-SERVICES', 'KUBE-FORWARD'].map((name) => ({ name })),
    rules: [...filter, ...own.map(plain)],
  }
}

function natTable(cluster: Cluster, { node, family }: OldProxy, { nat, natChains }: OldRules) {
  const mark = masqueradeMark(cluster)
  const own = ['KUBE-SERVICES', 'KUBE-NODEPORTS', 'KUBE-POSTROUTING', 'KUBE-MARK-MASQ'].map((name) => ({ name }))
  const first = [
    // The mark is not cleared: it stays on the packet until it leaves the node.
    `-A KUBE-POSTROUTING -m comment --comment "kubernetes service traffic requiring SNAT" -m mark --mark ${mark}/${mark} -j MASQUERADE`,
    `-A KUBE-MARK-MASQ -j MARK --set-xmark ${mark}/${mark}`,
  ]
  const last =
    '-A KUBE-SERVICES -m comment --comment "kubernetes service nodeports; NOTE: this must be the last rule in this chain"'
  const addresses = oldNodePortAddresses(cluster, node, family)
  const jumps = addresses
    ? addresses.map((own) => `${last} -d ${own} -j KUBE-NODEPORTS`)
    : [`${last} -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS`]
  return {
    name: 'nat' as const,
    chains: [...own, ...natChains],
    rules: [...first.map(plain), ...nat, ...jumps.map(plain)],
  }
}

function plain(text: string): RestoreRule {
  return { text }
}
