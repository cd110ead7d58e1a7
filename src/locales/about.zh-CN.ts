import type { aboutEn } from './about.en.ts'
import type { Words } from './language.ts'

export const aboutZh: Words<keyof typeof aboutEn> = {
  aboutTitle: '关于 Packetwalk',
  aboutIntro:
    '这里没有预设的脚本：YAML 变成 kube-proxy 会写的规则，netfilter 解释器执行这些规则，画面如实呈现发生的事。',
  bookTitle: '书上怎么说，机器怎么做',
  bookSays: '书上说',
  bookDoes: '机器做的是',
  bookShow: '演示',
  'book.node-port-range.says': '一个 NodePort Service，nodePort 是 8080，没有 port。',
  'book.node-port-range.does': 'API 服务器会拒绝：8080 不在 30000–32767 内，而且 port 是必填的。8080 上什么都没有。',
  'book.local-spelling.says': 'externalTrafficPolicy: local',
  'book.local-spelling.does': '应写作 Local。大小写不对，API 服务器就拒绝这个 Service。',
  'book.listing.says': 'NodePort 的规则从 KUBE-NODEPORTS 直接跳到负载均衡链。',
  'book.listing.does': '中间还有跳到 KUBE-MARK-MASQ 的一条。没有它就没有 SNAT，也就没有应答。',
  'book.snat-address.says': 'Pod 看到的是被访问节点的地址。',
  'book.snat-address.does': 'SNAT 用出接口的地址：Pod 在别的节点时是节点地址，就在本节点时是网桥地址。',
  'book.targets.says': '负载均衡器把数据包发给 Pod。',
  'book.targets.does': '它也可以发给节点，再由节点上的规则找到 Pod。',
  'book.promiscuous.says': 'hairpinMode 设为 promiscuous-bridge，Pod 就能通过 Service 访问自己。',
  'book.promiscuous.does': '在新内核上，混杂模式复制的数据包不属于任何连接，判为 INVALID 而被丢弃。请用 hairpin-veth。',
  'book.drop.says': '策略为 Local 时，没有 Pod 的节点丢弃流量。',
  'book.drop.does': '丢弃的是来自集群外和其他节点的流量。本节点的 Pod 和进程仍会被转发出去。',
  'book.listening.says': 'kube-proxy 监听着 NodePort。',
  'book.listening.does': '那里没有进程监听。规则在问到任何进程之前就改写了目的地址。',
  'book.cluster-ip.says': '访问 ClusterIP 的流量会做 SNAT。',
  'book.cluster-ip.does': '来自 Pod 的不会：即使跨节点，源地址也不变。只有 Pod 选中自己时才会。',
  knowTitle: '我们怎么知道',
  knowKernel:
    '在 {shapes:count} 种集群里，{flows:count} 个请求走过的路与真实 Linux {kernel:code} 加 iptables {iptables:code}（后端 {backends:code}）逐跳一致。',
  knowKubeProxy: 'kube-proxy 自己的 {flows:count} 个测试请求结果相同，{rulesets:count} 份规则一致（{version:code}）。',
  knowObserved: '在真实内核上手工测得的每一条结果，也都是对模型的测试。',
}
