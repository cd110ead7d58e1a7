import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprint, root } from './fingerprint.js'

const stamp = join(root, 'node_modules', '.packetwalk-installed')

/** Installs the packages when node_modules is missing or belongs to another package-lock.json. */
export function setUp() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Packetwalk needs Node 20.19 or newer; this is ${process.versions.node}.`)
    process.exit(1)
  }
  const wanted = fingerprint(['package.json', 'package-lock.json'])
  if (read(stamp) === wanted) return
  console.log('Installing packages …')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const result = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  if (result.status !== 0) {
    console.error('The packages could not be installed; "npm ci" says why.')
    process.exit(1)
  }
  mkdirSync(join(root, 'node_modules'), { recursive: true })
  writeFileSync(stamp, wanted)
}

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
