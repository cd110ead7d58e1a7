import type { Words } from './language.ts'
import type { presentEn } from './present.en.ts'

export const presentZh: Words<keyof typeof presentEn> = {
  'present.start': '演示',
  'present.leave': '离开演示',
  'present.blank': '屏幕已遮住。重新显示画面。',
  'present.blankKey': '遮住屏幕（演示时）',
  'present.projector': '切换投影用的白色主题',
  'present.openWhole': '打开并查看 YAML',
}
