import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './root.js'
import { setUp } from './set-up.js'

// Writes the page in every state, size, theme and language to pictures/. Arguments go to Playwright: --grep dark.
if (!setUp()) process.exit(1)
const playwright = join(root, 'node_modules', '@playwright', 'test', 'cli.js')
const args = [playwright, 'test', '--config=e2e/playwright.config.ts', '--project=pictures', ...process.argv.slice(2)]
const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
process.exitCode = status ?? 1
