import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'
import { root } from './root.js'

/** @type {Readonly<Record<string, string>>} */
const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
  '.yaml': 'text/yaml; charset=utf-8',
}

/** Nothing but the page's own files: no other connection, no inline script, no inline style. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/**
 * Serves a folder to this machine only, on `port` or the next free one.
 * @param {number} port 0 for any free one
 * @param {string} folder
 * @returns {Promise<string>} the address of the page
 */
export function serve(port, folder = join(root, 'dist')) {
  const server = createServer((request, response) => {
    const reads = request.method === 'GET' || request.method === 'HEAD'
    const file = reads ? fileOf(folder, request.url ?? '/') : undefined
    if (file === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such page here.\n')
      return
    }
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': policy,
      // A sandboxed frame has no origin: for it the page's own files are another's. Nothing here is secret.
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    })
    if (request.method === 'HEAD') response.end()
    else createReadStream(file).pipe(response)
  })
  return new Promise((resolve, reject) => {
    let candidate = port
    server.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code !== 'EADDRINUSE' || candidate >= port + 100) return reject(error)
      candidate++
      server.listen(candidate, '127.0.0.1')
    })
    server.on('listening', () => {
      const address = server.address()
      resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : candidate}/`)
    })
    server.listen(candidate, '127.0.0.1')
  })
}

/**
 * The file a request means; undefined for everything else, also for hidden files and what would climb out of the folder.
 * @param {string} folder
 * @param {string} url
 */
function fileOf(folder, url) {
  try {
    const path = normalize(decodeURIComponent(new URL(url, 'http://localhost').pathname))
    const file = join(folder, path.endsWith(sep) ? join(path, 'index.html') : path)
    const inside = file.startsWith(folder + sep) && !file.slice(folder.length).includes(`${sep}.`)
    return inside && statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined
  } catch {
    return undefined
  }
}
