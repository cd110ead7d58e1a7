import type { Cluster, Node } from '../cluster/cluster.ts'
import type { Family } from '../net/address.ts'
import type { RestoreChain, RestoreDocument, RestoreRule } from '../netfilter/document.ts'
import { writeCaptureRules } from './capture-rules.ts'
import { writeBalancing, writeEndpointChains } from './endpoint-rules.ts'
import { compileOldIptables } from './iptables-v1.12.ts'
import { localDetector } from './local-detector.ts'
import { martianRule } from './martian-rule.ts'
import { masqueradeMark } from './masquerade-mark.ts'
import { type NodePortScope, nodePortScope } from './node-port-addresses.ts'
import { writeExternalChain, writeFirewallChain, writeInternalMasquerade } from './policy-rules.ts'
import { countEndpoints, proxyPorts } from './service-ports.ts'
import { type PlannedPort, type ProxyOptions, planPort, type ServiceRules } from './service-rules.ts'

/** Above this many endpoints kube-proxy drops their rules' comments to save memory. */
const largeCluster = 1000

/**
 * kube-proxy's iptables-restore input for a full sync on one node, line by line in the order it is emitted, as the
 * version the Lab asks for wrote it. To be loaded with --noflush: the base chains and the jumps from them are
 * `baseDocument`. kube-proxy walks Services in no fixed order; here it is that of `cluster.services`. An unknown node
 * name is a mistake of the caller and throws.
 */
export function compileIptables(cluster: Cluster, nodeName: string, family: Family = 4): RestoreDocument {
  const node = cluster.nodes.find((candidate) => candidate.name === nodeName)
  if (node === undefined) throw new Error(`no node ${nodeName}`)
  if (cluster.lab.kubernetesVersion === 'v1.12') return compileOldIptables(cluster, node, family)
  const scope = nodePortScope(cluster, node, family)
  const rules = writeServices(cluster, node, family, scope)
  return {
    family,
    tables: [filterTable(cluster, family, scope, rules), natTable(cluster, family, scope, rules)],
  }
}

function writeServices(cluster: Cluster, node: Node, family: Family, scope: NodePortScope): ServiceRules {
  const { kubeProxy } = cluster.settings
  const options: ProxyOptions = {
    family,
    node,
    detector: localDetector(cluster, node, family),
    masqueradeAll: kubeProxy.masqueradeAll,
    masqueradeExternal: cluster.lab.whatIf.masquerade,
    countLocalhostNodePorts: scope.localhost && kubeProxy.nfacctCounters.includes('localhost_nps_accepted_pkts'),
    endpointComments: countEndpoints(cluster, family) <= largeCluster,
  }
  const rules: ServiceRules = { filter: [], natChains: [], nat: [] }
  for (const port of proxyPorts(cluster, family, node.name)) {
    const planned = planPort(port, node)
    declareChains(planned, rules)
    writeCaptureRules(planned, options, rules)
    writeInternalMasquerade(planned, options, rules)
    writeExternalChain(planned, options, rules)
    writeFirewallChain(planned, options, rules)
    writeBalancing(planned, options, rules)
    writeEndpointChains(planned, options, rules)
  }
  return rules
}

function declareChains(planned: PlannedPort, { natChains }: ServiceRules): void {
  if (planned.usesExternal) natChains.push({ name: planned.externalChain })
  if (planned.usesFirewall) natChains.push({ name: planned.firewallChain })
  if (planned.usesCluster) natChains.push({ name: planned.clusterChain })
  if (planned.usesLocal) natChains.push({ name: planned.localChain })
  for (const { chain } of planned.sets.reachable) natChains.push({ name: chain })
}

function filterTable(cluster: Cluster, family: Family, scope: NodePortScope, { filter }: ServiceRules) {
  const { conntrackTcpBeLiberal, nfacctCounters } = cluster.settings.kubeProxy
  const guardsLocalhost = family === 4 && scope.localhost
  const chains = ['KUBE-SERVICES', 'KUBE-EXTERNAL-SERVICES', 'KUBE-FORWARD', 'KUBE-NODEPORTS', 'KUBE-PROXY-FIREWALL']
  if (guardsLocalhost) chains.push('KUBE-FIREWALL')
  const counter = nfacctCounters.includes('ct_state_invalid_dropped_pkts')
    ? ' -m nfacct --nfacct-name ct_state_invalid_dropped_pkts'
    : ''
  const mark = masqueradeMark(cluster)
  const forward = asRules(
    // A packet outside its connection's window escapes NAT undoing and would reset the connection.
    conntrackTcpBeLiberal ? undefined : `-A KUBE-FORWARD -m conntrack --ctstate INVALID${counter} -j DROP`,
    `-A KUBE-FORWARD -m comment --comment "kubernetes forwarding rules" -m mark --mark ${mark}/${mark} -j ACCEPT`,
    '-A KUBE-FORWARD -m comment --comment "kubernetes forwarding conntrack rule" -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
  )
  const rules = asRules(guardsLocalhost ? martianRule : undefined).concat(filter, forward)
  return { name: 'filter' as const, chains: chains.map((name) => ({ name })), rules }
}

function natTable(cluster: Cluster, family: Family, scope: NodePortScope, { nat, natChains }: ServiceRules) {
  const mark = masqueradeMark(cluster)
  const randomFully = cluster.settings.kubeProxy.randomFully ? ' --random-fully' : ''
  const own: RestoreChain[] = ['KUBE-SERVICES', 'KUBE-NODEPORTS', 'KUBE-POSTROUTING', 'KUBE-MARK-MASQ'].map((name) => ({
    name,
  }))
  const masquerading = asRules(
    `-A KUBE-POSTROUTING -m mark ! --mark ${mark}/${mark} -j RETURN`,
    // Cleared so that a packet that passes netfilter again, out of a tunnel, is not masqueraded twice.
    `-A KUBE-POSTROUTING -j MARK --xor-mark ${mark}`,
    `-A KUBE-POSTROUTING -m comment --comment "kubernetes service traffic requiring SNAT" -j MASQUERADE${randomFully}`,
    `-A KUBE-MARK-MASQ -j MARK --or-mark ${mark}`,
  )
  const rules = masquerading.concat(nat, asRules(...nodePortJumps(family, scope)))
  return { name: 'nat' as const, chains: own.concat(natChains), rules }
}

/** The last rules of KUBE-SERVICES: what is meant for the node itself may be meant for a node port. */
function nodePortJumps(family: Family, scope: NodePortScope): string[] {
  const head =
    '-A KUBE-SERVICES -m comment --comment "kubernetes service nodeports; NOTE: this must be the last rule in this chain"'
  if (scope.addresses) return scope.addresses.map((own) => `${head} -d ${own} -j KUBE-NODEPORTS`)
  const notLoopback = scope.localhost ? '' : ` ! -d ${family === 4 ? '127.0.0.0/8' : '::1/128'}`
  return [`${head} -m addrtype --dst-type LOCAL${notLoopback} -j KUBE-NODEPORTS`]
}

function asRules(...texts: readonly (string | undefined)[]): RestoreRule[] {
  return texts.flatMap((text) => (text === undefined ? [] : [{ text }]))
}
