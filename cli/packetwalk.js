#!/usr/bin/env node
// Node 20 cannot run TypeScript: the command line builds itself, silently, when its sources have changed.
import { setUp } from '../scripts/set-up.js'

if (!setUp()) process.exit(1)
const { buildCli } = await import('../scripts/build-cli.js')
const { prepare, run } = await import(await buildCli())
const args = process.argv.slice(2)
await prepare(args)
const { code, stdout, stderr } = run(args)
process.stderr.write(stderr)
process.stdout.write(stdout)
process.exitCode = code
