import fc from 'fast-check'
import type { Cluster, Endpoint, KubeProxySettings, TrafficPolicy } from '../cluster/cluster.ts'
import { address, type Family } from '../net/address.ts'
import { cidr } from '../net/cidr.ts'
import { endpoint, type SampleService, sampleCluster } from './sample-cluster.arbitrary.ts'

const policy = fc.constantFrom<TrafficPolicy | undefined>(undefined, 'Cluster', 'Local')
const byte = fc.integer({ min: 1, max: 254 })
const node = fc.constantFrom('node1', 'node2')
const zone = fc.constantFrom('east', 'west')

const endpoints: fc.Arbitrary<Endpoint[]> = fc
  .uniqueArray(
    fc.record({
      last: byte,
      node,
      mark: fc.constantFrom('', '', '', '!', '~'),
      hints: fc.option(fc.record({ zones: fc.uniqueArray(zone), nodes: fc.uniqueArray(node) }), {
        nil: undefined,
        freq: 3,
      }),
    }),
    { selector: ({ last }) => last, maxLength: 5 },
  )
  .map((all) =>
    all
      .flatMap(({ mark, last, node: on, hints }) =>
        [`10.244.1.${last}`, `[fd00:10:244:1::${last.toString(16)}]`].map((ip) => ({ ip, mark, on, hints })),
      )
      .sort((a, b) => (`${a.ip}:8080` < `${b.ip}:8080` ? -1 : 1))
      .map(({ ip, mark, on, hints }) => endpoint(`${mark}${ip}:8080@${on}`, hints ? { hints } : {})),
  )

const service: fc.Arbitrary<SampleService> = fc
  .record({
    name: fc.stringMatching(/^[a-z][a-z0-9-]{0,12}[a-z0-9]$/),
    type: fc.constantFrom('ClusterIP' as const, 'NodePort' as const, 'LoadBalancer' as const),
    clusterIP: fc.tuple(byte, byte),
    families: fc.subarray<Family>([4, 6], { minLength: 1 }),
    externalIPs: fc.uniqueArray(byte, { maxLength: 2 }),
    vips: fc.uniqueArray(byte, { maxLength: 2 }),
    proxyMode: fc.boolean(),
    ranges: fc.subarray(['203.0.113.0/24', '192.168.0.0/16', '10.0.0.0/8', '2001:db8::/32', 'fd00:192:168::/48']),
    externalTrafficPolicy: policy,
    internalTrafficPolicy: policy,
    affinitySeconds: fc.constantFrom(undefined, undefined, 10800),
    healthCheckNodePort: fc.constantFrom(undefined, 31999),
    ports: fc.uniqueArray(
      fc.record({
        name: fc.constantFrom('', 'http', 'dns', 'sctp-port'),
        protocol: fc.constantFrom('TCP' as const, 'UDP' as const, 'SCTP' as const),
        port: fc.integer({ min: 1, max: 65535 }),
        nodePort: fc.option(fc.integer({ min: 30000, max: 32767 }), { nil: undefined }),
        endpoints,
      }),
      { selector: ({ name }) => name, minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ clusterIP: [a, b], families, externalIPs, vips, proxyMode, ranges, ports, ...rest }) => ({
    ...defined(rest),
    clusterIPs: families.map((family) => address(family === 4 ? `10.96.${a}.${b}` : `fd00:10:96::${a}:${b}`)),
    externalIPs: externalIPs.map((last) => address(last % 2 ? `198.51.100.${last}` : `2001:db8:5::${last}`)),
    loadBalancer: vips.map((last, i) => ({
      ip: address(last % 3 ? `80.11.12.${last}` : `2001:db8:80::${last}`),
      ipMode: proxyMode && i === 0 ? ('Proxy' as const) : ('VIP' as const),
    })),
    loadBalancerSourceRanges: ranges.map(cidr),
    ports: ports.map(defined),
  }))

const kubeProxy: fc.Arbitrary<Partial<KubeProxySettings>> = fc.record({
  masqueradeAll: fc.boolean(),
  masqueradeBit: fc.constantFrom(14, 0, 31),
  localhostNodePorts: fc.boolean(),
  nodePortAddresses: fc
    .subarray(['192.168.0.0/16', '127.0.0.0/8', '10.244.0.0/16', 'fd00:192:168::/48'])
    .map((all) => all.map(cidr)),
  detectLocal: fc.constantFrom<KubeProxySettings['detectLocal']>(
    { mode: 'ClusterCIDR' },
    { mode: 'NodeCIDR' },
    { mode: 'BridgeInterface', bridge: 'cni0' },
    { mode: 'InterfaceNamePrefix', prefix: 'veth' },
    { mode: 'none' },
  ),
  randomFully: fc.boolean(),
  conntrackTcpBeLiberal: fc.boolean(),
})

/** Clusters of two nodes and both families whose Services mix every setting kube-proxy looks at, sensible or not. */
export const randomCluster: fc.Arbitrary<Cluster> = fc
  .record({
    services: fc.uniqueArray(service, { selector: ({ name }) => name, maxLength: 4 }),
    kubeProxy,
    egressMasquerade: fc.constantFrom('off' as const, 'outside' as const, 'all' as const),
    masquerade: fc.boolean(),
    zone: fc.option(zone, { nil: undefined }),
  })
  .map(({ services, egressMasquerade, masquerade, zone: ofNode1, ...rest }) =>
    sampleCluster({
      ...rest,
      services: services.sort((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1)),
      nodes: [ofNode1 ? { zone: ofNode1 } : {}, {}],
      lab: { egressMasquerade, whatIf: { masquerade } },
    }),
  )

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> }

/** Without the fields that are undefined, which a Service does not have. */
function defined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>
}
