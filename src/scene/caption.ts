import type { Cluster } from '../cluster/cluster.ts'
import { podAt } from '../cluster/find-pod.ts'
import { serviceInComment } from '../explain/cause.ts'
import type { Message } from '../explain/message.ts'
import type { RuleEvent, TranslateEvent } from '../trace/trace.ts'
import { balancerRule, targetInComment } from './balancer-captions.ts'
import type { Header } from './timeline.ts'

/** What a rule's sentence may speak of. */
export interface CaptionContext {
  readonly cluster: Cluster
  readonly header: Header
  readonly host: string
  /** The translation the rule caused. */
  readonly translate?: TranslateEvent
  /** The endpoint this walk of the rules comes to, `ip:port`. */
  readonly chosen?: string
}

/** The sentence of one rule that matched: kube-proxy's rules by their chains and comments, others as they are. */
export function ruleCaption(rule: RuleEvent, context: CaptionContext): Message {
  const values = valuesOf(rule, context)
  const balancing = balancerRule(rule)
  if (balancing) return { key: balancing, values: { ...values, target: targetInComment(rule.text) } }
  return { key: ruleKey(rule, context), values }
}

type RuleKey = Extract<Message['key'], `rule.${string}`>

function ruleKey(rule: RuleEvent, { cluster, translate, header, host }: CaptionContext): RuleKey {
  const { chain, verdict, target } = rule
  if (rule.unmodelled !== undefined) return 'rule.undecided'
  if (verdict === 'dnat') return 'rule.dnat'
  if (verdict === 'masquerade') {
    if (chain.startsWith('IP-MASQ')) return 'rule.egress'
    return translate && bridgeTaken(translate, host, header) ? 'rule.masquerade-bridge' : 'rule.masquerade'
  }
  if (verdict === 'snat') return 'rule.snat'
  if (verdict === 'mark') {
    if (chain === 'KUBE-MARK-DROP') return 'rule.mark-drop'
    return chain === 'KUBE-POSTROUTING' ? 'rule.post-clear' : 'rule.mark'
  }
  if (target === 'KUBE-SERVICES' && rule.table === 'nat') return 'rule.portal'
  if (target === 'KUBE-POSTROUTING') return 'rule.postrouting'
  if (target === 'KUBE-FORWARD') return 'rule.forward'
  if (target === 'KUBE-EXTERNAL-SERVICES') return 'rule.external'
  if (target === 'KUBE-FIREWALL' && cluster.lab.kubernetesVersion === 'v1.12') return 'rule.firewall'
  if (target === 'KUBE-NODEPORTS' && rule.table === 'nat') return 'rule.nodeports'
  if (chain === 'KUBE-NODEPORTS' && rule.table === 'nat') return nodePortKey(rule)
  if (chain === 'KUBE-SERVICES' && rule.table === 'nat') return portalKey(rule)
  if (chain.startsWith('KUBE-EXT-')) return externalKey(rule)
  if (chain.startsWith('KUBE-XLB-') && !isBalancing(rule)) return localChainKey(rule)
  if (chain.startsWith('KUBE-FW-')) return firewallKey(rule)
  if (chain.startsWith('KUBE-XLB-')) return balancingKey(rule)
  if (chain.startsWith('KUBE-SVC-') || chain.startsWith('KUBE-SVL-')) return balancingKey(rule)
  if (chain.startsWith('KUBE-SEP-') && target === 'KUBE-MARK-MASQ') return 'rule.sep-hairpin'
  return filterKey(rule)
}

/** Until v1.20 the rules that mark stood in KUBE-SERVICES itself, and an external IP had three rules. */
function portalKey({ text, target }: RuleEvent): RuleKey {
  if (text.includes('cluster IP"')) return target === 'KUBE-MARK-MASQ' ? masqueradeKey(text) : 'rule.cluster-ip'
  if (target?.startsWith('KUBE-EXT-'))
    return text.includes('external IP"') ? 'rule.external-ip' : 'rule.external-address'
  if (target?.startsWith('KUBE-FW-')) return 'rule.load-balancer'
  if (target === 'KUBE-MARK-MASQ') return 'rule.ext-masq'
  return text.includes('--physdev-is-in') ? 'rule.external-ip-outside' : 'rule.external-ip-own'
}

function nodePortKey({ text, target }: RuleEvent): RuleKey {
  if (target === 'KUBE-MARK-MASQ') return text.includes(' -s ') ? 'rule.node-port-loopback' : 'rule.node-port-mark'
  if (target?.startsWith('KUBE-SVC-')) return 'rule.node-port-svc'
  return target?.startsWith('KUBE-XLB-') ? 'rule.node-port-local' : 'rule.node-port'
}

function localChainKey({ target }: RuleEvent): RuleKey {
  return target === 'KUBE-MARK-DROP' ? 'rule.xlb-none' : 'rule.ext-pod'
}

function firewallKey({ text, target }: RuleEvent): RuleKey {
  // The last rule of v1.34 has no target.
  if (target === null) return 'rule.fw-left'
  if (target === 'KUBE-MARK-DROP') return 'rule.fw-refused'
  if (target === 'KUBE-MARK-MASQ') return 'rule.ext-masq'
  return text.includes(' -s ') ? 'rule.fw-allowed' : 'rule.fw-open'
}

/** With masqueradeAll the rule asks for no source. */
function masqueradeKey(text: string): RuleKey {
  return /! -[si] /.test(text) ? 'rule.svc-masq' : 'rule.masq-all'
}

function isBalancing({ target }: RuleEvent): boolean {
  return target?.startsWith('KUBE-SEP-') ?? false
}

function externalKey({ text, target }: RuleEvent): RuleKey {
  if (text.includes('pod traffic for')) return 'rule.ext-pod'
  if (text.includes('masquerade LOCAL traffic')) return 'rule.ext-own-mark'
  if (text.includes('route LOCAL traffic')) return 'rule.ext-own'
  if (target === 'KUBE-MARK-MASQ') return 'rule.ext-masq'
  return target?.startsWith('KUBE-SVL-') ? 'rule.ext-svl' : 'rule.ext-svc'
}

function balancingKey({ text, target }: RuleEvent): RuleKey {
  if (target === 'KUBE-MARK-MASQ') return masqueradeKey(text)
  if (text.includes('-m recent')) return 'rule.affinity'
  return text.includes('-m statistic') ? 'rule.balance' : 'rule.balance-last'
}

function filterKey(rule: RuleEvent): RuleKey {
  const { chain, text, verdict } = rule
  if (verdict === 'reject') return text.includes('has no endpoints') ? 'rule.reject' : 'rule.reject-other'
  if (verdict === 'drop') {
    if (chain === 'KUBE-FORWARD') return 'rule.forward-invalid'
    if (chain === 'KUBE-PROXY-FIREWALL') return 'rule.firewall-drop'
    if (chain === 'KUBE-FIREWALL') return text.includes('--mark') ? 'rule.marked-drop' : 'rule.martian-drop'
    if (text.includes('has no local endpoints'))
      return chain === 'KUBE-SERVICES' ? 'rule.internal-drop' : 'rule.external-drop'
    return 'rule.drop'
  }
  if (verdict === 'accept') {
    if (chain !== 'KUBE-FORWARD') return 'rule.accept'
    return text.includes('--mark') ? 'rule.forward-mark' : 'rule.forward-established'
  }
  if (verdict === 'return') return chain === 'KUBE-POSTROUTING' ? 'rule.post-return' : 'rule.return'
  return verdict === 'jump' || verdict === 'goto' ? 'rule.jump' : 'rule.other'
}

function valuesOf(rule: RuleEvent, { cluster, header, host, translate, chosen }: CaptionContext): Message['values'] {
  const { chain, text, target } = rule
  const pod = podInComment(text, cluster) ?? podBySocket(cluster, chosen ?? header.source)
  return {
    host: shortName(host),
    source: header.source,
    destination: header.destination,
    chain,
    target: target ?? '',
    table: rule.table,
    rule: rule.rule,
    unmodelled: rule.unmodelled ?? '',
    port: /--dport (\d+)/.exec(text)?.[1] ?? '',
    service: serviceInComment(text, cluster),
    pod,
    share: shareOf(text),
    mark: hex(rule.mark?.after || header.mark),
    bit: hex(rule.mark ? rule.mark.after & ~rule.mark.before || rule.mark.after : 0),
    policy: policyOf(rule),
    before: translate?.before ?? '',
    after: translate?.after ?? '',
  }
}

/** Policy words as the YAML spells them. */
function policyOf({ chain, text, target }: RuleEvent): string {
  if (chain.startsWith('KUBE-EXT-') && target?.startsWith('KUBE-SVC-') && !/LOCAL|pod traffic/.test(text))
    return 'Cluster'
  return 'Local'
}

/** `-m statistic --probability 0.33…` as a fraction. */
function shareOf(text: string): string {
  const probability = Number(/--probability ([\d.]+)/.exec(text)?.[1] ?? 0)
  return probability > 0 ? `1/${Math.round(1 / probability)}` : ''
}

/** `"default/web:http -> 10.244.1.2:80"` names the endpoint. */
function podInComment(text: string, cluster: Cluster): string | undefined {
  const address = / -> \[?([0-9a-f.:]+?)\]?:\d+"/.exec(text)?.[1]
  return address === undefined ? undefined : podNameAt(cluster, address)
}

function podBySocket(cluster: Cluster, socket: string): string {
  return podNameAt(cluster, socket.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')) ?? ''
}

function podNameAt(cluster: Cluster, address: string): string | undefined {
  return podAt(cluster.pods, address)?.name ?? address
}

/** The bridge's address ends where the Pod's network begins: it shares its first octets with the destination. */
function bridgeTaken(translate: TranslateEvent, _host: string, header: Header): boolean {
  const network = (socket: string) => socket.split('.').slice(0, 3).join('.')
  return network(translate.after) === network(header.destination)
}

/** A Pod is called by its name alone. */
export function shortName(host: string): string {
  return host.split('/').at(-1) ?? host
}

function hex(mark: number): string {
  return `0x${(mark >>> 0).toString(16)}`
}
