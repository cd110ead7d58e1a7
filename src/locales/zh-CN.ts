import { aboutZh } from './about.zh-CN.ts'
import { balancerZh } from './balancer.zh-CN.ts'
import { canvasZh } from './canvas.zh-CN.ts'
import { causesZh } from './causes.zh-CN.ts'
import { commandsZh } from './commands.zh-CN.ts'
import { compareZh } from './compare.zh-CN.ts'
import { diagnosticsZh } from './diagnostics.zh-CN.ts'
import { dnsZh } from './dns.zh-CN.ts'
import { fieldsZh } from './fields.zh-CN.ts'
import { inspectZh } from './inspect.zh-CN.ts'
import { labZh } from './lab.zh-CN.ts'
import { menusZh } from './menus.zh-CN.ts'
import { pageZh } from './page.zh-CN.ts'
import { panesZh } from './panes.zh-CN.ts'
import { presentZh } from './present.zh-CN.ts'
import { rulesZh } from './rules.zh-CN.ts'
import { stepsZh } from './steps.zh-CN.ts'
import { tokensZh } from './tokens.zh-CN.ts'
import { versusZh } from './versus.zh-CN.ts'
import { waysZh } from './ways.zh-CN.ts'

/** Everything that is said, in Chinese. */
export const chinese = {
  ...stepsZh,
  ...causesZh,
  ...diagnosticsZh,
  ...compareZh,
  ...dnsZh,
  ...balancerZh,
  ...pageZh,
  ...canvasZh,
  ...waysZh,
  ...labZh,
  ...menusZh,
  ...commandsZh,
  ...panesZh,
  ...inspectZh,
  ...fieldsZh,
  ...rulesZh,
  ...presentZh,
  ...versusZh,
  ...tokensZh,
  ...aboutZh,
}
