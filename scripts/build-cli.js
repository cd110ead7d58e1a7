import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fingerprint, root } from './fingerprint.js'

const folder = join(root, 'node_modules', '.cache', 'packetwalk')

/** Address of the built command line, built again when a source changed. Prints nothing. */
export async function buildCli() {
  const wanted = fingerprint(['src', 'cli', 'package-lock.json'])
  const stamp = join(folder, 'stamp')
  const file = join(folder, 'packetwalk.js')
  if (!existsSync(file) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    if (!existsSync(join(root, 'node_modules', 'vite'))) (await import('./set-up.js')).setUp()
    const { build } = await import('vite')
    await build({
      root,
      configFile: false,
      logLevel: 'silent',
      publicDir: false,
      build: {
        ssr: 'cli/packetwalk.ts',
        outDir: folder,
        emptyOutDir: false,
        target: 'node20',
        rollupOptions: { output: { entryFileNames: 'packetwalk.js' } },
      },
    })
    mkdirSync(folder, { recursive: true })
    writeFileSync(stamp, wanted)
  }
  return pathToFileURL(file).href
}
