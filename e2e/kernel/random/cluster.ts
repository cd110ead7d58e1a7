import { documents, lab, pod, routes } from '../cases/manifests.ts'
import type { Dice } from './dice.ts'

/** A drawn cluster: its text, and what a request needs to know of it. */
export interface DrawnCluster {
  readonly text: string
  readonly protocol: 'TCP' | 'UDP'
  readonly policy: Policy
  readonly nodes: readonly string[]
  /** Pods behind the Service that can be picked. */
  readonly endpoints: readonly { readonly name: string; readonly node: string; readonly hostNetwork: boolean }[]
}

export const policies = ['Cluster', 'Local'] as const
export type Policy = (typeof policies)[number]

export const addresses = { clusterIP: '10.96.0.100', externalIP: '80.11.12.10', loadBalancer: '80.11.12.20' } as const
export const ports = { service: 80, node: 30080, closed: 81 } as const

/** A Service of every type's entries at once, with the policies and circumstances that the dice give it. */
export function drawCluster(dice: Dice, policy: Policy): DrawnCluster {
  const nodes = Array.from({ length: 1 + dice.upTo(2) }, (_, i) => `node${i + 1}`)
  const protocol = dice.chance(75) ? 'TCP' : 'UDP'
  const publishNotReady = dice.chance(10)
  const pods = Array.from({ length: dice.upTo(4) }, (_, i) => ({
    name: `web-${i + 1}`,
    node: dice.one(nodes),
    ready: dice.chance(75),
    hostNetwork: i === 0 && dice.chance(10),
  }))
  const endpoints = pods.filter((drawn) => drawn.ready || publishNotReady)
  const text = documents(
    ...dice.maybe(35, kubeProxy(dice)),
    ...pods.map(({ name, node, ...options }) => pod(name, node, options)),
    ...nodes.map((node) => pod(`ask-${node}`, node, { app: 'ask' })),
    service(dice, policy, protocol, publishNotReady),
    drawLab(dice, nodes),
  )
  return { text, protocol, policy, nodes, endpoints }
}

function kubeProxy(dice: Dice): string {
  const local = [
    'ClusterCIDR }',
    'NodeCIDR }',
    'BridgeInterface, detectLocal: { bridgeInterface: cni0 } }',
    'InterfaceNamePrefix, detectLocal: { interfaceNamePrefix: cni } }',
  ]
  const iptables = [
    ...dice.maybe(30, 'masqueradeAll: true'),
    ...dice.maybe(30, `masqueradeBit: ${dice.upTo(30)}`),
    ...dice.maybe(20, 'localhostNodePorts: false'),
  ]
  const addressed = dice.maybe(20, `nodePortAddresses: [${dice.one(['192.168.0.0/24', 'primary', '10.0.0.0/8'])}], `)
  return `{ apiVersion: kubeproxy.config.k8s.io/v1alpha1, kind: KubeProxyConfiguration, iptables: { ${iptables.join(', ')} }, ${addressed.join('')}detectLocalMode: ${dice.one(local)}`
}

function service(dice: Dice, policy: Policy, protocol: string, publishNotReady: boolean): string {
  const target = dice.chance(92) ? 8080 : 8081
  const spec = [
    'type: LoadBalancer',
    'selector: { app: web }',
    `clusterIP: ${addresses.clusterIP}`,
    `externalIPs: [${addresses.externalIP}]`,
    `externalTrafficPolicy: ${policy}`,
    `internalTrafficPolicy: ${policy}`,
    `ports: [{ port: ${ports.service}, targetPort: ${target}, nodePort: ${ports.node}, protocol: ${protocol} }]`,
    ...dice.maybe(25, 'sessionAffinity: ClientIP'),
    ...dice.maybe(30, `loadBalancerSourceRanges: [${dice.one(ranges)}]`),
    ...(publishNotReady ? ['publishNotReadyAddresses: true'] : []),
  ]
  return `apiVersion: v1
kind: Service
metadata: { name: web, uid: 6b1a0c1e-0000-4000-8000-000000000001 }
spec:
${spec.map((line) => `  ${line}`).join('\n')}
status: { loadBalancer: { ingress: [{ ip: ${addresses.loadBalancer}${dice.chance(10) ? ', ipMode: Proxy' : ''} }] } }`
}

const ranges = ['203.0.113.0/24', '198.51.100.0/24', '10.244.0.0/16', '192.168.0.0/24', '0.0.0.0/0', '80.11.12.20/32']

function drawLab(dice: Dice, nodes: readonly string[]): string {
  const settings = nodes.map((node) => {
    const fields = [
      ...dice.maybe(10, 'bridgeNfCallIptables: false'),
      ...dice.maybe(15, 'hairpin: false'),
      ...dice.maybe(10, 'promiscuous: true'),
      ...dice.maybe(15, 'routeLocalnet: false'),
      ...dice.maybe(15, `rpFilter: ${dice.upTo(2)}`),
      ...dice.maybe(10, `defaultVia: ${dice.one(nodes.filter((other) => other !== node))}`),
      ...dice.maybe(10, `addresses: [${dice.one([addresses.externalIP, addresses.loadBalancer])}]`),
    ]
    return `${node}: { ${fields.join(', ')} }`
  })
  const via = (to: string) => `to: ${to}/32, ${dice.one([`via: [${dice.one(nodes)}]`, 'onLink: true'])}`
  const ways = [
    ...dice.maybe(85, via(addresses.externalIP)),
    // The provider's load balancer is no Linux box: its address is led past it.
    via(addresses.loadBalancer),
    ...dice.maybe(30, `to: ${addresses.clusterIP}/32, via: [${dice.one(nodes)}]`),
    ...dice.maybe(20, 'to: 10.244.1.0/24, via: [node1]'),
  ]
  return lab([
    `nodes: { ${settings.join(', ')} }`,
    `egressMasquerade: ${dice.one(['off', 'outside', 'outside', 'all'])}`,
    ...dice.maybe(15, 'whatIf: { masquerade: false }'),
    routes(...ways).replace('router: {', `router: { rpFilter: ${dice.one([0, 0, 0, 0, 1, 2])},`),
  ])
}
