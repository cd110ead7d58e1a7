import { type Cluster, type Pod, qualifiedName } from '../cluster/cluster.ts'
import { familyOf } from '../net/address.ts'
import { contains, hostCidr } from '../net/cidr.ts'
import { connected, defaultRoutes } from './connected.ts'
import type { Device, Host } from './network.ts'
import { bridgeAddress } from './node.ts'
import { plainHost } from './sysctls.ts'

/** A Pod's network namespace: eth0 in its node's Pod network, default route to the bridge. */
export function buildPod(cluster: Cluster, pod: Pod): Host {
  const node = cluster.nodes.find((candidate) => candidate.name === pod.node)
  const addresses = pod.addresses.map((address) => ({
    address,
    network: node?.podCIDRs.find((network) => contains(network, address)) ?? hostCidr(address),
  }))
  const devices: readonly Device[] = [{ name: 'eth0', type: 'eth', addresses }]
  const gateways = addresses.flatMap(({ address }) => {
    const gateway = node && bridgeAddress(node, address)
    return gateway && familyOf(gateway) === familyOf(address) ? defaultRoutes('eth0', [gateway]) : []
  })
  return {
    name: qualifiedName(pod),
    kind: 'pod',
    devices,
    routes: [...connected(devices), ...gateways],
    sockets: pod.listens.map(({ port, protocol, address }) =>
      address ? { port, protocol, address } : { port, protocol },
    ),
    sysctls: plainHost,
  }
}
