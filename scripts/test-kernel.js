// Node 20 cannot run TypeScript: the kernel test builds itself, silently, when its sources have changed.
import { buildBundle } from './build-bundle.js'
import { root } from './root.js'
import { setUp } from './set-up.js'

if (!setUp()) process.exit(1)
const { main } = await import(await buildBundle('kernel', 'e2e/kernel/main.ts', ['src', 'e2e/kernel']))
process.exitCode = await main(root, process.argv.slice(2))
