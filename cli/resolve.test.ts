import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { run } from './packetwalk.ts'

/** The ExternalName of many books, as they print it. */
const manifest = `kind: Service
apiVersion: v1
metadata:
  name: my-service
spec:
  type: ExternalName
  externalName: my.database.example.com
`

const folder = mkdtempSync(join(tmpdir(), 'packetwalk-'))
const file = join(folder, 'service.yaml')
writeFileSync(file, manifest)
afterAll(() => rmSync(folder, { recursive: true }))

const full = 'my-service.default.svc.cluster.local'

describe.each([
  ['my-service', 'my-service'],
  ['full-name', full],
])('resolve %s', (golden, name) => {
  test.each(['json', 'text', 'dig'] as const)('as %s', (format) => {
    const result = run(['resolve', file, '--from', 'web-1', '--name', name, '--format', format])
    expect(result).toMatchObject({ code: 0, stderr: '' })
    const path = fileURLToPath(
      new URL(`goldens/resolve-${golden}.${format === 'text' ? 'txt' : format}`, import.meta.url),
    )
    if (process.env.UPDATE_GOLDENS === '1') writeFileSync(path, result.stdout)
    expect(result.stdout).toBe(readFileSync(path, 'utf8'))
  })
})

test('names, types, order and the one message with CNAME and A are those of a real cluster', () => {
  const { stdout } = run(['resolve', file, '--from', 'web-1', '--name', full, '--format', 'json'])
  const exchanges: readonly { query: string; type: string; rcode: string; answers: readonly string[]; by: string }[] =
    JSON.parse(stdout)
  const searched = ['default.svc.cluster.local.', 'svc.cluster.local.', 'cluster.local.'].map(
    (domain) => `${full}.${domain}`,
  )
  expect(exchanges.map(({ query, type }) => `${type} ${query}`)).toEqual(
    [...searched, `${full}.`].flatMap((name) => [`A ${name}`, `AAAA ${name}`]),
  )
  expect(exchanges.map(({ rcode }) => rcode)).toEqual([...Array(6).fill('NXDOMAIN'), 'NOERROR', 'NOERROR'])
  expect(exchanges.at(-2)).toMatchObject({
    server: '10.96.0.10',
    by: expect.stringMatching(/^kube-system\/coredns-[12]$/),
    answers: [`${full}. 30 IN CNAME my.database.example.com.`, 'my.database.example.com. 30 IN A 198.51.100.53'],
    lookups: [{ query: 'my.database.example.com.', type: 'A', server: '198.51.100.2', by: 'dns' }],
  })
})

describe('dig’s columns', () => {
  test.each([
    ['my-db', `my-db.default.svc.cluster.local. 30 IN\tCNAME\tmy.database.example.com.`],
    ['my-db', `;my-db.default.svc.cluster.local. IN\tA`],
    ['my-db', `my.database.example.com. 30\tIN\tA\t198.51.100.53`],
    [
      'nope',
      `cluster.local.\t\t30\tIN\tSOA\tns.dns.cluster.local. hostmaster.cluster.local. 1735689600 7200 1800 86400 30`,
    ],
  ])('%s: %j', (name, line) => {
    writeFileSync(join(folder, 'db.yaml'), manifest.replace('my-service', 'my-db'))
    const wanted = `${name}.default.svc.cluster.local`
    const { stdout } = run([
      'resolve',
      join(folder, 'db.yaml'),
      '--from',
      'web-1',
      '--name',
      wanted,
      '--type',
      'A',
      '--format',
      'dig',
    ])
    expect(stdout.split('\n')).toContain(line)
  })
})

test('nobody of that name exits 1, a missing option 2', () => {
  expect(run(['resolve', file, '--from', 'nobody', '--name', 'x'])).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('nobody here is called nobody; there are default/web-1, kube-system/coredns-1'),
  })
  expect(run(['resolve', file, '--name', 'x'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--from POD is needed'),
  })
  expect(run(['resolve', file, '--from', 'web-1', '--name', 'x', '--type', 'A', '--libc', 'musl'])).toMatchObject({
    code: 2,
  })
})
