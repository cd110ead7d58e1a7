import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './fingerprint.js'
import { setUp } from './set-up.js'

setUp()
const { findBrowser } = await import('./find-browser.js')
const reports = mkdtempSync(join(tmpdir(), 'packetwalk-'))
const total = { passed: 0, failed: 0, skipped: 0 }

await check('format and lint', 'biome', ['check', '.'])
await check('types', 'tsc', ['-b'])
await check('unused code', 'knip', ['--no-progress'])
const unit = join(reports, 'unit.json')
await check('unit tests', 'vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unit}`], {}, () => vitestCounts(unit))
await check('build', 'vite', ['build', '--logLevel', 'error'])
await check('size budget', process.execPath, ['scripts/size.js'])
const browser = await findBrowser()
const pages = join(reports, 'browser.json')
if (browser) {
  const env = { PACKETWALK_BROWSER: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: pages }
  await check('browser tests', 'playwright', ['test', '-c', 'e2e', '--reporter=line,json'], env, () => playwrightCounts(pages))
} else {
  total.failed++
  console.log('✗ browser tests: no Chromium could be started. Set CHROME_PATH, or install one: apt-get install chromium')
}
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`)
process.exitCode = total.failed > 0 ? 1 : 0

/** Runs one check, quietly when it passes. A check without counts of its own counts as one. */
async function check(name, command, args, env = {}, counts = undefined) {
  const began = process.hrtime.bigint()
  const { code, output } = await run(command, args, env)
  const seconds = Number(process.hrtime.bigint() - began) / 1e9
  const counted = counts?.() ?? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
  if (code !== 0 && counted.failed === 0) counted.failed = 1
  total.passed += counted.passed
  total.failed += counted.failed
  total.skipped += counted.skipped
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)`)
  if (code !== 0) console.log(output)
}

function run(command, args, env) {
  const path = `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`
  const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env, PATH: path }, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: String(error) }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

function vitestCounts(file) {
  const report = readReport(file)
  return report && { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests }
}

function playwrightCounts(file) {
  const stats = readReport(file)?.stats
  return stats && { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

