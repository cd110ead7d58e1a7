import type { LabLoadBalancer } from '../manifest/manifest.ts'
import { type Address, address, familyOf, parseAddress } from '../net/address.ts'
import { addressAt, cidr } from '../net/cidr.ts'
import type { Service } from './cluster.ts'

/** Addresses that a provider without any other wish gives, per family. */
const firstAddress = { 4: address('80.11.12.20'), 6: address('2001:db8:80::20') } as const

/**
 * The Services once the Lab's load-balancer provider has seen them: those of type LoadBalancer that have no address in
 * their status get one. Without a provider they stay `<pending>`. A status that names only a host name, as on AWS, gets
 * an address of mode Proxy: kube-proxy does not know what the name resolves to, and writes no rule for it.
 */
export function withLoadBalancers(services: readonly Service[], lab: LabLoadBalancer | undefined): readonly Service[] {
  const taken = new Set(
    services.flatMap((service) => [...service.loadBalancer.map(({ ip }) => ip), ...service.externalIPs]),
  )
  const next = (like: Address | undefined): Address => {
    const first = parseAddress(lab?.vip?.split('/')[0] ?? '') ?? firstAddress[like ? familyOf(like) : 4]
    let offset = 0
    const base = cidr(`${first}/${familyOf(first) === 4 ? 32 : 128}`)
    while (taken.has(addressAt(base, offset))) offset++
    const chosen = addressAt(base, offset)
    taken.add(chosen)
    return chosen
  }
  return services.map((service) => {
    if (service.type !== 'LoadBalancer' || service.loadBalancer.length > 0) return service
    if (service.loadBalancerHost === undefined && lab === undefined) return service
    const wanted = service.loadBalancerIP
    const ip = wanted !== undefined && !taken.has(wanted) ? wanted : next(service.clusterIPs[0])
    taken.add(ip)
    const ipMode = service.loadBalancerHost === undefined ? ipModeOf(lab) : 'Proxy'
    return { ...service, loadBalancer: [{ ip, ipMode, assumed: true }] }
  })
}

/** Mode VIP is for balancers that leave the destination address as it is. */
function ipModeOf(lab: LabLoadBalancer | undefined): 'VIP' | 'Proxy' {
  if (lab?.ipMode) return lab.ipMode
  return lab?.targets === 'pods' || lab?.sourceAddress === 'own' ? 'Proxy' : 'VIP'
}
