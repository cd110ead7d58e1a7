import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprint } from './fingerprint.js'
import { root } from './root.js'

const stamp = join(root, 'node_modules', '.packetwalk-stamp')

/**
 * Makes sure that Node is new enough and the packages of package-lock.json are installed, and installs them otherwise.
 * Says on stderr what takes long. Returns false, the reason said, when the project cannot run here.
 */
export function setUp() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Packetwalk needs Node 20.19 or newer; this is Node ${process.versions.node}.`)
    return false
  }
  const wanted = fingerprint(['package-lock.json'])
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true
  if (!installed()) {
    console.error('Installing the packages …')
    const command = existsSync(join(root, 'package-lock.json')) ? 'ci' : 'install'
    const { status } = spawnSync('npm', [command, '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      shell: process.platform === 'win32',
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    if (status !== 0) {
      console.error(`The packages could not be installed: "npm ${command}" says why.`)
      return false
    }
  }
  writeFileSync(stamp, wanted)
  return true
}

/** Whether npm's own record of node_modules has every package at the version package-lock.json wants. */
function installed() {
  const wanted = packages('package-lock.json')
  const present = packages('node_modules/.package-lock.json')
  if (!wanted || !present) return false
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || present[path]?.version === version || (optional && !present[path]),
  )
}

/**
 * @param {string} file
 * @returns {Readonly<Record<string, { readonly version?: string, readonly optional?: boolean }>> | undefined}
 */
function packages(file) {
  const path = join(root, file)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined
}
