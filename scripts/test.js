import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { playwrightCounts, readCounts, runCheck, vitestCounts } from './run-check.js'
import { setUp } from './set-up.js'
import { stateCounts } from './state-counts.js'

if (!setUp()) {
  console.log('0 passed, 1 failed')
  process.exit(1)
}

const full = process.argv.includes('--full')
const reports = mkdtempSync(join(tmpdir(), 'packetwalk-'))
const unit = join(reports, 'unit.json')
const floors = join(reports, 'floors.json')
const browser = join(reports, 'browser.json')
const sweeps = join(reports, 'sweeps.json')
const kernel = join(reports, 'kernel.json')
const total = { passed: 0, failed: 0, skipped: 0 }

await check('format and lint', ['biome', 'check', '.'])
await check('types', ['tsc', '-b'])
await check('floors', vitest(floors, 'src/floors.test.ts'), {}, () => vitestCounts(floors))
await check('unused code', ['knip', '--no-progress'])
await check('unit tests', vitest(unit, '--exclude=src/floors.test.ts'), {}, () => vitestCounts(unit))
await check('build', [process.execPath, 'scripts/build-page.js'])
await check('size budget', [process.execPath, 'scripts/size.js'])
await browserTests()
if (process.argv.includes('--sweeps') && !full) {
  const files = ['src/session/mutated-', 'src/session/ways-in', 'src/manifest/edit-lab']
  await check('sweeps', vitest(sweeps, ...files), { PACKETWALK_FULL: '1' }, () => vitestCounts(sweeps))
}
if (process.argv.includes('--kernel')) {
  await kernelTests('kernel')
  await kernelTests('kernel, random clusters', '--random', '20', '--seed', '1')
}

rmSync(reports, { recursive: true, force: true })
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`)
process.exitCode = total.failed > 0 ? 1 : 0

async function browserTests() {
  const { findBrowser, noBrowser } = await import('./find-browser.js')
  const path = await findBrowser()
  if (path === undefined) {
    total.failed++
    console.log(`✗ browser tests: ${noBrowser}`)
    return
  }
  const env = { PACKETWALK_BROWSER: path, PLAYWRIGHT_JSON_OUTPUT_FILE: browser }
  const command = /** @type {const} */ ([
    'playwright',
    'test',
    '-c',
    'e2e/playwright.config.ts',
    '--project=browser',
    '--reporter=line,json',
  ])
  const output = await check('browser tests', [...command], env, () => playwrightCounts(browser))
  if (full) for (const line of stateCounts(output)) console.log(`  ${line}`)
}

/**
 * Traces against this machine's own kernel; where it cannot be done, the line says why.
 * @param {string} name
 * @param {...string} args
 */
async function kernelTests(name, ...args) {
  const command = /** @type {const} */ ([process.execPath, 'scripts/test-kernel.js', '--report', kernel, ...args])
  const output = await check(name, [...command], {}, () => readCounts(kernel))
  for (const line of output.split('\n').filter((text) => text.startsWith('kernel:'))) console.log(line)
}

/**
 * @param {string} report
 * @param {readonly string[]} args
 * @returns {readonly [string, ...string[]]}
 */
function vitest(report, ...args) {
  return ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args]
}

/**
 * Runs one check: one line when it passes, all it printed when it does not.
 * @param {string} name
 * @param {readonly [string, ...string[]]} commandLine
 * @param {Readonly<Record<string, string>>} env
 * @param {() => import('./run-check.js').Counts | undefined} report
 */
async function check(name, commandLine, env = {}, report = () => undefined) {
  const long = full ? { PACKETWALK_FULL: '1' } : undefined
  const { counts, seconds, output } = await runCheck(commandLine, { ...long, ...env }, report)
  total.passed += counts.passed
  total.failed += counts.failed
  total.skipped += counts.skipped
  console.log(`${counts.failed === 0 ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)`)
  for (const [line] of output.matchAll(/mutated inputs: .*/g)) console.log(`  ${line}`)
  if (counts.failed > 0) console.log(output.trimEnd())
  return output
}
