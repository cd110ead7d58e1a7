import { spawn } from 'node:child_process'
import { setUp } from './set-up.js'

if (!setUp()) process.exit(1)
const { buildPage } = await import('./build-page.js')
await buildPage()
const { serve } = await import('./serve.js')
const address = await serve(Number(process.env.PORT ?? 4173))
console.log(`Packetwalk is at ${address}`)
showTo(address)

/**
 * Opens the page where somebody sits in front of a desktop; elsewhere the printed address is enough.
 * @param {string} url
 */
function showTo(url) {
  const desktop = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  if (process.env.CI || !process.stdout.isTTY || !desktop) return
  const openers = { darwin: ['open', url], win32: ['cmd', '/c', 'start', '', url] }
  const [command = '', ...args] = openers[/** @type {'darwin' | 'win32'} */ (process.platform)] ?? ['xdg-open', url]
  const opener = spawn(command, args, { stdio: 'ignore', detached: true })
  // No opener on this desktop: the address is on the screen.
  opener.on('error', () => undefined)
  opener.unref()
}
