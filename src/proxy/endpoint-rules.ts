import { probability } from './probability.ts'
import type { ProxyEndpoint, ProxyPort } from './service-ports.ts'
import type { PlannedPort, ProxyOptions, ServiceRules } from './service-rules.ts'

/** KUBE-SVC and KUBE-SVL: which endpoint a connection goes to. */
export function writeBalancing(planned: PlannedPort, options: ProxyOptions, rules: ServiceRules): void {
  const { port, sets, clusterChain, localChain } = planned
  if (sets.cluster.length > 0) {
    balance(port, clusterChain, sets.cluster, port.service.origin(`${port.path}.port`), options, rules)
  }
  if (sets.local.length > 0) {
    const policy = port.service.externalLocal ? 'spec.externalTrafficPolicy' : 'spec.internalTrafficPolicy'
    balance(port, localChain, sets.local, port.service.origin(policy), options, rules)
  }
}

function balance(
  port: ProxyPort,
  chain: string,
  endpoints: readonly ProxyEndpoint[],
  origin: string,
  options: ProxyOptions,
  rules: ServiceRules,
): void {
  const start = options.endpointComments ? `-A ${chain} -m comment --comment "${port.name} -> ` : `-A ${chain}`
  const head = (socket: string): string => (options.endpointComments ? `${start}${socket}"` : start)
  if (port.service.affinitySeconds !== undefined) {
    const sticky = port.service.origin('spec.sessionAffinity')
    for (const { socket, chain: target } of endpoints) {
      const seen = `-m recent --name ${target} --rcheck --seconds ${port.service.affinitySeconds} --reap`
      rules.nat.push({ text: `${head(socket)} ${seen} -j ${target}`, origin: sticky })
    }
  }
  const count = endpoints.length
  for (let i = 0; i < count; i++) {
    const { socket, chain: target } = endpoints[i] as ProxyEndpoint
    // Each rule sees only what the ones before it let pass, so 1/n, 1/(n-1), … 1 are equal shares.
    const share = i < count - 1 ? ` -m statistic --mode random --probability ${probability(count - i)}` : ''
    rules.nat.push({ text: `${head(socket)}${share} -j ${target}`, origin })
  }
}

/** KUBE-SEP: translate the destination to one endpoint. A Pod that meets itself here is masqueraded (hairpin). */
export function writeEndpointChains(planned: PlannedPort, options: ProxyOptions, rules: ServiceRules): void {
  const { port, sets, protocolMatch } = planned
  const origin = port.service.origin(`${port.path}.targetPort`)
  const comment = options.endpointComments ? ` -m comment --comment ${port.name}` : ''
  for (const { chain, address, socket } of sets.reachable) {
    const remember = port.service.affinitySeconds === undefined ? '' : ` -m recent --name ${chain} --set`
    const head = `-A ${chain}${comment}`
    rules.nat.push({ text: `${head} -s ${address} -j KUBE-MARK-MASQ`, origin })
    rules.nat.push({ text: `${head}${remember} ${protocolMatch} -j DNAT --to-destination ${socket}`, origin })
  }
}
