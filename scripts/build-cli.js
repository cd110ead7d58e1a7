import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fingerprint } from './fingerprint.js'
import { root } from './root.js'

const cache = join(root, 'node_modules', '.cache', 'packetwalk')

/**
 * Address of the built command line, built again, silently, when its sources changed.
 * @returns {Promise<string>}
 */
export async function buildCli() {
  const folder = join(cache, `cli-${fingerprint(['src', 'cli', 'package-lock.json'])}`)
  if (!existsSync(folder)) await build(folder)
  return pathToFileURL(join(folder, 'packetwalk.js')).href
}

/**
 * Builds beside the folder and moves it there whole: two commands started at once do not see each other's halves.
 * @param {string} folder
 */
async function build(folder) {
  mkdirSync(cache, { recursive: true })
  const old = readdirSync(cache).filter((name) => name.startsWith('cli-'))
  const outDir = mkdtempSync(join(cache, 'building-'))
  const vite = await import('vite')
  try {
    await vite.build({
      root,
      configFile: false,
      logLevel: 'silent',
      publicDir: false,
      build: {
        ssr: 'cli/packetwalk.ts',
        outDir,
        target: 'node20',
        rolldownOptions: { output: { entryFileNames: 'packetwalk.js' } },
      },
    })
    renameSync(outDir, folder)
  } catch (error) {
    rmSync(outDir, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  for (const name of old) rmSync(join(cache, name), { recursive: true, force: true })
}
