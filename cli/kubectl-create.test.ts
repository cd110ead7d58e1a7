import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { run } from './packetwalk.ts'

/** Services, one a line, and in the golden what `kubectl create` prints about each. */
const services: readonly (readonly [metadata: string, spec: string])[] = [
  ['name: web', 'ports: [{ port: 80 }], selector: { app: web }'],
  ['name: web', ''],
  ['name: web', 'ports: []'],
  ['name: "1web"', 'ports: [{ port: 80 }]'],
  ['name: Web.Shop', 'ports: [{ port: 80 }]'],
  [`name: ${'a'.repeat(64)}`, 'ports: [{ port: 80 }]'],
  ['labels: { app: web }', 'ports: [{ port: 80 }]'],
  ['generateName: web-', 'ports: [{ port: 80 }]'],
  ['generateName: Web-', 'ports: [{ port: 80 }]'],
  ['name: web, namespace: a.b', 'ports: [{ port: 80 }]'],
  ['name: web, labels: { "a b": "-", "": x, /x: "y", x/: "", b/c/d: e }', 'ports: [{ port: 80 }]'],
  [`name: web, annotations: { "UPPER/Case": ok, "no good": x, big: ${'x'.repeat(262_144)} }`, 'ports: [{ port: 80 }]'],
  [
    'name: web, annotations: { service.kubernetes.io/topology-mode: Auto, service.kubernetes.io/topology-aware-hints: auto }',
    'ports: [{ port: 80 }]',
  ],
  ['name: web, annotations: { service.kubernetes.io/topology-aware-hints: auto }', 'ports: [{ port: 80 }]'],
  ['name: web', 'ports: [{ port: 80 }, { port: 81 }]'],
  [
    'name: web',
    'ports: [{ name: a, port: 80 }, { name: a, port: 81 }, { name: a.b, port: 82 }, { name: A, port: 83 }]',
  ],
  ['name: web', 'ports: [{ name: a, port: 80 }, { name: b, port: 80 }, { name: c, port: 80, protocol: UDP }]'],
  ['name: web', 'ports: [{ targetPort: 80 }]'],
  ['name: web', 'ports: [{ port: 65536, protocol: tcp, appProtocol: "h t" }]'],
  ['name: web', 'ports: [{ port: 80, targetPort: a_b--C- }]'],
  ['name: web', 'ports: [{ port: 80, targetPort: "80" }]'],
  ['name: web', 'ports: [{ port: 80, targetPort: a-name-of-16-let }]'],
  ['name: web', 'ports: [{ port: 80, targetPort: 0 }, { name: x, port: 81, targetPort: 70000 }]'],
  ['name: web', 'ports: [{ port: 80 }], selector: { "a/b/c": x, app: "-x" }'],
  ['name: web', 'ports: [{ port: 80 }], type: nodePort'],
  ['name: web', 'ports: [{ port: 80 }], sessionAffinity: ip'],
  [
    'name: web',
    'ports: [{ port: 80 }], sessionAffinity: ClientIP, sessionAffinityConfig: { clientIP: { timeoutSeconds: 0 } }',
  ],
  ['name: web', 'ports: [{ port: 80 }], sessionAffinity: ClientIP, sessionAffinityConfig: { clientIP: {} }'],
  [
    'name: web',
    'ports: [{ port: 80 }], sessionAffinity: None, sessionAffinityConfig: { clientIP: { timeoutSeconds: 0 } }',
  ],
  ['name: web', 'ports: [{ port: 80 }], clusterIP: 10.96.0.10'],
  ['name: web', 'ports: [{ port: 80 }], clusterIP: 10.112.0.1'],
  ['name: web', 'ports: [{ port: 80 }], clusterIP: 10.96.0.0'],
  ['name: web', 'ports: [{ port: 80 }], clusterIP: 10.111.255.255'],
  ['name: web', 'ports: [{ port: 80 }], clusterIP: none'],
  ['name: web', 'ports: [{ port: 80 }], clusterIP: 10.96.7.8, clusterIPs: [10.96.7.9]'],
  ['name: web', 'ports: [{ port: 80 }], clusterIPs: [10.96.7.9]'],
  ['name: web', 'ports: [{ port: 80 }], clusterIP: 10.96.7.8, clusterIPs: [10.96.7.8, 10.96.7.9]'],
  ['name: web', 'ports: [{ port: 80 }], clusterIP: 10.96.7.8, clusterIPs: [10.96.7.8, "fd00::1", "fd00::2"]'],
  ['name: web', 'ports: [{ port: 80 }], clusterIP: None, clusterIPs: [None, "fd00::1"]'],
  ['name: web', 'ports: [{ port: 80 }], clusterIP: "fd00::1"'],
  ['name: web', 'ports: [{ port: 80 }], clusterIP: 10.96.7.8, ipFamilies: [IPv6]'],
  ['name: web', 'ports: [{ port: 80 }], ipFamilies: [IPv6]'],
  ['name: web', 'ports: [{ port: 80 }], ipFamilies: [IPv4, IPv4, ipv6]'],
  ['name: web', 'ports: [{ port: 80 }], ipFamilyPolicy: RequireDualStack'],
  ['name: web', 'ports: [{ port: 80 }], ipFamilyPolicy: PreferDualStack'],
  ['name: web', 'ports: [{ port: 80 }], ipFamilyPolicy: dual'],
  ['name: web', 'ports: [{ port: 80 }], ipFamilyPolicy: SingleStack, ipFamilies: [IPv4, IPv6]'],
  ['name: web', 'clusterIP: None, selector: { app: web }'],
  ['name: web', 'clusterIP: None, type: LoadBalancer'],
  ['name: web', 'clusterIP: None, externalIPs: [80.11.12.10], loadBalancerIP: 1.2.3.4, sessionAffinity: ClientIP'],
  [
    'name: web',
    'ports: [{ port: 80 }], externalIPs: [80.11.12.10, 300.1.1.1, 0.0.0.0, 127.0.0.9, 169.254.1.1, 224.0.0.9]',
  ],
  ['name: web', 'ports: [{ port: 80 }], externalIPs: ["::", "::1", "fe80::1", "ff12::1", "fd00::1"]'],
  ['name: web', 'ports: [{ port: 80 }], externalIPs: [080.011.012.010, "::ffff:80.11.12.11", "2001:DB8::0001"]'],
  ['name: web', 'type: NodePort, ports: [{ port: 80, nodePort: 8080 }]'],
  ['name: web', 'type: NodePort, ports: [{ nodePort: 8080 }]'],
  [
    'name: web',
    'type: NodePort, ports: [{ name: a, port: 80, nodePort: 30080 }, { name: b, port: 81, nodePort: 30080 }]',
  ],
  [
    'name: web',
    'type: NodePort, ports: [{ name: a, port: 53, nodePort: 30053 }, { name: b, port: 53, protocol: UDP }]',
  ],
  [
    'name: web',
    'type: NodePort, ports: [{ name: a, port: 53 }, { name: b, port: 53, protocol: UDP, nodePort: 30053 }]',
  ],
  ['name: web', 'ports: [{ port: 80, nodePort: 30080 }]'],
  ['name: web', 'type: LoadBalancer, ports: [{ port: 80, nodePort: 80 }], allocateLoadBalancerNodePorts: false'],
  [
    'name: web',
    'type: LoadBalancer, ports: [{ port: 80 }], loadBalancerSourceRanges: [10.0.0.0, 10.1.2.3/8, " 10.0.0.0/8"]',
  ],
  [
    'name: web',
    'type: LoadBalancer, ports: [{ port: 80 }], loadBalancerSourceRanges: [010.0.0.0/8, 10.1.2.3/8, "FD00::/8"]',
  ],
  ['name: web', 'ports: [{ port: 80 }], loadBalancerSourceRanges: [10.0.0.0/8]'],
  [
    'name: web, annotations: { service.beta.kubernetes.io/load-balancer-source-ranges: "10.0.0.0/8, x" }',
    'type: LoadBalancer, ports: [{ port: 80 }]',
  ],
  ['name: web', 'type: NodePort, ports: [{ port: 80 }], loadBalancerClass: a/b, allocateLoadBalancerNodePorts: true'],
  ['name: web', 'type: LoadBalancer, ports: [{ port: 80 }], loadBalancerClass: "-"'],
  ['name: web', 'ports: [{ port: 80 }], externalTrafficPolicy: Local'],
  ['name: web', 'ports: [{ port: 80 }], externalIPs: [80.11.12.10], externalTrafficPolicy: Local'],
  ['name: web', 'type: NodePort, ports: [{ port: 80 }], externalTrafficPolicy: local, internalTrafficPolicy: local'],
  ['name: web', 'type: LoadBalancer, ports: [{ port: 80 }], externalTrafficPolicy: Local, healthCheckNodePort: 80'],
  ['name: web', 'type: LoadBalancer, ports: [{ port: 80 }], externalTrafficPolicy: Local, healthCheckNodePort: 32100'],
  ['name: web', 'type: LoadBalancer, ports: [{ port: 80 }], healthCheckNodePort: 32100'],
  ['name: web', 'ports: [{ port: 80 }], trafficDistribution: close'],
  ['name: web', 'ports: [{ port: 80 }], trafficDistribution: PreferSameNode'],
  ['name: web', 'type: ExternalName'],
  ['name: web', 'type: ExternalName, externalName: db.example.com.'],
  ['name: web', 'type: ExternalName, externalName: "http://db.example.com/"'],
  [
    'name: web',
    'type: ExternalName, externalName: a.example.com, clusterIP: 10.96.7.8, ipFamilies: [IPv4], ipFamilyPolicy: SingleStack',
  ],
  ['name: web', 'type: ExternalName, externalName: a.example.com, externalIPs: [80.11.12.10]'],
  ['name: web', 'ports: [{ port: 80 }], externalName: a.example.com'],
  ['name: web', 'ports: [{ port: 80, protocl: UDP }], selectr: { app: web }'],
  ['name: web', 'ports: { port: 80 }'],
  ['name: web', 'ports: [{ port: http }]'],
  ['name: web', 'type: 5, ports: [{ port: 80 }]'],
  ['name: web', 'selector: { app: 5 }, ports: [{ port: 80 }]'],
  ['name: 5', 'ports: [{ port: 80 }]'],
]

const golden = fileURLToPath(new URL('goldens/kubectl-create.txt', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'packetwalk-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('kubectl says of each Service what a v1.34 API server answers', () => {
  const file = join(folder, 'svc.yaml')
  const transcript = services
    .map(([metadata, spec]) => {
      writeFileSync(file, `apiVersion: v1\nkind: Service\nmetadata: { ${metadata} }\nspec: { ${spec} }\n`)
      const said = run(['check', file]).stdout.replaceAll(file, 'svc.yaml')
      return `# ${shortened(metadata)} | ${spec}\n${said}`
    })
    .join('\n')
  if (process.env.UPDATE_GOLDENS) writeFileSync(golden, transcript)
  expect(transcript).toBe(readFileSync(golden, 'utf8'))
})

function shortened(text: string): string {
  return text.replace(/x{99,}/g, 'x…')
}
