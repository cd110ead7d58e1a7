import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprint, root } from './fingerprint.js'

/** Builds the page into dist/ when a source changed. */
export async function buildPage() {
  const wanted = fingerprint(['index.html', 'vite.config.ts', 'package-lock.json', 'app', 'src', 'public'])
  const stamp = join(root, 'dist', '.stamp')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.log('Building the page …')
  const { build } = await import('vite')
  await build({ root, logLevel: 'error' })
  writeFileSync(stamp, wanted)
}
