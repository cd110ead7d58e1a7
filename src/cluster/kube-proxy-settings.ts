import type { Manifest } from '../manifest/manifest.ts'
import type { Cidr } from '../net/address.ts'
import { parseCidr } from '../net/cidr.ts'
import type { KubeProxySettings } from './cluster.ts'
import { at, text, texts, whole } from './fields.ts'
import { configuration, prefixes } from './kubeadm-settings.ts'

/** What the KubeProxyConfiguration says, over `defaults`. A value that makes no sense is as if it were not there. */
export function kubeProxySettings(manifest: Manifest, defaults: KubeProxySettings): KubeProxySettings {
  const value = configuration(manifest, 'KubeProxyConfiguration')
  if (value === undefined) return defaults
  const flag = (fallback: boolean, ...path: readonly string[]): boolean => {
    const found = at(value, ...path)
    return typeof found === 'boolean' ? found : fallback
  }
  const bit = whole(value, 'iptables', 'masqueradeBit')
  return {
    ...defaults,
    masqueradeAll: flag(defaults.masqueradeAll, 'iptables', 'masqueradeAll'),
    masqueradeBit: bit !== undefined && bit >= 0 && bit <= 31 ? bit : defaults.masqueradeBit,
    localhostNodePorts: flag(defaults.localhostNodePorts, 'iptables', 'localhostNodePorts'),
    // `primary` stands for the node's own first address, which every node knows for itself.
    nodePortAddresses: texts(value, 'nodePortAddresses').flatMap((prefix) => parseCidr(prefix) ?? []),
    nodePortAddressesPrimary: texts(value, 'nodePortAddresses').includes('primary'),
    detectLocal: detectLocal(manifest) ?? defaults.detectLocal,
    conntrackTcpBeLiberal: flag(defaults.conntrackTcpBeLiberal, 'conntrack', 'tcpBeLiberal'),
  }
}

function detectLocal(manifest: Manifest): KubeProxySettings['detectLocal'] | undefined {
  const value = configuration(manifest, 'KubeProxyConfiguration')
  const bridge = text(value, 'detectLocal', 'bridgeInterface')
  const prefix = text(value, 'detectLocal', 'interfaceNamePrefix')
  switch (text(value, 'detectLocalMode') ?? 'ClusterCIDR') {
    case 'NodeCIDR':
      return { mode: 'NodeCIDR' }
    case 'BridgeInterface':
      return bridge ? { mode: 'BridgeInterface', bridge } : { mode: 'none' }
    case 'InterfaceNamePrefix':
      return prefix ? { mode: 'InterfaceNamePrefix', prefix } : { mode: 'none' }
    default: {
      const written = at(value, 'clusterCIDR')
      if (typeof written !== 'string') return undefined
      const clusterCIDRs = prefixes(written)
      // Written and empty, as on clusters whose Pods have addresses of the nodes' own network: nothing to tell them by.
      return clusterCIDRs ? { mode: 'ClusterCIDR', clusterCIDRs } : { mode: 'none' }
    }
  }
}

/** The Pod range kube-proxy was told, when it was told one. */
export function kubeProxyClusterCIDRs(manifest: Manifest): readonly Cidr[] | undefined {
  return prefixes(text(configuration(manifest, 'KubeProxyConfiguration'), 'clusterCIDR'))
}
