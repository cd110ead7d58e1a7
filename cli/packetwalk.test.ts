import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { run } from './packetwalk.ts'

const folder = mkdtempSync(join(tmpdir(), 'packetwalk-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

function service(name: string, spec: string): string {
  return `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: ${spec}\n`
}

const nodePort = file(
  'node-port.yaml',
  service('web', '{ type: NodePort, selector: { app: web }, ports: [{ port: 80, nodePort: 30080 }] }'),
)
const local = file(
  'local.yaml',
  `${service('web', '{ type: NodePort, externalTrafficPolicy: Local, selector: { app: web }, ports: [{ port: 80, nodePort: 30080 }] }')}---
apiVersion: v1
kind: Pod
metadata: { name: web, labels: { app: web } }
spec: { nodeName: node1, containers: [{ name: web, ports: [{ containerPort: 80 }] }] }
`,
)
const refused = file('refused.yaml', service('web', '{ type: NodePort, ports: [{ port: 80, nodePort: 8080 }] }'))

describe('check', () => {
  test('prints what kubectl would print, and places as compilers do', () => {
    expect(run(['check', refused])).toEqual({
      code: 1,
      stdout:
        'The Service "web" is invalid: spec.ports[0].nodePort: Invalid value: 8080: provided port is not in the valid range. The range of valid ports is 30000-32767\n',
      stderr: `${refused}:4:55: spec.ports[0].nodePort: Invalid value: 8080: provided port is not in the valid range. The range of valid ports is 30000-32767\n`,
    })
    expect(run(['check', local])).toEqual({ code: 0, stdout: 'service/web created\npod/web created\n', stderr: '' })
  })

  test('lists several errors of one object in the order of the API server', () => {
    const path = file('two.yaml', service('two', '{ ports: [{ targetPort: 0, port: 0 }] }'))
    const range = 'must be between 1 and 65535, inclusive'
    expect(run(['check', path]).stdout).toBe(
      `The Service "two" is invalid: \n* spec.ports[0].port: Invalid value: 0: ${range}\n* spec.ports[0].targetPort: Invalid value: 0: ${range}\n`,
    )
  })

  test('gives every refused object its line when there are several, with its own file and line', () => {
    const other = file('other.yaml', `# a comment first\n${service('other', '{ ports: [{ port: 80 }], extra: 1 }')}`)
    const { code, stdout, stderr } = run(['check', refused, other])
    expect(code).toBe(1)
    expect(stdout.split('\n')).toEqual([
      expect.stringContaining(
        `Error from server (Invalid): error when creating "${refused}": Service "web" is invalid: `,
      ),
      `Error from server (BadRequest): error when creating "${other}": Service in version "v1" cannot be handled as a Service: strict decoding error: unknown field "spec.extra"`,
      '',
    ])
    expect(stderr).toContain(`${other}:5:`)
  })

  test('frames what never became an object', () => {
    const stdout = (name: string, text: string) => run(['check', file(name, text)]).stdout
    expect(stdout('kind.yaml', 'apiVersion: v1\nmetadata: { name: a }\n')).toContain(
      'error validating data: kind not set; ',
    )
    expect(stdout('version.yaml', 'kind: Service\nmetadata: { name: a }\n')).toContain('apiVersion not set; ')
    expect(stdout('list.yaml', '- 1\n')).toContain('invalid object to validate; ')
    expect(stdout('servce.yaml', 'apiVersion: v1\nkind: Servce\nmetadata: { name: a }\n')).toContain(
      'no matches for kind "Servce" in version "v1"\nensure CRDs are installed first\n',
    )
    expect(stdout('yaml.yaml', 'a: b: c\n')).toContain('error: error parsing ')
  })

  test('as JSON keeps to its shape', () => {
    const { code, stdout } = run(['check', refused, '--format', 'json'])
    const report = JSON.parse(stdout)
    expect(code).toBe(1)
    expect(report.diagnostics[0]).toEqual({
      severity: 'error',
      stage: 'allocation',
      file: refused,
      object: { kind: 'Service', namespace: 'default', name: 'web' },
      path: 'spec.ports[0].nodePort',
      message: expect.stringMatching(/^spec\.ports\[0\]\.nodePort: Invalid value: 8080: /),
      line: 4,
      column: 55,
      endLine: 4,
      endColumn: 59,
    })
    expect(report.objects[0]).toEqual({
      kind: 'Service',
      namespace: 'default',
      name: 'web',
      admitted: false,
      assumed: false,
    })
    expect(report.objects).toContainEqual({ kind: 'Node', namespace: '', name: 'node1', admitted: true, assumed: true })
  })
})

describe('rules', () => {
  test('come in three formats', () => {
    const text = (format: string) => run(['rules', nodePort, '--node', 'node2', '--format', format]).stdout
    expect(run(['rules', nodePort, '--node', 'node2']).stdout).toBe(text('kube-proxy'))
    expect(text('kube-proxy')).toMatch(/^\*filter\n:KUBE-/)
    expect(text('kube-proxy')).not.toContain(':PREROUTING')
    expect(text('restore')).toContain('-A PREROUTING ')
    expect(text('save')).toMatch(/^\*mangle\n/)
    expect(text('save')).toContain('-A KUBE-NODEPORTS -p tcp -m comment --comment "default/web" -m tcp --dport 30080 ')
  })

  test('leave a refused Service out, unless validation is skipped', () => {
    const path = file('target.yaml', service('web', '{ ports: [{ port: 80, targetPort: 70000 }] }'))
    const args = ['rules', path, '--node', 'node1']
    expect(run(args).stdout).not.toContain('default/web')
    expect(run(args).stderr).toContain('target.yaml:4:')
    expect(run([...args, '--skip-validation']).stdout).toContain('default/web')
  })

  test('of a node nobody has are none', () => {
    expect(run(['rules', nodePort, '--node', 'node9'])).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('no node is called node9; there are node1, node2'),
    })
  })
})

describe('trace', () => {
  const drop = ['trace', local, '--to', 'node2:30080']

  test('tells a dropped packet to its end, in both languages', () => {
    const { code, stdout } = run(drop)
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^#1 SYN, sent \d times\n {2}client +sends 203\.0\.113\.10:40000 > 192\.168\.0\.12:30080 ttl 64\n/,
    )
    expect(stdout).toMatch(/\n +filter:KUBE-EXTERNAL-SERVICES:rule:1 -A KUBE-EXTERNAL-SERVICES .* -j DROP\n/)
    expect(stdout).toContain('\n\ntimed-out (no-local-endpoint, node2)\n')
    expect(run([...drop, '--lang', 'zh-CN']).stdout).toContain('externalTrafficPolicy: Local 又不许转给别的节点')
  })

  test('tells who served and what it saw', () => {
    const { stdout } = run(['trace', nodePort, '--to', 'node2:30080', '--pick', 'web-1'])
    expect(stdout).toMatch(/\nanswered\ndefault\/web-1 10\.244\.1\.2:80 sees 192\.168\.0\.12:\d+\n/)
    expect(stdout).toMatch(/mark 0x0 becomes 0x4000\n/)
  })

  test('as JSON is the trace', () => {
    const { stdout } = run([...drop, '--format', 'json'])
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      outcome: 'timed-out',
      cause: 'no-local-endpoint',
      where: 'node2',
    })
  })

  test('can be written to a file and held against an expectation', () => {
    const out = join(folder, 'out.txt')
    expect(run([...drop, '-o', out, '--expect', 'timed-out'])).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(readFileSync(out, 'utf8')).toBe(run(drop).stdout)
    expect(run([...drop, '--expect', 'answered'])).toMatchObject({
      code: 1,
      stderr: 'expected answered, but the outcome is timed-out\n',
    })
  })

  test('of a sender nobody knows is none', () => {
    expect(run(['trace', nodePort, '--from', 'nobody'])).toMatchObject({ code: 1, stdout: '' })
  })
})

describe('wrong usage', () => {
  test.each([
    [['frobnicate'], 'there is no command frobnicate'],
    [['trace'], 'no FILE was given'],
    [['trace', join(folder, 'missing.yaml')], 'missing.yaml" does not exist'],
    [['trace', folder], 'cannot be read'],
    [['check', nodePort, '--node', 'node1'], '--node is not an option of this command'],
    [['rules', nodePort], '--node NAME is needed'],
    [['rules', nodePort, '--node'], '--node needs a value'],
    [['rules', nodePort, '--node', '--with-cni'], '--node needs a value'],
    [['rules', nodePort, '--node=node1', '--with-cni=yes'], '--with-cni takes no value'],
    [['trace', nodePort, '--expect', 'delivered'], '--expect is one of answered, timed-out, '],
    [['trace', nodePort, '--source-port', '70000'], '--source-port is a whole number from 1 to 65535'],
    [['trace', nodePort, '--pick', 'web-1', '--seed', '1'], '--pick and --seed exclude each other'],
    [['trace', nodePort, '--lang', 'fr'], '--lang is one of en, zh-CN'],
    [['trace', nodePort, '--lang', 'zh-CN', '--seed', 'x'], '--seed 是 0 到'],
    [['trace', nodePort, '-o', join(folder, 'no', 'such', 'folder')], 'cannot be written'],
  ])('%j', (args, message) => {
    const result = run(args)
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(result.stderr).toContain(message)
  })

  test('no command at all shows the usage, help is no mistake', () => {
    expect(run([])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('packetwalk trace FILE…') })
    expect(run(['help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('packetwalk trace FILE…') })
  })
})

test('the program prints nothing but its result, reads standard input, and hands on the exit code', () => {
  const program = fileURLToPath(new URL('packetwalk.js', import.meta.url))
  const input = readFileSync(local, 'utf8')
  const text = execFileSync(process.execPath, [program, 'check', '-'], { input, encoding: 'utf8' })
  expect(text).toBe('service/web created\npod/web created\n')
  expect(spawnSync(process.execPath, [program, 'check', refused]).status).toBe(1)
}, 300_000)

describe('rules --diff', () => {
  const dump = file('node1.save', run(['rules', nodePort, '--node', 'node1', '--format', 'save']).stdout)

  test('of a node as it should be is empty but for its summary', () => {
    expect(run(['rules', nodePort, '--node', 'node1', '--diff', dump])).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^chains: \d+ as expected, 0 differ, 0 missing, 0 not expected, 0 foreign\n$/),
      stderr: '',
    })
  })

  test('tells chain by chain what is expected, found and foreign, and why', () => {
    const text = run(['rules', nodePort, '--node', 'node1', '--format', 'save']).stdout
    const edited = text
      .replaceAll(' --random-fully', '')
      .replace(':KUBE-MARK-MASQ', ':FLANNEL-POSTRTG - [0:0]\n:KUBE-MARK-MASQ')
      .replace('-A KUBE-MARK-MASQ', '-A KUBE-MARK-MASQ -m nonsense --so\n-A KUBE-MARK-MASQ')
    const { stdout } = run(['rules', nodePort, '--node', 'node1', '--diff', file('edited.save', edited)])
    expect(stdout).toContain(
      'nat KUBE-POSTROUTING differs: Its kernel or iptables is too old for --random-fully.\n  - -A KUBE-POSTROUTING ',
    )
    expect(stdout).toContain('nat FLANNEL-POSTRTG is foreign (flannel), 0 rules\n')
    expect(stdout).toContain('  + -A KUBE-MARK-MASQ -m nonsense --so\n')
    const chinese = run([
      'rules',
      nodePort,
      '--node',
      'node1',
      '--diff',
      file('edited.save', edited),
      '--lang',
      'zh-CN',
    ])
    expect(chinese.stdout).toContain('它的内核或 iptables 太旧')
  })

  test('of a file that is no dump says so', () => {
    const { code, stdout, stderr } = run(['rules', nodePort, '--node', 'node1', '--diff', nodePort])
    expect(code).toBe(0)
    expect(stdout).toContain('There is no KUBE-SERVICES here')
    expect(stderr).toMatch(/node-port\.yaml:1:1: /)
  })
})
