import { describe, expect, test } from 'vitest'
import { askerNamed, type LookupOptions, lookUpName } from './name-lookup.ts'
import { createWalker } from './walker.ts'

/** Services of every kind, Pods to ask from, and an outside world with a few names. */
const text = `apiVersion: v1
kind: Service
metadata: { name: my-service }
spec: { clusterIP: 10.96.44.7, selector: { app: web }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: empty }
spec: { clusterIP: 10.96.44.8, selector: { app: nobody }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: data, namespace: prod }
spec: { clusterIP: 10.96.44.9, ports: [{ port: 5432 }] }
---
apiVersion: v1
kind: Service
metadata: { name: headless }
spec: { clusterIP: None, selector: { app: web }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: no-ports }
spec: { clusterIP: None, selector: { app: web } }
---
apiVersion: v1
kind: Service
metadata: { name: unready }
spec: { clusterIP: None, selector: { app: slow }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: published }
spec: { clusterIP: None, publishNotReadyAddresses: true, selector: { app: slow }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: my-db }
spec: { type: ExternalName, externalName: my.database.example.com, ports: [{ name: pg, port: 5432 }] }
---
apiVersion: v1
kind: Service
metadata: { name: alias }
spec: { type: ExternalName, externalName: my-service.default.svc.cluster.local }
---
apiVersion: v1
kind: Service
metadata: { name: dangling }
spec: { type: ExternalName, externalName: nowhere.example.com }
---
apiVersion: v1
kind: Service
metadata: { name: dangling-inside }
spec: { type: ExternalName, externalName: nope.default.svc.cluster.local }
---
apiVersion: v1
kind: Service
metadata: { name: itself }
spec: { type: ExternalName, externalName: itself.default.svc.cluster.local }
---
apiVersion: v1
kind: Service
metadata: { name: ping }
spec: { type: ExternalName, externalName: pong.default.svc.cluster.local }
---
apiVersion: v1
kind: Service
metadata: { name: pong }
spec: { type: ExternalName, externalName: ping.default.svc.cluster.local }
---
apiVersion: v1
kind: Service
metadata: { name: by-address }
spec: { type: ExternalName, externalName: 192.0.2.1 }
---
apiVersion: v1
kind: Pod
metadata: { name: web-1, labels: { app: web } }
spec: { nodeName: node1, hostname: first, subdomain: headless, containers: [{ name: web, ports: [{ containerPort: 8080 }] }] }
---
apiVersion: v1
kind: Pod
metadata: { name: web-2, labels: { app: web } }
spec: { nodeName: node2, containers: [{ name: web, ports: [{ containerPort: 8080 }] }] }
---
apiVersion: v1
kind: Pod
metadata: { name: slow-1, labels: { app: slow } }
spec: { nodeName: node1, containers: [{ name: slow }] }
status: { conditions: [{ type: Ready, status: "False" }] }
---
apiVersion: v1
kind: Pod
metadata: { name: host-1 }
spec: { nodeName: node2, hostNetwork: true, containers: [{ name: agent }] }
---
apiVersion: v1
kind: Pod
metadata: { name: host-2 }
spec: { nodeName: node2, hostNetwork: true, dnsPolicy: ClusterFirstWithHostNet, containers: [{ name: agent }] }
---
apiVersion: v1
kind: Pod
metadata: { name: one-dot }
spec: { nodeName: node1, dnsConfig: { searches: [example.com], options: [{ name: ndots, value: "1" }] }, containers: [{ name: a }] }
---
apiVersion: packetwalk/v1
kind: Lab
spec:
  hosts:
  - { name: client, addresses: [203.0.113.10/24] }
  - { name: db, addresses: [198.51.100.53/24], listens: [{ port: 5432 }] }
  dns:
    records:
    - { name: my.database.example.com, type: A, value: 198.51.100.53 }
    - { name: example.com, type: A, value: 198.51.100.80, ttl: 5 }
    - { name: www.example.com, type: CNAME, value: example.com }
    - { name: round.example.com, type: CNAME, value: about.example.com }
    - { name: about.example.com, type: CNAME, value: round.example.com }
  pods: { default/web-2: { resolvConf: "nameserver 10.96.0.10\\nsearch svc.cluster.local\\noptions ndots:2 attempts:1" } }
`

const walk = createWalker()
const { cluster, network } = walk(text)

function look(name: string, from = 'web-1', options: LookupOptions = {}) {
  const asker = askerNamed(cluster, network, from)
  if (!asker) throw new Error(`nobody is called ${from}`)
  return lookUpName(cluster, network, asker, name, options)
}

/** `A name rcode`, without the cluster's suffix being cut. */
function asked(name: string, from = 'web-1', options: LookupOptions = {}): readonly string[] {
  return look(name, from, options).exchanges.map(({ query, type, rcode }) => `${type} ${query} ${rcode}`)
}

function pairs(...names: readonly (readonly [string, string, string?])[]): readonly string[] {
  return names.flatMap(([name, rcode, six = rcode]) => [`A ${name} ${rcode}`, `AAAA ${name} ${six}`])
}

const zone = 'svc.cluster.local.'

describe('what glibc asks, with ndots:5', () => {
  test.each([
    ['my-service', pairs([`my-service.default.${zone}`, 'NOERROR'])],
    [
      'my-service.default',
      pairs([`my-service.default.default.${zone}`, 'NXDOMAIN'], [`my-service.default.${zone}`, 'NOERROR']),
    ],
    [
      'my-service.default.svc',
      pairs(
        [`my-service.default.svc.default.${zone}`, 'NXDOMAIN'],
        [`my-service.default.svc.${zone}`, 'NXDOMAIN'],
        [`my-service.default.${zone}`, 'NOERROR'],
      ),
    ],
    [
      'my-service.default.svc.cluster.local',
      pairs(
        [`my-service.default.svc.cluster.local.default.${zone}`, 'NXDOMAIN'],
        [`my-service.default.svc.cluster.local.${zone}`, 'NXDOMAIN'],
        ['my-service.default.svc.cluster.local.cluster.local.', 'NXDOMAIN'],
        [`my-service.default.${zone}`, 'NOERROR'],
      ),
    ],
    ['my-service.default.svc.cluster.local.', pairs([`my-service.default.${zone}`, 'NOERROR'])],
    [
      'my.database.example.com',
      pairs(
        [`my.database.example.com.default.${zone}`, 'NXDOMAIN'],
        [`my.database.example.com.${zone}`, 'NXDOMAIN'],
        ['my.database.example.com.cluster.local.', 'NXDOMAIN'],
        ['my.database.example.com.', 'NOERROR'],
      ),
    ],
    ['example.com.', pairs(['example.com.', 'NOERROR'])],
    [
      'nope',
      pairs(
        [`nope.default.${zone}`, 'NXDOMAIN'],
        [`nope.${zone}`, 'NXDOMAIN'],
        ['nope.cluster.local.', 'NXDOMAIN'],
        ['nope.', 'NXDOMAIN'],
      ),
    ],
    ['my-db', pairs([`my-db.default.${zone}`, 'NOERROR'])],
    // A CNAME alone is an answer: the resolver stops there, without an address.
    ['dangling', pairs([`dangling.default.${zone}`, 'NOERROR'])],
  ])('%s', (name, questions) => {
    expect(asked(name)).toEqual(questions)
  })

  test('as other Pods and hosts ask it', () => {
    expect(asked('data.prod')).toEqual(
      pairs([`data.prod.default.${zone}`, 'NXDOMAIN'], [`data.prod.${zone}`, 'NOERROR']),
    )
    expect(asked('my-service.default', 'one-dot')).toEqual(
      pairs(
        ['my-service.default.', 'NXDOMAIN'],
        [`my-service.default.default.${zone}`, 'NXDOMAIN'],
        [`my-service.default.${zone}`, 'NOERROR'],
      ),
    )
    expect(asked('www', 'one-dot').at(-2)).toBe('A www.example.com. NOERROR')
    expect(asked('my-service.default', 'web-2')).toEqual(pairs([`my-service.default.${zone}`, 'NOERROR']))
    for (const from of ['client', 'node1', 'host-1']) {
      const { exchanges } = look('my-service', from)
      expect(exchanges.map(({ query, server, rcode, by }) => [query, server, rcode, by])).toEqual(
        Array(2).fill(['my-service.', '198.51.100.2', 'NXDOMAIN', 'dns']),
      )
    }
    expect(look('my-service', 'host-2').resolution).toMatchObject({ addresses: ['10.96.44.7'] })
  })
})

test('musl searches the same way, but not once a name has ndots dots, and stops at anything but NXDOMAIN', () => {
  const musl = { library: 'musl' } as const
  expect(asked('my-service.default', 'web-1', musl)).toEqual(asked('my-service.default'))
  expect(asked('a.b.c.d.e.f', 'web-1', musl)).toEqual(pairs(['a.b.c.d.e.f.', 'NXDOMAIN']))
  expect(asked('a.b.c.d.e.f')).toHaveLength(8)
  // `svc.cluster.local` exists and holds nothing.
  expect(asked('svc', 'web-1', musl)).toEqual(
    pairs([`svc.default.${zone}`, 'NXDOMAIN'], [`svc.${zone}`, 'NXDOMAIN'], ['svc.cluster.local.', 'NOERROR']),
  )
  expect(asked('svc')).toHaveLength(8)
})

describe('what is answered', () => {
  const web1 = '10.244.1.2'
  const web2 = '10.244.2.2'
  const cname = (name: string, target: string) => `${name} 30 IN CNAME ${target}`
  const a = (name: string, address: string) => `${name} 30 IN A ${address}`
  test.each([
    ['A', `my-service.default.${zone}`, [a(`my-service.default.${zone}`, '10.96.44.7')]],
    ['A', `MY-Service.Default.SVC.cluster.LOCAL.`, ['MY-Service.Default.SVC.cluster.LOCAL. 30 IN A 10.96.44.7']],
    ['AAAA', `my-service.default.${zone}`, 'NOERROR'],
    ['A', `empty.default.${zone}`, [a(`empty.default.${zone}`, '10.96.44.8')]],
    [
      'SRV',
      `_http._tcp.my-service.default.${zone}`,
      [`_http._tcp.my-service.default.${zone} 30 IN SRV 0 100 80 my-service.default.${zone}`],
    ],
    ['SRV', `_nope._tcp.my-service.default.${zone}`, 'NXDOMAIN'],
    ['SRV', `_http._udp.my-service.default.${zone}`, 'NXDOMAIN'],
    ['A', `headless.default.${zone}`, [a(`headless.default.${zone}`, web1), a(`headless.default.${zone}`, web2)]],
    [
      'SRV',
      `_http._tcp.headless.default.${zone}`,
      [
        `_http._tcp.headless.default.${zone} 30 IN SRV 0 50 8080 first.headless.default.${zone}`,
        `_http._tcp.headless.default.${zone} 30 IN SRV 0 50 8080 10-244-2-2.headless.default.${zone}`,
      ],
    ],
    ['A', `first.headless.default.${zone}`, [a(`first.headless.default.${zone}`, web1)]],
    ['A', `10-244-2-2.headless.default.${zone}`, [a(`10-244-2-2.headless.default.${zone}`, web2)]],
    ['A', `10-244-1-2.headless.default.${zone}`, 'NXDOMAIN'],
    ['A', `10-244-1-2.my-service.default.${zone}`, [a(`10-244-1-2.my-service.default.${zone}`, web1)]],
    ['A', `no-ports.default.${zone}`, [a(`no-ports.default.${zone}`, web1), a(`no-ports.default.${zone}`, web2)]],
    ['SRV', `no-ports.default.${zone}`, 'NOERROR'],
    ['A', `unready.default.${zone}`, 'NXDOMAIN'],
    ['A', `published.default.${zone}`, [a(`published.default.${zone}`, '10.244.1.3')]],
    [
      'A',
      `my-db.default.${zone}`,
      [cname(`my-db.default.${zone}`, 'my.database.example.com.'), a('my.database.example.com.', '198.51.100.53')],
    ],
    ['AAAA', `my-db.default.${zone}`, [cname(`my-db.default.${zone}`, 'my.database.example.com.')]],
    ['CNAME', `my-db.default.${zone}`, [cname(`my-db.default.${zone}`, 'my.database.example.com.')]],
    ['CNAME', `my-service.default.${zone}`, 'NOERROR'],
    ['SRV', `_pg._tcp.my-db.default.${zone}`, 'NOERROR'],
    ['A', `x.my-db.default.${zone}`, 'NXDOMAIN'],
    [
      'A',
      `alias.default.${zone}`,
      [cname(`alias.default.${zone}`, `my-service.default.${zone}`), a(`my-service.default.${zone}`, '10.96.44.7')],
    ],
    ['A', `dangling.default.${zone}`, [cname(`dangling.default.${zone}`, 'nowhere.example.com.')]],
    ['A', `dangling-inside.default.${zone}`, 'NOERROR'],
    ['A', `itself.default.${zone}`, 'NOERROR'],
    ['A', `ping.default.${zone}`, 'NOERROR'],
    ['A', `by-address.default.${zone}`, 'NXDOMAIN'],
    ['A', `10-1-2-3.default.pod.cluster.local.`, [a('10-1-2-3.default.pod.cluster.local.', '10.1.2.3')]],
    ['A', `10-1-2-3.nowhere.pod.cluster.local.`, 'NXDOMAIN'],
    ['A', `web-1.default.pod.cluster.local.`, 'NXDOMAIN'],
    ['A', `default.${zone}`, 'NOERROR'],
    ['A', zone, 'NOERROR'],
    ['A', 'cluster.local.', 'NOERROR'],
    ['A', `my-service.nowhere.${zone}`, 'NXDOMAIN'],
    ['A', `a.b.c.my-service.default.${zone}`, 'NXDOMAIN'],
    ['TXT', 'dns-version.cluster.local.', ['dns-version.cluster.local. 28800 IN TXT "1.1.0"']],
    ['PTR', '7.44.96.10.in-addr.arpa.', [`7.44.96.10.in-addr.arpa. 30 IN PTR my-service.default.${zone}`]],
    ['PTR', '1.0.96.10.in-addr.arpa.', [`1.0.96.10.in-addr.arpa. 30 IN PTR kubernetes.default.${zone}`]],
    ['PTR', '9.9.9.9.in-addr.arpa.', 'NXDOMAIN'],
    ['A', 'example.com.', ['example.com. 5 IN A 198.51.100.80']],
    ['A', 'www.example.com.', ['www.example.com. 30 IN CNAME example.com.', 'example.com. 5 IN A 198.51.100.80']],
    ['A', 'com.', 'NOERROR'],
    ['A', 'round.example.com.', 'SERVFAIL'],
  ] as const)('%s %s', (type, name, answer) => {
    const [exchange] = look(name, 'web-1', { type }).exchanges
    if (typeof answer === 'string') expect(exchange).toMatchObject({ rcode: answer, answers: [] })
    else {
      expect(exchange?.rcode).toBe('NOERROR')
      expect(exchange?.answers.toSorted()).toEqual([...answer].sort())
    }
  })

  test('a negative answer of the zone brings its SOA, an outside one does not', () => {
    const soa = 'cluster.local. 30 IN SOA ns.dns.cluster.local. hostmaster.cluster.local. 1735689600 7200 1800 86400 30'
    expect(look('nope').exchanges.map(({ authority }) => authority)).toEqual([
      ...Array(6).fill([soa]),
      ...Array(2).fill([]),
    ])
  })

  test('a PTR question for an endpoint lists every Service it is behind', () => {
    const names = look('2.2.244.10.in-addr.arpa.', 'web-1', { type: 'PTR' }).exchanges[0]?.answers ?? []
    expect(names.map((record) => record.split(' ').at(-1)).toSorted()).toEqual(
      ['headless', 'my-service', 'no-ports'].map((service) => `10-244-2-2.${service}.default.${zone}`),
    )
  })
})

test('glibc puts the addresses of the sender’s own node first, musl does not', () => {
  const orders = (options: LookupOptions) =>
    new Set(
      [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => {
        const { resolution } = look('headless', 'one-dot', { ...options, choice: { seed } })
        return resolution.type === 'addresses' ? resolution.addresses.join(' ') : ''
      }),
    )
  expect(orders({})).toEqual(new Set(['10.244.1.2 10.244.2.2']))
  expect(orders({ library: 'musl' }).size).toBe(2)
})
