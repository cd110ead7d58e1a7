import type { Manifest } from '../manifest/manifest.ts'
import { cidr } from '../net/cidr.ts'
import type { ClusterSettings } from './cluster.ts'

/** A cluster as kubeadm makes it. */
export const defaultSettings: ClusterSettings = {
  families: [4],
  clusterCIDRs: [cidr('10.244.0.0/16')],
  serviceCIDRs: [cidr('10.96.0.0/12')],
  nodePortRange: { from: 30000, to: 32767 },
  dnsDomain: 'cluster.local',
  kubeProxy: {
    masqueradeAll: false,
    masqueradeBit: 14,
    localhostNodePorts: true,
    nodePortAddresses: [],
    detectLocal: { mode: 'ClusterCIDR' },
    randomFully: true,
    conntrackTcpBeLiberal: false,
    nfacctCounters: [],
  },
  hairpinMode: 'hairpin-veth',
}

/** Networks of the outside world: the router's address in each. The first is the LAN the nodes stand on. */
export function routerAddresses(manifest: Manifest): readonly string[] {
  const known = ['192.168.0.1/24', '203.0.113.1/24', '198.51.100.1/24']
  const networks = new Set(known.map((entry) => cidr(entry)))
  const more = manifest.lab.hosts.flatMap((host) =>
    host.addresses.flatMap((text) => {
      if (text.includes(':')) return []
      const network = cidr(`${text.split('/')[0]}/24`)
      if (networks.has(network)) return []
      networks.add(network)
      return [`${network.replace(/\.0\/24$/, '.1')}/24`]
    }),
  )
  return [...known, ...more]
}
