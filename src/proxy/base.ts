import type { Family } from '../net/address.ts'
import type { RestoreChain, RestoreDocument, RestoreTable } from '../netfilter/document.ts'
import { baseChains, type TableName } from '../netfilter/hook.ts'
import { martianRule } from './martian-rule.ts'

/**
 * A node before kube-proxy's first sync: the kubelet's chains, and the jumps kube-proxy ensures, in the order they have
 * when the kubelet started first. Each jump was inserted in front of the earlier ones, so the last ensured comes first.
 */
export function baseDocument(family: Family = 4): RestoreDocument {
  const filterChains = ['EXTERNAL-SERVICES', 'FIREWALL', 'FORWARD', 'NODEPORTS', 'PROXY-FIREWALL', 'SERVICES']
  return {
    family,
    tables: [
      table('mangle', ['KUBE-IPTABLES-HINT', ...canaries], []),
      table('filter', [...canaries, ...filterChains.map((name) => `KUBE-${name}`)], filterRules(family)),
      table('nat', [...canaries, 'KUBE-SERVICES', 'KUBE-POSTROUTING'], natRules),
    ],
  }
}

/** Empty chains that the kubelet and kube-proxy look for now and then: when they are gone, everything was flushed. */
const canaries = ['KUBE-KUBELET-CANARY', 'KUBE-PROXY-CANARY']

const isNew = '-m conntrack --ctstate NEW -m comment --comment'

function filterRules(family: Family): string[] {
  // The kubelet has no KUBE-FIREWALL for IPv6; there kube-proxy's own jump to it is the last one ensured.
  const kubelet = family === 4
  const guard = (hook: string): string => `-A ${hook} -j KUBE-FIREWALL`
  const first = (hook: string): string[] => (kubelet ? [] : [guard(hook)])
  const last = (hook: string): string[] => (kubelet ? [guard(hook)] : [])
  return [
    ...first('INPUT'),
    `-A INPUT ${isNew} "kubernetes load balancer firewall" -j KUBE-PROXY-FIREWALL`,
    '-A INPUT -m comment --comment "kubernetes health check service ports" -j KUBE-NODEPORTS',
    `-A INPUT ${isNew} "kubernetes externally-visible service portals" -j KUBE-EXTERNAL-SERVICES`,
    ...last('INPUT'),
    `-A FORWARD ${isNew} "kubernetes load balancer firewall" -j KUBE-PROXY-FIREWALL`,
    '-A FORWARD -m comment --comment "kubernetes forwarding rules" -j KUBE-FORWARD',
    `-A FORWARD ${isNew} "kubernetes service portals" -j KUBE-SERVICES`,
    `-A FORWARD ${isNew} "kubernetes externally-visible service portals" -j KUBE-EXTERNAL-SERVICES`,
    ...first('OUTPUT'),
    `-A OUTPUT ${isNew} "kubernetes load balancer firewall" -j KUBE-PROXY-FIREWALL`,
    `-A OUTPUT ${isNew} "kubernetes service portals" -j KUBE-SERVICES`,
    ...last('OUTPUT'),
    ...(kubelet ? [martianRule] : []),
  ]
}

const natRules = [
  '-A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES',
  '-A OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES',
  '-A POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING',
]

function table(name: TableName, chains: readonly string[], rules: readonly string[]): RestoreTable {
  const base: RestoreChain[] = baseChains[name].map((hook) => ({ name: hook, policy: 'ACCEPT' }))
  return {
    name,
    chains: [...base, ...chains.map((chain) => ({ name: chain }))],
    rules: rules.map((text) => ({ text })),
  }
}
