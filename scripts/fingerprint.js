import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.js'

/** Files beside the sources that never end up in a build. */
const notBuilt = /\.(test|arbitrary)\.tsx?$|\/goldens$/

/**
 * One short text that changes whenever a build from these files and folders would.
 * @param {readonly string[]} paths from the project's folder; what does not exist counts as empty
 */
export function fingerprint(paths) {
  const hash = createHash('sha256')
  for (const file of paths.flatMap(filesUnder)) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0')
  }
  return hash.digest('hex').slice(0, 24)
}

/**
 * @param {string} path
 * @returns {readonly string[]}
 */
function filesUnder(path) {
  const stat = statSync(join(root, path), { throwIfNoEntry: false })
  if (!stat || notBuilt.test(path)) return []
  if (!stat.isDirectory()) return [path]
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`))
}
