import type { PlannedPort, ProxyOptions, ServiceRules } from './service-rules.ts'

/**
 * The rules that recognise traffic for a Service port by its destination: in nat they send it to the port's chains, in
 * filter they refuse it when no endpoint can take it.
 */
export function writeCaptureRules(planned: PlannedPort, options: ProxyOptions, rules: ServiceRules): void {
  writeClusterIP(planned, rules)
  writeExternalIPs(planned, rules)
  writeLoadBalancerIPs(planned, rules)
  writeNodePort(planned, options, rules)
  const { port } = planned
  if (port.service.healthCheckNodePort !== 0) {
    rules.filter.push({
      text: `-A KUBE-NODEPORTS -m comment --comment "${port.name} health check node port" -m tcp -p tcp --dport ${port.service.healthCheckNodePort} -j ACCEPT`,
      origin: port.service.origin('spec.healthCheckNodePort'),
    })
  }
}

function writeClusterIP(
  { port, sets, hasInternal, internalChain, protocolMatch }: PlannedPort,
  rules: ServiceRules,
): void {
  const destination = `${protocolMatch} -d ${port.service.clusterIP} --dport ${port.port}`
  const origin = port.service.origin('spec.clusterIP')
  if (hasInternal) {
    rules.nat.push({
      text: `-A KUBE-SERVICES -m comment --comment "${port.name} cluster IP" ${destination} -j ${internalChain}`,
      origin,
    })
    return
  }
  const { reason, target } = refusal(sets.any)
  rules.filter.push({
    text: `-A KUBE-SERVICES -m comment --comment "${port.name} ${reason}" ${destination} -j ${target}`,
    origin: sets.any ? port.service.origin('spec.internalTrafficPolicy') : origin,
  })
}

function writeExternalIPs(planned: PlannedPort, rules: ServiceRules): void {
  const { port, sets, hasExternal, externalChain, protocolMatch } = planned
  for (const { value, path } of port.service.externalIPs) {
    const destination = `${protocolMatch} -d ${value} --dport ${port.port}`
    if (sets.any) {
      rules.nat.push({
        text: `-A KUBE-SERVICES -m comment --comment "${port.name} external IP" ${destination} -j ${externalChain}`,
        origin: port.service.origin(path),
      })
    }
    if (!hasExternal) refuseExternal(planned, destination, path, rules)
  }
}

function writeLoadBalancerIPs(planned: PlannedPort, rules: ServiceRules): void {
  const { port, sets, hasExternal, firewallChain, usesFirewall, externalChain, protocolMatch } = planned
  for (const { value, path } of port.service.vips) {
    const destination = `${protocolMatch} -d ${value} --dport ${port.port}`
    if (sets.any) {
      const chain = usesFirewall ? firewallChain : externalChain
      rules.nat.push({
        text: `-A KUBE-SERVICES -m comment --comment "${port.name} loadbalancer IP" ${destination} -j ${chain}`,
        origin: port.service.origin(path),
      })
    }
    if (usesFirewall) {
      rules.filter.push({
        text: `-A KUBE-PROXY-FIREWALL -m comment --comment "${port.name} traffic not accepted by ${firewallChain}" ${destination} -j DROP`,
        origin: port.service.origin('spec.loadBalancerSourceRanges'),
      })
    }
  }
  // kube-proxy refuses in a second loop, so with several addresses these come after all of the above.
  if (hasExternal) return
  for (const { value, path } of port.service.vips) {
    refuseExternal(planned, `${protocolMatch} -d ${value} --dport ${port.port}`, path, rules)
  }
}

function writeNodePort(planned: PlannedPort, options: ProxyOptions, rules: ServiceRules): void {
  const { port, sets, hasExternal, externalChain, protocolMatch } = planned
  if (port.nodePort === 0) return
  const path = `${port.path}.nodePort`
  if (sets.any) {
    const origin = port.service.origin(path)
    const head = `-A KUBE-NODEPORTS -m comment --comment ${port.name} ${protocolMatch}`
    if (options.countLocalhostNodePorts) {
      const counter = '-m nfacct --nfacct-name localhost_nps_accepted_pkts'
      rules.nat.push({ text: `${head} -d 127.0.0.0/8 --dport ${port.nodePort} ${counter} -j ${externalChain}`, origin })
    }
    rules.nat.push({ text: `${head} --dport ${port.nodePort} -j ${externalChain}`, origin })
  }
  if (!hasExternal) {
    refuseExternal(planned, `-m addrtype --dst-type LOCAL ${protocolMatch} --dport ${port.nodePort}`, path, rules)
  }
}

function refuseExternal({ port, sets }: PlannedPort, destination: string, path: string, rules: ServiceRules): void {
  const { reason, target } = refusal(sets.any)
  rules.filter.push({
    text: `-A KUBE-EXTERNAL-SERVICES -m comment --comment "${port.name} ${reason}" ${destination} -j ${target}`,
    origin: port.service.origin(sets.any ? 'spec.externalTrafficPolicy' : path),
  })
}

/** Nothing anywhere: say so. Nothing here only: keep silent, so that a load balancer tries another node. */
function refusal(anywhere: boolean): { readonly reason: string; readonly target: string } {
  return anywhere
    ? { reason: 'has no local endpoints', target: 'DROP' }
    : { reason: 'has no endpoints', target: 'REJECT' }
}
