import { spawn } from 'node:child_process'
import { setUp } from './set-up.js'

setUp()
const { buildPage } = await import('./build-page.js')
await buildPage()
const { serve } = await import('./serve.js')
const address = await serve(Number(process.env.PORT ?? 4173))
console.log(`Packetwalk is at ${address}`)
openBrowser(address)

/** Opens the page where somebody sits in front of a desktop; elsewhere the printed address is enough. */
function openBrowser(url) {
  const desktop = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  if (process.env.CI || !process.stdout.isTTY || !desktop) return
  const [command, ...args] =
    process.platform === 'darwin' ? ['open', url] : process.platform === 'win32' ? ['cmd', '/c', 'start', url] : ['xdg-open', url]
  spawn(command, args, { stdio: 'ignore', detached: true }).on('error', () => {}).unref()
}
