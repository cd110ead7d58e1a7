import type { Cluster, Endpoint, Node, Service } from '../../src/cluster/cluster.ts'
import { resolve } from '../../src/cluster/resolve.ts'
import { parseManifest } from '../../src/manifest/parse.ts'
import type { Address } from '../../src/net/address.ts'

/** Endpoints of each Service. */
const endpointsPerService = 3

/**
 * A cluster of two nodes and so many Services, every tenth of type NodePort, the others ClusterIP. `run` goes into the
 * names, so that nothing remembered from another run, chain names above all, makes this one faster.
 */
export function manyServices(count: number, run: number): Cluster {
  const { cluster } = resolve(parseManifest('{}'), { skipValidation: false })
  const nodes: Node[] = [...cluster.nodes]
  const services = Array.from({ length: count }, (_, i) => manyService(i, run, nodes))
  return { ...cluster, services }
}

/** Where the Service at this place is asked for. */
export function serviceAddress(i: number): Address {
  return `10.${97 + (i >> 16)}.${(i >> 8) & 255}.${i & 255}` as Address
}

function manyService(i: number, run: number, nodes: readonly Node[]): Service {
  const outward = i % 10 === 9
  return {
    namespace: `team-${run}-${i % 50}`,
    name: `service-${i}`,
    type: outward ? 'NodePort' : 'ClusterIP',
    clusterIPs: [serviceAddress(i)],
    headless: false,
    externalIPs: [],
    loadBalancer: [],
    loadBalancerSourceRanges: [],
    ...(outward ? { externalTrafficPolicy: 'Cluster' } : {}),
    internalTrafficPolicy: 'Cluster',
    publishNotReadyAddresses: false,
    allocated: [],
    assumed: false,
    ports: [
      {
        name: 'http',
        protocol: 'TCP',
        port: 80,
        targetPort: 8080,
        ...(outward ? { nodePort: (30000 + i / 10) | 0 } : {}),
        endpoints: Array.from({ length: endpointsPerService }, (__, j) => manyEndpoint(i, j, nodes)),
      },
    ],
  }
}

function manyEndpoint(i: number, j: number, nodes: readonly Node[]): Endpoint {
  const n = i * endpointsPerService + j
  const node = nodes[j % nodes.length]
  return {
    address: `10.${200 + (n >> 16)}.${(n >> 8) & 255}.${n & 255}` as Address,
    port: 8080,
    ...(node ? { nodeName: node.name } : {}),
    ready: true,
    serving: true,
    terminating: false,
  }
}
