import { familyOf } from '../net/address.ts'
import { contains } from '../net/cidr.ts'
import type { PlannedPort, ProxyOptions, ServiceRules } from './service-rules.ts'

/** First rule of the cluster IP's chain: mark for masquerading what does not come from a Pod. */
export function writeInternalMasquerade(planned: PlannedPort, options: ProxyOptions, rules: ServiceRules): void {
  const { port, hasInternal, internalChain, protocolMatch } = planned
  const { detector, masqueradeAll } = options
  if (!hasInternal || (!masqueradeAll && detector === undefined)) return
  const from = masqueradeAll ? '' : ` ${detector?.ifNotLocal}`
  rules.nat.push({
    text: `-A ${internalChain} -m comment --comment "${port.name} cluster IP" ${protocolMatch} -d ${port.service.clusterIP} --dport ${port.port}${from} -j KUBE-MARK-MASQ`,
    origin: port.service.origin('spec.clusterIP'),
  })
}

/**
 * KUBE-EXT: traffic from outside. Policy Cluster masquerades all of it and may cross nodes; policy Local keeps the
 * client's address and stays here, except for what Pods and the node itself send.
 */
export function writeExternalChain(planned: PlannedPort, options: ProxyOptions, rules: ServiceRules): void {
  const { port, usesExternal, usesLocal, externalChain, clusterChain, localChain } = planned
  if (!usesExternal) return
  const origin = port.service.origin('spec.externalTrafficPolicy')
  const write = (rest: string): void => {
    rules.nat.push({ text: `-A ${externalChain} ${rest}`, origin })
  }
  const traffic = `for ${port.name} external destinations`
  if (!port.service.externalLocal) {
    if (options.masqueradeExternal) write(`-m comment --comment "masquerade traffic ${traffic}" -j KUBE-MARK-MASQ`)
    write(`-j ${clusterChain}`)
    return
  }
  if (options.detector) {
    write(`-m comment --comment "pod traffic ${traffic}" ${options.detector.ifLocal} -j ${clusterChain}`)
  }
  const local = '-m addrtype --src-type LOCAL'
  if (options.masqueradeExternal) {
    write(`-m comment --comment "masquerade LOCAL traffic ${traffic}" ${local} -j KUBE-MARK-MASQ`)
  }
  write(`-m comment --comment "route LOCAL traffic ${traffic}" ${local} -j ${clusterChain}`)
  if (usesLocal) write(`-j ${localChain}`)
}

/** KUBE-FW: lets `loadBalancerSourceRanges` through to KUBE-EXT; what falls out is dropped in filter. */
export function writeFirewallChain(planned: PlannedPort, options: ProxyOptions, rules: ServiceRules): void {
  const { port, usesFirewall, firewallChain, externalChain } = planned
  if (!usesFirewall) return
  const head = `-A ${firewallChain} -m comment --comment "${port.name} loadbalancer IP"`
  for (const { value, path } of port.service.sourceRanges) {
    rules.nat.push({ text: `${head} -s ${value} -j ${externalChain}`, origin: port.service.origin(path) })
  }
  // A node that calls the load balancer's address has that address as its source.
  const own = options.node.addresses.find((address) => familyOf(address) === options.family)
  if (own !== undefined && port.service.sourceRanges.some(({ value }) => contains(value, own))) {
    for (const { value, path } of port.service.vips) {
      rules.nat.push({ text: `${head} -s ${value} -j ${externalChain}`, origin: port.service.origin(path) })
    }
  }
  rules.nat.push({
    text: `-A ${firewallChain} -m comment --comment "other traffic to ${port.name} will be dropped by KUBE-PROXY-FIREWALL"`,
    origin: port.service.origin('spec.loadBalancerSourceRanges'),
  })
}
