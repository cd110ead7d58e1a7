import type { Cluster } from '../cluster/cluster.ts'
import type { Family } from '../net/address.ts'
import { cidrFamily } from '../net/cidr.ts'
import type { RestoreDocument } from '../netfilter/document.ts'

/** What ip-masq-agent leaves alone by default, and what it would for IPv6. */
const privateRanges: Readonly<Record<Family, readonly string[]>> = {
  4: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'],
  6: ['fc00::/7'],
}

/**
 * The CNI's masquerading of what Pods send out of the cluster, shaped like ip-masq-agent's; without it answers from the
 * internet could not find their way back. Lab `egressMasquerade`: `outside` leaves private ranges alone, `all` only the
 * cluster's own, `off` has no rules.
 */
export function cniDocument(cluster: Cluster, family: Family = 4): RestoreDocument {
  const { egressMasquerade } = cluster.lab
  if (egressMasquerade === 'off') return { family, tables: [] }
  const ofFamily = (prefixes: readonly string[]): string[] => prefixes.filter((prefix) => isFamily(prefix, family))
  const pods = ofFamily(cluster.settings.clusterCIDRs)
  const spared =
    egressMasquerade === 'all' ? [...pods, ...ofFamily(cluster.settings.serviceCIDRs)] : privateRanges[family]
  const old = cluster.lab.kubernetesVersion === 'v1.12'
  const randomFully = cluster.settings.kubeProxy.randomFully && !old ? ' --random-fully' : ''
  const rules = [
    ...pods.map(
      (prefix) =>
        `-A POSTROUTING -s ${prefix} -m comment --comment "ip-masq-agent: ensure nat POSTROUTING directs all non-LOCAL destination traffic to our custom IP-MASQ-AGENT chain" -m addrtype ! --dst-type LOCAL -j IP-MASQ-AGENT`,
    ),
    ...spared.map(
      (prefix) =>
        `-A IP-MASQ-AGENT -d ${prefix} -m comment --comment "ip-masq-agent: local traffic is not subject to MASQUERADE" -j RETURN`,
    ),
    `-A IP-MASQ-AGENT -m comment --comment "ip-masq-agent: outbound traffic is subject to MASQUERADE (must be last in chain)" -j MASQUERADE${randomFully}`,
  ]
  return {
    family,
    tables: [{ name: 'nat', chains: [{ name: 'IP-MASQ-AGENT' }], rules: rules.map((text) => ({ text })) }],
  }
}

function isFamily(prefix: string, family: Family): boolean {
  return cidrFamily(prefix as Parameters<typeof cidrFamily>[0]) === family
}
