import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.js'

/** With these Chromium starts everywhere, also as root, and asks nothing of the network. */
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

/** What to tell somebody whose machine has none. */
export const noBrowser =
  'no Chromium could be started: install one ("npx playwright install --with-deps chromium", "apt-get install chromium") or set CHROME_PATH'

const systemBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * Path of a Chromium that really starts: CHROME_PATH and nothing else when it is set; Playwright's own; the system's;
 * a download by Playwright; Debian's package, as root and with PACKETWALK_APT=1. Undefined when there is none to be had.
 * @returns {Promise<string | undefined>}
 */
export async function findBrowser() {
  const { chromium } = await import('@playwright/test')
  const wanted = process.env.CHROME_PATH
  if (wanted) return firstThatStarts(chromium, [wanted])
  const own = chromium.executablePath()
  const present = await firstThatStarts(chromium, [own, ...systemBrowsers])
  if (present !== undefined) return present
  console.error('Looking for a browser to download …')
  const playwright = join(root, 'node_modules', '@playwright', 'test', 'cli.js')
  run(process.execPath, [playwright, 'install', 'chromium'], 180)
  const downloaded = await firstThatStarts(chromium, [own])
  if (downloaded !== undefined) return downloaded
  if (process.env.PACKETWALK_APT !== '1' || process.getuid?.() !== 0) return undefined
  console.error('Installing chromium with apt-get …')
  run('apt-get', ['update', '-qq'], 120)
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], 400)
  return firstThatStarts(chromium, systemBrowsers)
}

/**
 * @param {import('@playwright/test').BrowserType} chromium
 * @param {readonly string[]} candidates
 */
async function firstThatStarts(chromium, candidates) {
  for (const candidate of candidates) if (await starts(chromium, candidate)) return candidate
  return undefined
}

/**
 * A file that exists is not enough: a missing library shows only at launch.
 * @param {import('@playwright/test').BrowserType} chromium
 * @param {string} executablePath
 */
async function starts(chromium, executablePath) {
  if (!existsSync(executablePath)) return false
  try {
    const browser = await chromium.launch({ executablePath, args: browserArguments, timeout: 30_000 })
    const page = await browser.newPage()
    await page.setContent('<p>ready</p>')
    await browser.close()
    return true
  } catch {
    return false
  }
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {number} seconds
 */
function run(command, args, seconds) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync(command, args, { stdio: 'ignore', timeout: seconds * 1000, env })
}
