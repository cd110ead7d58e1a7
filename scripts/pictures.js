import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './root.js'
import { setUp } from './set-up.js'

// Writes the page in every state, size, theme and language to pictures/; `readme` as the first argument writes what the
// README shows to docs/. Other arguments go to Playwright: --grep dark.
if (!setUp()) process.exit(1)
const playwright = join(root, 'node_modules', '@playwright', 'test', 'cli.js')
const [first, ...others] = process.argv.slice(2)
const [project, more] = first === 'readme' ? ['readme', others] : ['pictures', process.argv.slice(2)]
const args = [playwright, 'test', '--config=e2e/playwright.config.ts', `--project=${project}`, ...more]
const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
process.exitCode = status ?? 1
