import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { run } from './packetwalk.ts'

const dumps = fileURLToPath(new URL('../src/netfilter/dumps/', import.meta.url))
const goldens = fileURLToPath(new URL('goldens/trace-dump/', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'packetwalk-'))
afterAll(() => rmSync(folder, { recursive: true }))

function dump(name: string): string {
  return join(dumps, `${name}.iptables-save`)
}

/** One packet for every dump, and a second one where the first tells little. */
const cases: Readonly<Record<string, readonly [name: string, request: string]>> = {
  'calico-external-to-local-endpoint': [
    'calico-nft',
    '--from 203.0.113.10 --to 192.168.0.12:30080 --node-address 192.168.0.12 --in eth0 --out cali0a9d2e7714b',
  ],
  'calico-old-pod-to-dns': [
    'calico-legacy-1.6.1',
    '--from 192.168.17.67 --to 10.96.0.10:53 --protocol udp --node-address 192.0.2.21 --in cali2f8ac01b9d7 --out calibd51e9430fa',
  ],
  'cilium-host-to-pod': ['cilium-nft', '--from local --to 10.0.1.77:8080 --out cilium_host'],
  'docker-published-port': [
    'docker-legacy',
    '--from 203.0.113.10 --to 192.0.2.15:9000 --in eth0 --out br-9be0137d5a61',
  ],
  'docker-dropped-at-input': ['docker-legacy', '--from 203.0.113.50 --to 192.0.2.15:3306 --in eth0'],
  'docker-new-published-port': [
    'docker-nft',
    '--from 203.0.113.10 --to 192.0.2.80:443 --node-address 192.0.2.80 --in eth0 --out br-71d3ffb0a915',
  ],
  'firewalld-rejects': [
    'firewalld-1.4.21',
    '--from 203.0.113.10 --to 192.0.2.30:9999 --node-address 192.0.2.30 --in eth0',
  ],
  'firewalld-new-to-libvirt': [
    'firewalld-nft',
    '--from 203.0.113.10 --to 192.0.2.31:2222 --node-address 192.0.2.31 --in ens3 --out virbr0',
  ],
  'flannel-node-port': [
    'flannel-legacy',
    '--from 203.0.113.10 --to 192.168.0.11:30080 --node-address 192.168.0.11 --out flannel.1 --choose 3',
  ],
  'flannel-node-port-of-unknown-node': ['flannel-legacy', '--from 203.0.113.10 --to 192.168.0.11:30080'],
  'flannel-old-reject': [
    'flannel-docker-1.4.21',
    '--from local --to 10.254.9.1:81 --node-address 192.0.2.11 --out eth0',
  ],
  'every-extension': ['extensions-nft', '--from 203.0.113.10 --to 192.0.2.7:22 --in eth0'],
  'ipv6-node-port': [
    'ip6-flannel-nft',
    '--from 2001:db8:9::1 --to [2001:db8:1::12]:30080 --in eth0 --out flannel-v6.1 --choose 2',
  ],
  'flannel-nft-sctp': [
    'flannel-nft',
    '--from 192.0.2.9 --to 192.168.0.12:30838 --protocol sctp --source-port 5000 --node-address 192.168.0.12 --out flannel.1',
  ],
  'kube-router-pod-to-pod': [
    'kube-router-legacy',
    '--from 10.42.1.12 --to 10.96.44.2:5432 --node-address 192.0.2.32 --in kube-bridge --out kube-bridge',
  ],
  'ufw-limits-ssh': ['ufw-nft', '--from 203.0.113.10 --to 192.0.2.15:22 --in eth0'],
  'ufw-blocks': ['ufw-nft', '--from 203.0.113.10 --to 192.0.2.15:9999 --in eth0'],
  'ufw-local-to-itself': ['ufw-nft', '--from local --to 127.0.0.1:8080'],
}

describe('trace --ruleset', () => {
  test('has a case for every dump, and a golden for every case', () => {
    const used = new Set(Object.values(cases).map(([name]) => `${name}.iptables-save`))
    expect([...used].sort()).toEqual(readdirSync(dumps).sort())
    if (process.env.UPDATE_GOLDENS === '1') return
    const names = Object.keys(cases).flatMap((name) => [`${name}.json`, `${name}.txt`])
    expect(readdirSync(goldens).sort()).toEqual(names.sort())
  })

  for (const [title, [name, request]] of Object.entries(cases)) {
    test.each(['txt', 'json'])(`${title} as %s`, (kind) => {
      const format = kind === 'txt' ? 'text' : 'json'
      const { code, stdout, stderr } = run([
        'trace',
        '--ruleset',
        dump(name),
        ...request.split(' '),
        '--format',
        format,
      ])
      const golden = join(goldens, `${title}.${kind}`)
      const found =
        kind === 'txt' ? `$ --ruleset ${name} ${request}\n${stderr.replaceAll(dumps, '')}\n${stdout}` : stdout
      if (process.env.UPDATE_GOLDENS === '1') writeFileSync(golden, found)
      expect(code).toBe(0)
      expect(found).toBe(existsSync(golden) ? readFileSync(golden, 'utf8') : '')
    })
  }

  test('comes to the same as a trace of the manifests whose rules these are', () => {
    const yaml = join(folder, 'web.yaml')
    writeFileSync(
      yaml,
      'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { type: NodePort, selector: { app: web }, ports: [{ port: 80, nodePort: 30080 }] }\n',
    )
    const saved = join(folder, 'node2.save')
    writeFileSync(saved, run(['rules', yaml, '--node', 'node2', '--format', 'save']).stdout)
    const whole = JSON.parse(
      run(['trace', yaml, '--to', 'node2:30080', '--pick', 'web-1', '--format', 'json']).stdout,
    ).packets[0].events.filter(
      (event: { host: string; type: string }) => event.host === 'node2' && event.type === 'rule',
    )
    const alone = JSON.parse(
      run([
        ...['trace', '--ruleset', saved, '--from', '203.0.113.10', '--to', '192.168.0.12:30080', '--format', 'json'],
        ...['--node-address', '192.168.0.12', '--in', 'eth0', '--out', 'eth0'],
      ]).stdout,
    )
    const text = ({ text: rule }: { text: string }) => rule
    const ruled = alone.packets[0].events.filter(({ type }: { type: string }) => type === 'rule')
    // The CNI's own rules are not among those of `rules` without --with-cni.
    expect(ruled.map(text)).toEqual(whole.map(text).filter((rule: string) => !rule.includes('IP-MASQ')))
    expect(alone.final).toMatchObject({ verdict: 'accept', destination: '10.244.1.2:80', mark: 0, certain: true })
    expect(alone.final.source).toMatch(/^192\.168\.0\.12:\d+$/)
  })

  test('takes one way of all through the statistic rules, and says when there are not so many', () => {
    const trace = (choose: number) =>
      run([
        ...['trace', '--ruleset', dump('flannel-nft'), '--from', '203.0.113.10', '--to', '192.168.0.12:30433'],
        ...['--protocol', 'udp', '--node-address', '192.168.0.12', '--choose', `${choose}`, '--format', 'json'],
      ])
    const ways = [1, 2, 3, 4].map((choose) => JSON.parse(trace(choose).stdout))
    expect(new Set(ways.map(({ final }) => final.destination)).size).toBe(4)
    expect(ways.map(({ branch }) => branch.of)).toEqual([4, 4, 4, 4])
    expect(ways.reduce((sum, { branch }) => sum + branch.probability, 0)).toBeCloseTo(1)
    expect(trace(5)).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('do not leave 5 ways') })
  })

  test.each([
    ['--from nobody --to 10.0.0.1:80', 1, 'no packet can be sent from nobody'],
    ['--from local --to 10.0.0.1', 1, 'no packet can be sent from local to 10.0.0.1'],
    ['--from local --to 10.0.0.1:70000', 1, 'no packet can be sent'],
    ['--from 10.0.0.1 --to [fd00::1]:80', 1, 'no packet can be sent'],
    ['--from local --to [fd00::1]:80', 1, 'holds IPv4 rules'],
    ['--from local --to 10.0.0.1:80 --node-address node1', 1, 'node1 is no IP address'],
    ['--from local', 2, '--to ADDR:PORT is needed'],
    ['--to 10.0.0.1:80', 2, '--from ADDR|local is needed'],
    ['--from local --to 10.0.0.1:80 --pick web-1', 2, '--pick is not an option'],
    ['--from local --to 10.0.0.1:80 extra.yaml', 2, 'extra.yaml cannot be given together with --ruleset'],
    ['--from local --to 10.0.0.1:80 --choose 0', 2, '--choose is a whole number from 1'],
  ])('%s exits with %i', (request, code, message) => {
    const result = run(['trace', '--ruleset', dump('ufw-nft'), ...request.split(' ')])
    expect(result).toMatchObject({ code, stdout: '' })
    expect(result.stderr).toContain(message)
  })

  test('options of a bare ruleset are none of a trace of manifests', () => {
    expect(run(['trace', 'x.yaml', '--in', 'eth0'])).toMatchObject({ code: 2 })
  })

  test('speaks Chinese, and takes several addresses in either form', () => {
    const request = ['trace', '--ruleset', dump('ufw-nft'), '--from', '203.0.113.10', '--to', '192.0.2.16:22']
    const one = run([...request, '--lang', 'zh-CN', '--node-address', '192.0.2.15', '192.0.2.16', '--in', 'eth0'])
    expect(one.stdout).toContain('未模拟：-m recent --update')
    const two = run([...request, '--node-address', '192.0.2.15', '--node-address=192.0.2.16', '--in', 'eth0'])
    expect(two.stdout).toContain('route local 192.0.2.16\n')
  })
})
