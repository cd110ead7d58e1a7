import type { labEn } from './lab.en.ts'
import type { Words } from './language.ts'

export const labZh: Words<keyof typeof labEn> = {
  labHosts: '集群外的主机',
  labRoutes: '路由器的路由',
  labRecords: '外部 DNS 记录',
  labBalancer: '负载均衡器',
  labWhatIf: '假如',
  labProvider: '由提供者分配地址',
  labAsIs: '照原样',
  labAuto: '随目标而定',
  labAllNodes: '所有节点',
  labOnLink: '直连',
  labBlackHole: '黑洞',
  labAddHost: '添加主机',
  labAddRoute: '添加路由',
  labAddRecord: '添加记录',
  labRemove: '移除 {name}',
  labName: '名称',
  labAddress: '地址',
  labTo: '目的',
  labVia: '经由',
  labType: '类型',
  labValue: '值',
  labUneditable: '这段文本无法用控件编辑，请直接改 YAML。',
}
