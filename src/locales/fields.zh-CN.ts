import type { fieldsEn } from './fields.en.ts'
import type { Words } from './language.ts'

export const fieldsZh: Words<keyof typeof fieldsEn> = {
  'field.metadata.name': '与命名空间一起，是每条规则注释里的名字，也是 Pod 查询的域名。',
  'field.spec.type':
    '决定有哪些访问入口：ClusterIP 只在集群内；NodePort 在每个节点加一个端口；LoadBalancer 再加外部地址；ExternalName 只是 DNS 别名。',
  'field.spec.selector': '带有这些标签的 Pod 成为端点，只有就绪的才有规则。',
  'field.spec.clusterIP': '只存在于规则中的地址，由 DNAT 换成 Pod 的地址。None 表示无头服务：只有域名，没有规则。',
  'field.spec.ports': '每个端口在每个节点上都有自己的链 KUBE-SVC-…。',
  'field.spec.ports.name': '参与链名的哈希，EndpointSlice 也按它对应端口。',
  'field.spec.ports.protocol': '规则用 -p 匹配协议，TCP 规则看不到 UDP 数据包。',
  'field.spec.ports.port': 'ClusterIP 上的端口，供集群内使用；DNAT 会把它换成 targetPort。',
  'field.spec.ports.targetPort': 'DNAT 写入的 Pod 端口；写名字时，到每个 Pod 的容器端口里查找。',
  'field.spec.ports.nodePort': '每个节点地址上的端口，在 KUBE-NODEPORTS 中匹配。没有进程监听它，规则先接走数据包。',
  'field.spec.externalTrafficPolicy':
    '针对来自外部的数据包。Cluster 可用任何端点，并用 SNAT 隐藏客户端；Local 只用本节点的端点，保留客户端地址。',
  'field.spec.internalTrafficPolicy': '针对发往 ClusterIP 的数据包。Local 只用发送者所在节点的端点，没有就丢弃。',
  'field.spec.sessionAffinity': 'ClientIP 会加上 -m recent 规则：每个节点各自记住客户端用过的端点。',
  'field.spec.sessionAffinityConfig.clientIP.timeoutSeconds': '节点在最后一次连接之后记住客户端多久。',
  'field.spec.externalIPs': '外部把这些地址路由到节点时，节点按此 Service 处理。',
  'field.spec.loadBalancerIP': '对云控制器的请求；规则依据的是 status 中的地址。',
  'field.spec.loadBalancerSourceRanges': '只有这些客户端能通过 KUBE-FW-…，其余都被丢弃。NodePort 不受保护。',
  'field.spec.externalName': 'DNS 查询转向的域名。没有 ClusterIP、端点和规则。',
  'field.spec.healthCheckNodePort': '负载均衡器在这个端口询问节点是否有本地端点。',
  'field.spec.publishNotReadyAddresses': '无论 Pod 是否就绪，端点都算就绪。',
  'field.spec.allocateLoadBalancerNodePorts': 'LoadBalancer 类型是否也分配 NodePort。',
  'field.spec.ipFamilies': 'IPv4、IPv6 或两者；每个地址族各有自己的规则。',
  'field.spec.ipFamilyPolicy': '申请一个地址，还是每个地址族各一个。',
  'field.spec.trafficDistribution': '偏好就近端点；规则中只列出这些端点。',
}
