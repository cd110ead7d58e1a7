import type { Words } from './language.ts'
import type { versusEn } from './versus.en.ts'

export const versusZh: Words<keyof typeof versusEn> = {
  'versus.title': '对比',
  'versus.open': '改一处，对比结果',
  'versus.nothing': '这份文本还没有可对比的内容。',
  'versus.request': '同一个数据包，{from:name} 到 {to:code}',
  'versus.take': '采用右边',
  'versus.close': '关闭对比',
  'versus.same': '两边走的路相同。',
  'versus.now': '当前文本',
  'versus.other': '改动后',
  'versus.first': '首处差异',
  'versus.steps': '两边的步骤',
  'versus.together': '两边同步前进',
  'versus.sees': '看到',
  'versus.layout': '两者的显示方式',
  'versus.beside': '并排',
  'versus.overlaid': '叠加',
  'versus.takeB': '采用 B',
  'versus.both': '两条路画在一张图里。A 在 {a}，B 在 {b}。两者在 {parting} 分开。',
  'versus.bothSame': '两条路画在一张图里。A 在 {a}，B 在 {b}。',
}
