import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fingerprint } from './fingerprint.js'
import { root } from './root.js'

/** Beside Vite's manifest: any other build of dist/ removes it, so it never speaks for that one. */
const stamp = join(root, 'dist', '.vite', 'inputs')

/** Builds the page into dist/ when a source changed. */
export async function buildPage() {
  const wanted = fingerprint([
    'index.html',
    'vite.config.ts',
    'scripts/scenario-index.js',
    'package-lock.json',
    'app',
    'src',
    'public',
  ])
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.error('Building the page …')
  const { build } = await import('vite')
  await build({ root, logLevel: 'error' })
  writeFileSync(stamp, wanted)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildPage()
