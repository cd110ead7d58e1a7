import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './root.js'

/** Builds the comparison of e2e/bench as the command line is built, and runs it in this process. */
const { build } = await import('vite')
const outDir = mkdtempSync(join(tmpdir(), 'packetwalk-bench-'))
process.on('exit', () => rmSync(outDir, { recursive: true, force: true }))
await build({
  root,
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: 'e2e/bench/bench.ts',
    outDir,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'bench.mjs' } },
  },
})
await import(pathToFileURL(join(outDir, 'bench.mjs')).href)
