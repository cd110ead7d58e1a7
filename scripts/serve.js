import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { root } from './fingerprint.js'

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.yaml': 'text/yaml; charset=utf-8',
}

/** No connection anywhere but to the page's own files; inline styles are set through the CSSOM only. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'"

/** Serves dist/ on this machine only, on `port` or the next free one; resolves to the address. */
export function serve(port) {
  const dist = join(root, 'dist')
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname))
    const file = join(dist, path === '/' ? 'index.html' : path)
    const found = file.startsWith(dist) && statSync(file, { throwIfNoEntry: false })?.isFile()
    if (!found) return void response.writeHead(404).end('Not found')
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-cache',
    })
    createReadStream(file).pipe(response)
  })
  return new Promise((resolve, reject) => {
    let candidate = port
    server.on('error', (error) => {
      if (error.code !== 'EADDRINUSE' || candidate > port + 20) return reject(error)
      server.listen(++candidate, '127.0.0.1')
    })
    server.on('listening', () => resolve(`http://127.0.0.1:${candidate}/`))
    server.listen(candidate, '127.0.0.1')
  })
}
