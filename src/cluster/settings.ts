import { defaultLab } from '../manifest/lab.ts'
import type { LabHost, Manifest } from '../manifest/manifest.ts'
import { address, type Cidr, type Family } from '../net/address.ts'
import { addressAt, cidr, cidrFamily } from '../net/cidr.ts'
import type { Assumption, ClusterSettings } from './cluster.ts'
import { clusterDNS } from './cluster-dns.ts'
import { inferredRanges } from './inferred-ranges.ts'
import { kubeProxyClusterCIDRs, kubeProxySettings } from './kube-proxy-settings.ts'
import { kubeadmSettings, kubeletSettings } from './kubeadm-settings.ts'
import { nameServerAddress } from './outside-dns.ts'

/** A cluster as kubeadm makes it. */
export const defaultSettings: ClusterSettings = {
  families: [4],
  clusterCIDRs: [cidr('10.244.0.0/16')],
  serviceCIDRs: [cidr('10.96.0.0/12')],
  nodePortRange: { from: 30000, to: 32767 },
  dnsDomain: 'cluster.local',
  clusterDNS: [address('10.96.0.10')],
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

/**
 * The settings of a text's cluster: what its configuration documents say; for ranges they do not state, what the objects
 * that exist already give away; kubeadm's defaults for the rest.
 */
export function resolveSettings(manifest: Manifest): {
  readonly settings: ClusterSettings
  readonly inferred: readonly Assumption[]
} {
  const said = kubeadmSettings(manifest)
  const found = inferredRanges(manifest)
  const serviceCIDRs = said.serviceCIDRs ?? found.serviceCIDRs ?? defaultSettings.serviceCIDRs
  const clusterCIDRs =
    said.clusterCIDRs ?? kubeProxyClusterCIDRs(manifest) ?? found.clusterCIDRs ?? defaultClusterCIDRs(serviceCIDRs)
  const kubeProxy = kubeProxySettings(manifest, {
    ...defaultSettings.kubeProxy,
    // Pods with addresses of the nodes' own network: nothing to tell them by, as on EKS.
    ...(found.podsAmongNodes && !said.clusterCIDRs ? { detectLocal: { mode: 'none' } } : {}),
  })
  const settings: ClusterSettings = {
    ...defaultSettings,
    families: serviceCIDRs.map(cidrFamily),
    serviceCIDRs,
    clusterCIDRs,
    nodePortRange: said.nodePortRange ?? found.nodePortRange ?? defaultSettings.nodePortRange,
    dnsDomain: kubeletSettings(manifest).dnsDomain ?? said.dnsDomain ?? defaultSettings.dnsDomain,
    clusterDNS: clusterDNS(manifest, serviceCIDRs),
    kubeProxy,
    hairpinMode: kubeletSettings(manifest).hairpinMode ?? defaultSettings.hairpinMode,
  }
  const inferred: Assumption[] = []
  if (!said.serviceCIDRs && found.serviceCIDRs) inferred.push({ kind: 'service-range', names: found.serviceCIDRs })
  if (!said.clusterCIDRs && found.clusterCIDRs) inferred.push({ kind: 'pod-range', names: found.clusterCIDRs })
  if (!said.nodePortRange && found.nodePortRange) {
    const { from, to } = found.nodePortRange
    inferred.push({ kind: 'node-port-range', names: [`${from}-${to}`] })
  }
  return { settings, inferred }
}

/** A cluster with Services of a family has Pods of that family. */
function defaultClusterCIDRs(serviceCIDRs: readonly Cidr[]): readonly Cidr[] {
  return serviceCIDRs.map((range) => cidr(cidrFamily(range) === 4 ? '10.244.0.0/16' : 'fd00:10:244::/56'))
}

/** Networks of the outside world: the router's address in each. The first of a family is the LAN the nodes stand on. */
export function routerAddresses(manifest: Manifest, families: readonly Family[]): readonly string[] {
  const known = [
    ...['192.168.0.1/24', '203.0.113.1/24', '198.51.100.1/24'],
    ...(families.includes(6) ? ['2001:db8:192:168::1/64', '2001:db8:203::1/64'] : []),
  ]
  const networks = new Set(known.map((entry) => cidr(entry)))
  const nameServer = { addresses: [nameServerAddress(manifest)] }
  const more = [...manifest.lab.hosts, nameServer].flatMap((host) =>
    host.addresses.flatMap((text) => {
      const [base = ''] = text.split('/')
      const network = cidr(`${base}/${base.includes(':') ? 64 : 24}`)
      if (networks.has(network)) return []
      networks.add(network)
      return [`${addressAt(network, 1)}/${base.includes(':') ? 64 : 24}`]
    }),
  )
  return [...known, ...more]
}

/** The outside hosts; the default client has an address of every family the cluster has. */
export function outsideHosts(manifest: Manifest, families: readonly Family[]): readonly LabHost[] {
  const { hosts } = manifest.lab
  if (hosts !== defaultLab.hosts || !families.includes(6)) return hosts
  return hosts.map((host) => ({ ...host, addresses: [...host.addresses, '2001:db8:203::10/64'] }))
}
