import type { balancerEn } from './balancer.en.ts'
import type { Words } from './language.ts'

export const balancerZh: Words<keyof typeof balancerEn> = {
  'balancer.in': '数据包到达负载均衡器：路由器把发往 {destination:address} 的流量都送到这里。',
  'balancer.back': '云厂商的网络认得这条连接，把应答送回它的负载均衡器。',
  'balancer.choose': '负载均衡器选中它认为健康的 {target:name}，原样转发数据包。',
  'balancer.dnat': '负载均衡器选中它认为健康的 {target:name}：目的地址 {before:address} 变为 {after:address}。',
  'balancer.snat': '负载均衡器以自己的名义访问：源地址 {before:address} 变为 {after:address}。',
  'balancer.accept': '负载均衡器监听着 {destination:address}，接收这个数据包。',
  'balancer.no-target': '没有健康检查通过，负载均衡器无处转发这个数据包。',
  'balancer.no-port': '负载均衡器只监听它的 Service 的端口：数据包到此为止。',
  'balancer.source-range': '{source:address} 不在源地址白名单内，被负载均衡器丢弃。',
  'cause.lb-no-target': '负载均衡器没有可用目标：没有节点在 {check:code} 上报告本地端点，或者没有 NodePort。',
  'cause.lb-no-port': '负载均衡器没有监听 {asked:address}，默默丢弃数据包。',
  'cause.lb-source-range': '请求方不在 {ranges:code} 内，被负载均衡器自己丢弃。',
  'remedy.lb-no-target': '让 Pod 就绪，或者改用策略 {cluster:code}，使每个节点都合格。',
  'remedy.lb-no-port': '访问 {ports:code} 里列出的端口；负载均衡器不认识别的端口。',
  'remedy.lb-source-range': '把它的网段加进去；注意这个 Service 的 NodePort 仍对所有人开放。',
}
