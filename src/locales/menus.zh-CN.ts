import type { Words } from './language.ts'
import type { menusEn } from './menus.en.ts'

export const menusZh: Words<keyof typeof menusEn> = {
  'scenarios.start': '从这里开始：从外界连通 Service',
  'scenarios.nodePort': 'NodePort',
  'scenarios.local': '流量策略 Local',
  'scenarios.clusterIp': 'ClusterIP 与端点',
  'scenarios.balancer': '负载均衡器',
  'scenarios.externalIp': 'externalIPs',
  'scenarios.names': '域名与 DNS',
  'scenarios.hairpin': 'Pod 访问自己',
  'scenarios.node': '路由、内核参数与别人的规则',
  'scenarios.book': '书里的例子',
  'scenarios.more': '其他',
  'whatIf.label': '假如',
  'whatIf.try': '假如：{change}',
  'whatIf.none': '无',
  'whatIf.own': '以文本为准',
  'whatIf.masquerade': '不做 SNAT',
  'whatIf.hairpin': '关闭 hairpin',
  'whatIf.bridgeNf': '关闭 bridge-nf',
  'whatIf.routeLocalnet': '关闭 route_localnet',
  'whatIf.defaultVia': '默认路由经由 {node}',
  'whatIf.podRoutes': '路由器知道 Pod 路由',
  'whatIf.rpFilter': 'rp_filter 设为严格',
  'whatIf.egressMasquerade': 'CNI 不做出口 SNAT',
}
