import type { compareEn } from './compare.en.ts'
import type { Words } from './language.ts'

export const compareZh: Words<keyof typeof compareEn> = {
  'compare.no-kube-proxy': '这里没有 {chain:code}：kube-proxy 还没有同步、用的是别的模式，或者导出的不是全部的表。',
  'compare.older-generation': '{chain:code} 是旧版 kube-proxy 写的；请和 v1.12 的规则比较。',
  'compare.newer-generation': '{chain:code} 是新版 kube-proxy 写的；请和 v1.34 的规则比较。',
  'compare.other-mark': '这个节点用标记 {found:mark} 触发 SNAT，而不是 {expected:mark}：见 {setting:code}。',
  'compare.service-unknown': '导出里有 {service:name}，这些清单里没有。',
  'compare.service-missing': '这些清单里有 {service:name}，这个节点却不知道它。',
  'compare.endpoint-unknown': '{service:name} 有一个清单里没有的端点：{socket:address}。',
  'compare.endpoint-missing': '这个节点不会转到 {service:name} 的 {socket:address}：那边没有这个 Pod，或者它尚未就绪。',
  'compare.endpoints-differ': '节点上 {service:name} 的后端 Pod 和这些清单里的不一样。',
  'compare.cluster-ip-differs': '{service:name} 的地址不同：那边是 {found:address}，这里是 {expected:address}。',
  'compare.detector-differs': '节点靠 {found:code} 认出 Pod，而不是 {expected:code}：它的 {setting:code} 不同。',
  'compare.no-random-fully': '它的内核或 iptables 太旧，不支持 {option:code}。',
  'compare.policy-differs': '那边 {chain:code} 的默认策略是 {policy:code}。',
  'compare.order-differs': '规则相同，次序不同。',
  'compare.foreign-first': '别人的规则排在前面，可能先于 kube-proxy 作出决定。',
  'compare.rules-missing': '缺少 {count:count} 条应有的规则。',
}
