import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serve } from './serve.js'

const folder = mkdtempSync(join(tmpdir(), 'packetwalk-'))
const site = join(folder, 'site')
let address = ''

beforeAll(async () => {
  mkdirSync(join(site, '.vite'), { recursive: true })
  writeFileSync(join(site, 'index.html'), '<p>page</p>')
  writeFileSync(join(site, 'a.js'), '1')
  writeFileSync(join(site, '.vite', 'manifest.json'), '{}')
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  address = await serve(0, site)
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Asks for a path as it is written: fetch would tidy `..` away. */
function ask(path: string, method = 'GET'): Promise<{ status: number; headers: NodeJS.Dict<string | string[]> }> {
  const { hostname, port } = new URL(address)
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, path, method }, (response) => {
      response.resume()
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }))
    })
    asking.on('error', reject)
    asking.end()
  })
}

test('the page comes with a policy that allows nothing but its own files', async () => {
  const { status, headers } = await ask('/')
  expect(status).toBe(200)
  expect(headers['content-type']).toBe('text/html; charset=utf-8')
  expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'; style-src 'self';")
  expect(headers['content-security-policy']).not.toContain('unsafe')
  expect((await ask('/a.js?v=1')).headers['content-type']).toBe('text/javascript; charset=utf-8')
})

test.each([
  '/missing.js',
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/.vite/manifest.json',
  '/%',
  '/a.js/',
  '/%00',
])('%s is not there', async (path) => {
  expect((await ask(path)).status).toBe(404)
})

test('nothing can be written', async () => {
  expect((await ask('/', 'POST')).status).toBe(404)
})

test('a taken port is passed over for the next', async () => {
  const taken = Number(new URL(address).port)
  expect(Number(new URL(await serve(taken, site)).port)).toBeGreaterThan(taken)
})
