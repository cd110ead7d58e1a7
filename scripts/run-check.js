import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { root } from './root.js'

/**
 * @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: number }} Counts
 * @typedef {{ readonly counts: Counts, readonly seconds: number, readonly output: string }} CheckResult
 */

/** Minutes after which a check is stopped. */
const limits = { usual: 20, full: 90 }

/**
 * Runs one check and keeps what it prints. One without a report of its own counts as one test.
 * @param {readonly [command: string, ...args: string[]]} commandLine a program of node_modules/.bin or of the system
 * @param {Readonly<Record<string, string>>} env
 * @param {() => Counts | undefined} report
 * @returns {Promise<CheckResult>}
 */
export async function runCheck([command, ...args], env = {}, report = () => undefined) {
  const began = process.hrtime.bigint()
  const { code, output } = await run(command, args, env)
  const seconds = Number(process.hrtime.bigint() - began) / 1e9
  const green = code === 0
  const counted = report() ?? { passed: green ? 1 : 0, failed: green ? 0 : 1, skipped: 0 }
  // A check that fails without a failing test of its own (a crash, a file that does not load) still failed.
  const counts = !green && counted.failed === 0 ? { ...counted, failed: 1 } : counted
  return { counts, seconds, output }
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} env
 * @returns {Promise<{ code: number, output: string }>}
 */
function run(command, args, env) {
  const limitInMinutes = env.PACKETWALK_FULL === undefined ? limits.usual : limits.full
  const path = `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env, PATH: path },
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: limitInMinutes * 60_000,
  })
  let output = ''
  const keep = (/** @type {Buffer} */ chunk) => {
    output += chunk
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: String(error) }))
    child.on('close', (code) => {
      const late = code === null ? `\nStopped after ${limitInMinutes} minutes.` : ''
      resolve({ code: code ?? 1, output: output + late })
    })
  })
}

/**
 * Counts of a Vitest JSON report.
 * @param {string} file
 * @returns {Counts | undefined}
 */
export function vitestCounts(file) {
  const report = readReport(file)
  if (!report) return undefined
  const skipped = report.numPendingTests + report.numTodoTests
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped }
}

/**
 * Counts of a Playwright JSON report.
 * @param {string} file
 * @returns {Counts | undefined}
 */
export function playwrightCounts(file) {
  const stats = readReport(file)?.stats
  return stats && { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }
}

/**
 * Counts that a program wrote itself. The file is gone afterwards, so that the next run is not told the last one's.
 * @param {string} file
 * @returns {Counts | undefined}
 */
export function readCounts(file) {
  const counts = readReport(file)
  rmSync(file, { force: true })
  return counts
}

/** @param {string} file */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
