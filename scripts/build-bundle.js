import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fingerprint } from './fingerprint.js'
import { root } from './root.js'

const cache = join(root, 'node_modules', '.cache', 'packetwalk')

/**
 * Address of a program built from TypeScript for Node, built again, silently, when its sources changed.
 * @param {string} name
 * @param {string} entry
 * @param {readonly string[]} sources
 * @returns {Promise<string>}
 */
export async function buildBundle(name, entry, sources) {
  const folder = join(cache, `${name}-${fingerprint([...sources, 'package-lock.json'])}`)
  if (!existsSync(folder)) await build(folder, name, entry)
  return pathToFileURL(join(folder, `${name}.js`)).href
}

/**
 * Builds beside the folder and moves it there whole: two commands started at once do not see each other's halves.
 * @param {string} folder
 * @param {string} name
 * @param {string} entry
 */
async function build(folder, name, entry) {
  mkdirSync(cache, { recursive: true })
  const old = readdirSync(cache).filter((file) => file.startsWith(`${name}-`))
  const outDir = mkdtempSync(join(cache, 'building-'))
  const vite = await import('vite')
  try {
    await vite.build({
      root,
      configFile: false,
      logLevel: 'silent',
      publicDir: false,
      build: {
        ssr: entry,
        outDir,
        target: 'node20',
        rolldownOptions: { output: { entryFileNames: `${name}.js` } },
      },
    })
    renameSync(outDir, folder)
  } catch (error) {
    rmSync(outDir, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  for (const file of old) rmSync(join(cache, file), { recursive: true, force: true })
}
