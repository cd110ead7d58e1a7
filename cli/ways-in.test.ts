import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { prepare, run } from './packetwalk.ts'

const folder = mkdtempSync(join(tmpdir(), 'packetwalk-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

/** One Pod of the Service, on node2; and one that only asks, on node1. */
const local = file(
  'local.yaml',
  `apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  type: NodePort
  externalTrafficPolicy: Local
  clusterIP: 10.96.0.7
  selector: { app: web }
  ports: [{ name: http, port: 80, nodePort: 30080 }]
---
apiVersion: v1
kind: Pod
metadata: { name: web-1, labels: { app: web } }
spec: { nodeName: node2, containers: [{ name: web, ports: [{ containerPort: 80 }] }] }
---
apiVersion: v1
kind: Pod
metadata: { name: tools }
spec: { nodeName: node1, containers: [{ name: tools }] }
`,
)

test.each(['en', 'zh-CN'] as const)('as text is one aligned table per Service port: %s', async (language) => {
  await prepare(['ways-in', '--lang', language])
  const { code, stdout, stderr } = run(['ways-in', local, '--lang', language])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const golden = new URL(`goldens/ways-in.${language}.txt`, import.meta.url)
  if (process.env.UPDATE_GOLDENS === '1') writeFileSync(golden, stdout)
  expect(stdout).toBe(readFileSync(golden, 'utf8'))
})

test('as JSON keeps to its shape, cell by cell', () => {
  const { code, stdout } = run(['ways-in', local, '--format', 'json'])
  const cells = JSON.parse(stdout)
  expect(code).toBe(0)
  const find = (from: string, id: string) =>
    cells.find((cell: { from: string; way: { id: string } }) => cell.from === from && cell.way.id === id)
  expect(find('client', 'nodePort:default/web:http@node2')).toMatchObject({
    way: { service: 'default/web', port: 80, kind: 'nodePort', address: '192.168.0.12:30080' },
    outcome: 'answered',
    cause: null,
    pods: [{ name: 'default/web-1', probability: 1 }],
    sees: ['203.0.113.10'],
  })
  expect(find('client', 'clusterIP:default/web:http')).toMatchObject({ outcome: 'unreachable', pods: [], sees: [] })
  expect(find('client', 'localhost:default/web:http')).toBeUndefined()
  expect(find('node2', 'localhost:default/web:http')).toBeDefined()
  expect(cells.filter((cell: { way: { kind: string } }) => cell.way.kind === 'podIP').length).toBe(5)
})

test('of a text without Services says so', () => {
  expect(run(['ways-in', file('none.yaml', 'apiVersion: v1\nkind: Node\nmetadata: { name: a }\n')])).toEqual({
    code: 1,
    stdout: '',
    stderr: 'no Service of the text has a port to come in by\n',
  })
})
