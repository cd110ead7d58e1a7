import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'
import { browserArguments, findBrowser, noBrowser } from '../scripts/find-browser.js'

// Workers read this file too and inherit the environment: the browser is looked for, and the port chosen, once.
const executablePath = process.env.PACKETWALK_BROWSER ?? (await findBrowser()) ?? fail(noBrowser)
const port = process.env.PACKETWALK_PORT ?? String(await freePort())
// What is drawn by lot is drawn again with the number that was printed.
const seed = process.env.PACKETWALK_SEED ?? drawnSeed()
Object.assign(process.env, { PACKETWALK_BROWSER: executablePath, PACKETWALK_PORT: port, PACKETWALK_SEED: seed })
const address = `http://127.0.0.1:${port}/`

export default defineConfig({
  projects: [
    { name: 'browser', testDir: 'browser' },
    { name: 'pictures', testDir: '.', testMatch: 'pictures.ts' },
    { name: 'readme', testDir: '.', testMatch: 'readme-pictures.ts' },
  ],
  outputDir: '../node_modules/.cache/packetwalk/e2e',
  workers: process.env.PACKETWALK_FULL === undefined ? 2 : '100%',
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  reporter: 'list',
  timeout: 90_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: address,
    locale: 'en-US',
    viewport: { width: 1440, height: 900 },
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: { executablePath, args: browserArguments },
  },
  webServer: {
    command: `"${process.execPath}" scripts/start.js`,
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { PORT: port, CI: '1' },
    url: address,
    timeout: 120_000,
  },
})

function drawnSeed(): string {
  const number = String(Math.floor(Math.random() * 10_000))
  console.log(`what is drawn by lot: PACKETWALK_SEED=${number}`)
  return number
}

function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const found = server.address()
      server.close(() => (found && typeof found === 'object' ? resolve(found.port) : reject(new Error('no free port'))))
    })
  })
}

function fail(reason: string): never {
  throw new Error(reason)
}
