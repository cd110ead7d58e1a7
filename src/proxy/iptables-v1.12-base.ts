import type { Family } from '../net/address.ts'
import type { RestoreDocument, RestoreTable } from '../netfilter/document.ts'
import { baseChains } from '../netfilter/hook.ts'

/** Bit 15, the kubelet's; kube-proxy only jumps to the chain that sets it. */
const dropMark = '0x00008000/0x00008000'

const isNew = '-m conntrack --ctstate NEW -m comment --comment'

/**
 * A node before the first sync of kube-proxy v1.12, when the kubelet started first: it makes KUBE-MARK-DROP and the rule
 * that drops what is marked, on INPUT and OUTPUT only. There is no canary yet, and nothing in mangle.
 */
export function oldBaseDocument(family: Family): RestoreDocument {
  return {
    family,
    tables: [
      table('filter', ['KUBE-FIREWALL', 'KUBE-EXTERNAL-SERVICES', 'KUBE-SERVICES', 'KUBE-FORWARD'], filterRules),
      table('nat', ['KUBE-MARK-DROP', 'KUBE-SERVICES', 'KUBE-POSTROUTING'], natRules),
    ],
  }
}

const filterRules = [
  `-A INPUT ${isNew} "kubernetes externally-visible service portals" -j KUBE-EXTERNAL-SERVICES`,
  '-A INPUT -j KUBE-FIREWALL',
  '-A FORWARD -m comment --comment "kubernetes forwarding rules" -j KUBE-FORWARD',
  `-A OUTPUT ${isNew} "kubernetes service portals" -j KUBE-SERVICES`,
  '-A OUTPUT -j KUBE-FIREWALL',
  `-A KUBE-FIREWALL -m comment --comment "kubernetes firewall for dropping marked packets" -m mark --mark ${dropMark} -j DROP`,
]

const natRules = [
  '-A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES',
  '-A OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES',
  '-A POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING',
  `-A KUBE-MARK-DROP -j MARK --set-xmark ${dropMark}`,
]

function table(name: 'filter' | 'nat', chains: readonly string[], rules: readonly string[]): RestoreTable {
  const base = baseChains[name].map((hook) => ({ name: hook, policy: 'ACCEPT' as const }))
  return {
    name,
    chains: [...base, ...chains.map((chain) => ({ name: chain }))],
    rules: rules.map((text) => ({ text })),
  }
}
