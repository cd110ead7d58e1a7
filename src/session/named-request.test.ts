import { describe, expect, test } from 'vitest'
import type { Trace } from '../trace/trace.ts'
import { bookManifests } from './book-manifests.arbitrary.ts'
import { createWalker } from './walker.ts'

const walk = createWalker()

const external = bookManifests['an external name']

function trace(text: string, to: string, from = 'web-1'): Trace {
  const { trace: found, diagnostics } = walk(text, { from, to })
  if (!found) throw new Error(JSON.stringify(diagnostics))
  return found
}

/** `kind from > to` of every packet, as its sender sees it. */
function packets({ packets: all }: Trace): readonly string[] {
  return all.map(({ direction, kind, events: [start] }) => {
    if (start?.type !== 'originate') throw new Error('a packet nobody sent')
    const [from, to] = [start.source, start.destination].map((socket) => socket.replace(/:\d{4,}$/, ''))
    return `${direction} ${kind} ${start.host} ${from} > ${to}`
  })
}

describe('a request to the name of an ExternalName', () => {
  test('looks up, then connects past kube-proxy', () => {
    const found = trace(external, 'my-service:5432')
    expect(packets(found)).toEqual([
      'dns request default/web-1 10.244.1.2 > 10.96.0.10:53',
      'dns request default/web-1 10.244.1.2 > 10.96.0.10:53',
      'dns request kube-system/coredns-2 10.244.2.250 > 198.51.100.2:53',
      'dns response dns 198.51.100.2:53 > 192.168.0.12',
      'dns response kube-system/coredns-2 10.244.2.250:53 > 10.244.1.2',
      'dns request kube-system/coredns-2 10.244.2.250 > 198.51.100.2:53',
      'dns response dns 198.51.100.2:53 > 192.168.0.12',
      'dns response kube-system/coredns-2 10.244.2.250:53 > 10.244.1.2',
      'request SYN default/web-1 10.244.1.2 > 198.51.100.53',
      'reply SYN-ACK my.database.example.com 198.51.100.53 > 192.168.0.11',
    ])
    expect(found).toMatchObject({ outcome: 'answered', cause: null, server: { name: 'my.database.example.com' } })
    expect(found.packets.map(({ id }) => id)).toEqual(found.packets.map((_, index) => index + 1))
  })

  test('every question and answer of its lookup is a packet, by its number', () => {
    for (const to of ['my-service', 'my-service.default.svc.cluster.local', 'my.database.example.com']) {
      const { dns, packets: all } = trace(external, to)
      const numbers = dns.flatMap((exchange) => [exchange, ...exchange.lookups]).flatMap((exchange) => exchange.packets)
      expect(numbers.toSorted((a, b) => a - b)).toEqual(
        all.filter(({ direction }) => direction === 'dns').map(({ id }) => id),
      )
      for (const packet of all)
        for (const event of packet.events) if (event.type === 'reply') expect(event.packet).toBeGreaterThan(packet.id)
    }
  })

  test('the query is translated by kube-proxy’s own rules, and conntrack remembers it', () => {
    const found = trace(external, 'my-service')
    expect(found.packets[0]?.events).toContainEqual(
      expect.objectContaining({ type: 'rule', verdict: 'dnat', text: expect.stringContaining('10.244.2.250:53') }),
    )
    expect(found.conntrack.node1?.[0]).toMatch(/^udp .* dst=10\.96\.0\.10 .* src=10\.244\.2\.250 /)
  })

  test('of a record that does not exist ends without an address, and says so', () => {
    const text = `${external}---\napiVersion: packetwalk/v1\nkind: Lab\nspec: { dns: { records: [] } }\n`
    expect(trace(text, 'my-service')).toMatchObject({ outcome: 'name-error', cause: 'dns-external', server: null })
  })

  test('of an address that poses as a name is NXDOMAIN', () => {
    const found = trace(external.replace('my.database.example.com', '192.0.2.1'), 'my-service')
    expect(found).toMatchObject({ outcome: 'name-error', cause: 'dns-external-is-ip' })
  })
})

const web = `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: bare }
spec: { clusterIP: None, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: data, namespace: prod }
spec: { ports: [{ port: 5432 }] }
---
apiVersion: v1
kind: Service
metadata: { name: quiet }
spec: { clusterIP: None, selector: { app: nobody }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: web-1, labels: { app: web } }
spec: { nodeName: node1, containers: [{ name: web, ports: [{ containerPort: 8080 }] }] }
---
apiVersion: v1
kind: Pod
metadata: { name: agent }
spec: { nodeName: node2, hostNetwork: true, containers: [{ name: agent }] }
`

/** A CoreDNS Pod of the text takes the place of the assumed ones. */
const coredns = (condition: string, port = 53) => `---
apiVersion: v1
kind: Pod
metadata: { name: coredns, namespace: kube-system, labels: { k8s-app: kube-dns } }
spec:
  nodeName: node2
  dnsPolicy: Default
  containers: [{ name: coredns, ports: [{ containerPort: ${port}, protocol: UDP }] }]
status: { conditions: [{ type: Ready, status: "${condition}" }] }
`

describe('a request to a Service by its name', () => {
  test('goes to the ClusterIP and its first port', () => {
    const found = trace(web, 'web')
    expect(found).toMatchObject({ outcome: 'answered', server: { name: 'default/web-1', address: '10.244.1.2:8080' } })
    expect(found.flow.destination).toMatch(/^10\.\d+\.\d+\.\d+:80$/)
  })

  test('of a headless Service goes to a Pod itself, where its port is not translated', () => {
    expect(trace(web, 'bare:8080')).toMatchObject({ outcome: 'answered', flow: { destination: '10.244.1.2:8080' } })
    expect(trace(web, 'bare')).toMatchObject({ outcome: 'refused', cause: 'port-closed' })
  })

  test.each([
    ['nope', 'web-1', 'dns-no-service'],
    ['data', 'web-1', 'dns-namespace'],
    ['quiet', 'web-1', 'dns-headless-empty'],
    ['www.example.com', 'web-1', 'dns-no-record'],
    ['web.default.svc.cluster.local', 'client', 'dns-outside'],
    ['web.default.svc.cluster.local', 'node1', 'dns-outside'],
    ['web', 'agent', 'dns-host-network'],
  ])('%s from %s is not found: %s', (to, from, cause) => {
    expect(trace(web, to, from)).toMatchObject({ outcome: 'name-error', cause })
  })

  test('hosts, nodes, Pods and svc/ come before DNS', () => {
    for (const to of ['client:80', 'node1:80', 'web-1:8080', 'svc/web:80']) expect(trace(web, to).dns).toEqual([])
  })

  test('what is no name is said to be nobody', () => {
    const { diagnostics, trace: none } = walk(web, { from: 'web-1', to: 'http://web' })
    expect(none).toBeUndefined()
    expect(diagnostics.map(({ says }) => says)).toContainEqual({
      code: 'lab-name-unknown',
      values: { name: 'http://web' },
    })
  })
})

describe('DNS that the network keeps away', () => {
  test('without a ready CoreDNS the question is rejected, tried again from another port, and given up', () => {
    const found = trace(web + coredns('False'), 'web')
    expect(found).toMatchObject({ outcome: 'name-error', cause: 'dns-no-endpoint', where: 'node1' })
    expect(found.dns.map(({ query, type, failure }) => `${type} ${query} ${failure}`)).toEqual(
      ['A', 'AAAA', 'A', 'AAAA'].map((type) => `${type} web.default.svc.cluster.local. refused`),
    )
    const ports = found.packets.filter(({ kind }) => kind === 'request').map(({ events: [start] }) => start)
    expect(new Set(ports.map((start) => start?.type === 'originate' && start.source)).size).toBe(2)
  })

  test('a CoreDNS that listens elsewhere refuses by ICMP', () => {
    expect(trace(web + coredns('True', 1053), 'web')).toMatchObject({
      cause: 'dns-refused',
      where: 'kube-system/coredns',
    })
  })

  test('into silence the same packets go twice for the first name, then twice for the name as it is', () => {
    const lab = `---
apiVersion: packetwalk/v1
kind: Lab
spec:
  router: { routes: [{ to: 198.51.100.99/32, blackhole: true }] }
  pods: { default/web-1: { resolvConf: "search a b\\nnameserver 198.51.100.99" } }
`
    const found = trace(web + lab, 'web')
    expect(found).toMatchObject({ outcome: 'name-error', cause: 'dns-silent', where: 'router' })
    expect(found.dns.map(({ query, type }) => `${type} ${query}`)).toEqual([
      'A web.a.',
      'AAAA web.a.',
      'A web.',
      'AAAA web.',
    ])
    expect(found.packets.map(({ repeats }) => repeats)).toEqual([2, 2, 2, 2])
  })

  test('a resolv.conf without a nameserver asks the Pod itself, where nobody listens', () => {
    const lab =
      '---\napiVersion: packetwalk/v1\nkind: Lab\nspec: { pods: { default/web-1: { resolvConf: "search a b" } } }\n'
    expect(trace(web + lab, 'web')).toMatchObject({ cause: 'dns-refused', where: 'default/web-1' })
  })

  test('CoreDNS without its upstream says SERVFAIL of outside names, and still knows its own', () => {
    const away = '---\napiVersion: packetwalk/v1\nkind: Lab\nspec: { egressMasquerade: "off" }\n'
    const found = trace(web + away, 'www.example.com')
    expect(found).toMatchObject({ outcome: 'name-error', cause: 'dns-server-failure' })
    expect(found.dns.map(({ rcode }) => rcode)).toEqual([...Array(6).fill('NXDOMAIN'), ...Array(4).fill('SERVFAIL')])
    expect(trace(web + away, 'web').outcome).toBe('answered')
  })
})
