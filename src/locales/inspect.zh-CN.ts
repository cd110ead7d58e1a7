import type { inspectEn } from './inspect.en.ts'
import type { Words } from './language.ts'

export const inspectZh: Words<keyof typeof inspectEn> = {
  'inspect.conntrack': '连接跟踪',
  'inspect.endpoints': '端点',
  'inspect.network': '路由',
  'inspect.steps': '步骤',
  'inspect.addresses': '地址',
  'inspect.routes': '路由',
  'inspect.noEndpoint': '没有端点。',
  'inspect.loop': '在这台主机上循环',
  'pane.showRules': '看它的规则',
  'pane.makeUnready': '改为未就绪',
  'pane.makeReady': '改为就绪',
  'pane.moveTo': '移到 {name:name}',
  'spread.open': '发送一千次',
  'spread.title': '一千个请求',
  'spread.sending': '已从 {from:name} 向 {to:code} 发送 {n:count} 个请求…',
  'spread.sent': '从 {from:name} 向 {to:code} 发送了 {n:count} 个请求。',
  'spread.end': '应答者',
  'spread.picture': '占比',
  'spread.counted': '计数',
  'spread.exact': '精确概率',
  'spread.note': '条形是计数，竖线是 statistic 规则的精确概率。每个请求都是一条新连接。',
}
