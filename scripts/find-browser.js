import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './fingerprint.js'

/** Arguments with which Chromium starts everywhere, also as root, and asks nothing of the network. */
export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]

const systemBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * Path of a Chromium that really starts; undefined when there is none. Order: CHROME_PATH, Playwright's own, the
 * system's, Playwright's download, apt where that is allowed (as root, with PACKETWALK_APT=1).
 */
export async function findBrowser() {
  const { chromium } = await import('@playwright/test')
  if (process.env.CHROME_PATH) return (await starts(chromium, process.env.CHROME_PATH)) ? process.env.CHROME_PATH : undefined
  const own = chromium.executablePath()
  const found = await firstThatStarts(chromium, [own, ...systemBrowsers])
  if (found) return found
  console.log('Obtaining a browser for the tests …')
  run(process.execPath, [join(root, 'node_modules/@playwright/test/cli.js'), 'install', 'chromium'], 180)
  if (await starts(chromium, own)) return own
  if (process.env.PACKETWALK_APT === '1' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    run('apt-get', ['update', '-qq'], 120)
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], 300)
    return firstThatStarts(chromium, systemBrowsers)
  }
  return undefined
}

async function firstThatStarts(chromium, candidates) {
  for (const candidate of candidates) if (await starts(chromium, candidate)) return candidate
  return undefined
}

/** A file that exists is not enough: a missing library shows only at launch. */
async function starts(chromium, executablePath) {
  if (!existsSync(executablePath)) return false
  try {
    const browser = await chromium.launch({ executablePath, args: browserArguments, timeout: 30_000 })
    await (await browser.newPage()).setContent('<p>ready</p>')
    await browser.close()
    return true
  } catch {
    return false
  }
}

function run(command, args, seconds) {
  spawnSync(command, args, { stdio: 'ignore', timeout: seconds * 1000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
}
