import { aboutZh } from './about.zh-CN.ts'
import { canvasZh } from './canvas.zh-CN.ts'
import { causesZh } from './causes.zh-CN.ts'
import { commandsZh } from './commands.zh-CN.ts'
import { compareZh } from './compare.zh-CN.ts'
import { diagnosticsZh } from './diagnostics.zh-CN.ts'
import { pageZh } from './page.zh-CN.ts'
import { stepsZh } from './steps.zh-CN.ts'

/** Everything that is said, in Chinese. */
export const chinese = {
  ...stepsZh,
  ...causesZh,
  ...diagnosticsZh,
  ...compareZh,
  ...pageZh,
  ...canvasZh,
  ...commandsZh,
  ...aboutZh,
}
