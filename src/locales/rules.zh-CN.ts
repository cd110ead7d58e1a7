import type { Words } from './language.ts'
import type { rulesEn } from './rules.en.ts'

export const rulesZh: Words<keyof typeof rulesEn> = {
  'rule.words': '逐项说明',
  'rule.madeBy': '来自 {field:code}',
  'rule.hits': '命中 {n:count} 次',
  'rule.next': '接着检查',
  'rule.search': '搜索规则',
  'rule.found': '{n:count} 条规则',
  'rule.made': '{name:code} 在 {nodes:count} 个节点上产生了 {n:count} 条规则',
  'rule.forget': '取消选择',
  'rule.endpoint': '是 {port:code} 的端点。',
  'rule.noEndpoint': '未就绪，{port:code} 没有指向它的规则。',
  'rule.onNode': '{n:count} 条规则',
}
