import type { Cluster } from '../cluster/cluster.ts'
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
}

/** The sentence of one rule that matched: kube-proxy's rules by their chains and comments, others as they are. */
export function ruleCaption(rule: RuleEvent, context: CaptionContext): Message {
  const values = valuesOf(rule, context)
  const balancing = balancerRule(rule)
  if (balancing) return { key: balancing, values: { ...values, target: targetInComment(rule.text) } }
  return { key: ruleKey(rule, context), values }
}

type RuleKey = Extract<Message['key'], `rule.${string}`>

function ruleKey(rule: RuleEvent, { translate, header, host }: CaptionContext): RuleKey {
  const { chain, text, verdict, target } = rule
  if (verdict === 'dnat') return 'rule.dnat'
  if (verdict === 'masquerade') {
    if (chain.startsWith('IP-MASQ')) return 'rule.egress'
    return translate && bridgeTaken(translate, host, header) ? 'rule.masquerade-bridge' : 'rule.masquerade'
  }
  if (verdict === 'snat') return 'rule.snat'
  if (verdict === 'mark') return chain === 'KUBE-POSTROUTING' ? 'rule.post-clear' : 'rule.mark'
  if (target === 'KUBE-SERVICES' && rule.table === 'nat') return 'rule.portal'
  if (target === 'KUBE-POSTROUTING') return 'rule.postrouting'
  if (target === 'KUBE-FORWARD') return 'rule.forward'
  if (target === 'KUBE-EXTERNAL-SERVICES') return 'rule.external'
  if (target === 'KUBE-NODEPORTS' && rule.table === 'nat') return 'rule.nodeports'
  if (chain === 'KUBE-NODEPORTS' && rule.table === 'nat') return 'rule.node-port'
  if (chain === 'KUBE-SERVICES' && rule.table === 'nat')
    return text.includes('cluster IP"')
      ? 'rule.cluster-ip'
      : text.includes('external IP"')
        ? 'rule.external-ip'
        : 'rule.external-address'
  if (chain.startsWith('KUBE-EXT-')) return externalKey(rule)
  if (chain.startsWith('KUBE-FW-')) return 'rule.fw-allowed'
  if (chain.startsWith('KUBE-SVC-') || chain.startsWith('KUBE-SVL-')) return balancingKey(rule)
  if (chain.startsWith('KUBE-SEP-') && target === 'KUBE-MARK-MASQ') return 'rule.sep-hairpin'
  return filterKey(rule)
}

function externalKey({ text, target }: RuleEvent): RuleKey {
  if (text.includes('pod traffic for')) return 'rule.ext-pod'
  if (text.includes('masquerade LOCAL traffic')) return 'rule.ext-own-mark'
  if (text.includes('route LOCAL traffic')) return 'rule.ext-own'
  if (target === 'KUBE-MARK-MASQ') return 'rule.ext-masq'
  return target?.startsWith('KUBE-SVL-') ? 'rule.ext-svl' : 'rule.ext-svc'
}

function balancingKey({ text, target }: RuleEvent): RuleKey {
  if (target === 'KUBE-MARK-MASQ') return 'rule.svc-masq'
  if (text.includes('-m recent')) return 'rule.affinity'
  return text.includes('-m statistic') ? 'rule.balance' : 'rule.balance-last'
}

function filterKey(rule: RuleEvent): RuleKey {
  const { chain, text, verdict } = rule
  if (verdict === 'reject') return text.includes('has no endpoints') ? 'rule.reject' : 'rule.reject-other'
  if (verdict === 'drop') {
    if (chain === 'KUBE-FORWARD') return 'rule.forward-invalid'
    if (chain === 'KUBE-PROXY-FIREWALL') return 'rule.firewall-drop'
    if (chain === 'KUBE-FIREWALL') return 'rule.martian-drop'
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

function valuesOf(rule: RuleEvent, { cluster, header, host, translate }: CaptionContext): Message['values'] {
  const { chain, text, target } = rule
  const pod = podInComment(text, cluster) ?? podByHeader(cluster, header)
  return {
    host: shortName(host),
    source: header.source,
    destination: header.destination,
    chain,
    target: target ?? '',
    table: rule.table,
    rule: rule.rule,
    port: /--dport (\d+)/.exec(text)?.[1] ?? '',
    service: serviceInComment(text, cluster),
    pod,
    share: shareOf(text),
    mark: hex(rule.mark?.after || header.mark),
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
  return address === undefined ? undefined : podAt(cluster, address)
}

function podByHeader(cluster: Cluster, header: Header): string {
  return podAt(cluster, header.source.replace(/:\d+$/, '')) ?? ''
}

function podAt(cluster: Cluster, address: string): string | undefined {
  return cluster.pods.find((pod) => !pod.hostNetwork && pod.addresses.some((own) => own === address))?.name ?? address
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
