import type { Cluster } from '../cluster/cluster.ts'
import { type Address, type Cidr, type Family, familyOf, parseAddress } from '../net/address.ts'
import { cidr, hostCidr } from '../net/cidr.ts'
import type { Protocol } from '../net/packet.ts'
import { emptyConntrack } from '../netfilter/conntrack.ts'
import type { RestoreDocument } from '../netfilter/document.ts'
import { loadDocument } from '../netfilter/load.ts'
import type { Ruleset } from '../netfilter/ruleset.ts'
import { connected, defaultRoutes } from '../network/connected.ts'
import type { Device, Host, Network } from '../network/network.ts'
import { plainHost } from '../network/sysctls.ts'
import { compileIptables } from '../proxy/iptables.ts'
import type { UpstreamFlow } from '../proxy/upstream-tracer.arbitrary.ts'
import { enumerate } from '../trace/enumerate.ts'
import type { RuleEvent, Trace } from '../trace/trace.ts'

/** What upstream's tracer asks of the filter table at every hook, and of nat where packets enter. */
const filterChains = ['KUBE-SERVICES', 'KUBE-EXTERNAL-SERVICES', 'KUBE-NODEPORTS', 'KUBE-PROXY-FIREWALL'] as const
const filterHooks = ['INPUT', 'FORWARD', 'OUTPUT'] as const

/** All that one flow may come to, in upstream's words: every endpoint and verdict, and whether any branch masquerades. */
export function flowsTo(
  cluster: Cluster,
  flow: UpstreamFlow,
  nodeAddresses: readonly string[],
): { readonly output: string; readonly masqueraded: boolean } {
  const source = addressOf(flow.sourceIP)
  const destination = { address: addressOf(flow.destIP), port: flow.destPort }
  const family = familyOf(source)
  const own = nodeAddresses.map(addressOf).filter((address) => familyOf(address) === family)
  const fromNode = own.includes(source) || isLoopback(source)
  const rules = upstreamRules(cluster, family)
  const network = networkOf(rules, own, fromNode ? undefined : source, destination.address)
  const outputs = new Set<string>()
  let masqueraded = false
  const from = fromNode ? 'node' : 'sender'
  const asked = { from, protocol: flow.protocol as Protocol, sourcePort: 40000, destination }
  for (const { trace } of enumerate(network, asked)) {
    for (const { verdict, chain, table, text } of rulesHit(trace)) {
      if (verdict === 'mark' && chain === 'KUBE-MARK-MASQ') masqueraded = true
      if (verdict === 'dnat') outputs.add(text.replace(/^.* --to-destination /, ''))
      if (table === 'filter' && /^(drop|reject|accept)$/.test(verdict)) outputs.add(verdict.toUpperCase())
    }
  }
  return { output: [...outputs].join(', '), masqueraded }
}

/** Rules that the request's first packet hit on the node. */
function rulesHit(trace: Trace): readonly RuleEvent[] {
  const events = trace.packets[0]?.events ?? []
  return events.filter((event): event is RuleEvent => event.type === 'rule' && event.host === 'node')
}

/** kube-proxy's rules under the base chains that upstream's tracer imagines. */
function upstreamRules(cluster: Cluster, family: Family): Ruleset {
  const { tables } = compileIptables(cluster, cluster.nodes[0]?.name ?? '', family)
  const jumps = {
    nat: ['PREROUTING', 'OUTPUT'].map((hook) => ({ text: `-A ${hook} -j KUBE-SERVICES` })),
    filter: filterHooks.flatMap((hook) => filterChains.map((chain) => ({ text: `-A ${hook} -j ${chain}` }))),
  }
  const document: RestoreDocument = {
    family,
    tables: tables.map((table) => ({
      ...table,
      rules: [...table.rules, ...(table.name === 'nat' || table.name === 'filter' ? jumps[table.name] : [])],
    })),
  }
  return loadDocument(document)
}

/** A node, and beside it a host with the sender's address that sends everything to the node. */
function networkOf(rules: Ruleset, own: readonly Address[], source: Address | undefined, to: Address): Network {
  const [primary] = own
  const gateway = addressOf(rules.family === 4 ? '192.0.2.1' : '2001:db8:ffff::1')
  const eth0 = device('eth0', own)
  const node: Host = {
    name: 'node',
    kind: 'node',
    devices: [loopback, eth0],
    routes: [...defaultRoutes('eth0', [gateway])],
    sockets: [],
    sysctls: { ipForward: true, rpFilter: 0, routeLocalnet: true, bridgeNfCallIptables: false },
    netfilter: { rulesets: [rules], conntrack: emptyConntrack },
  }
  if (source === undefined || primary === undefined) return { hosts: [node], segments: [] }
  const sending = device('eth0', [source])
  // What goes to the node's own addresses asks for their owner; everything else is given to the node to forward.
  const via = own.includes(to) ? to : primary
  const sender: Host = {
    name: 'sender',
    kind: 'outside',
    devices: [loopback, sending],
    routes: [...connected([sending]), ...defaultRoutes('eth0', [via])],
    sockets: [],
    sysctls: plainHost,
  }
  const ports = [node, sender].map(({ name }) => ({ host: name, device: 'eth0' }))
  return { hosts: [node, sender], segments: [{ name: 'wire', ports }] }
}

const loopback: Device = {
  name: 'lo',
  type: 'lo',
  addresses: [
    { address: addressOf('127.0.0.1'), network: cidr('127.0.0.0/8') },
    { address: addressOf('::1'), network: cidr('::1/128') },
  ],
}

function device(name: string, addresses: readonly Address[]): Device {
  return { name, type: 'eth', addresses: addresses.map((address) => ({ address, network: hostCidr(address) as Cidr })) }
}

function isLoopback(address: Address): boolean {
  return address === '127.0.0.1' || address === '::1'
}

function addressOf(text: string): Address {
  const parsed = parseAddress(text)
  if (parsed === undefined) throw new Error(`not an address: ${text}`)
  return parsed
}
