import { type Cluster, qualifiedName, type Service } from '../cluster/cluster.ts'
import type { Trace } from '../trace/trace.ts'
import type { Message } from './message.ts'
import { nameValues } from './name.ts'

/** A cause in words, and what to do about it. */
export interface CauseMessages {
  readonly sentence: Message
  readonly remedy: Message
}

/** Words for why a trace ended as it did; none when it was answered. */
export function explainCause(
  trace: Pick<Trace, 'cause' | 'where' | 'flow' | 'resolver'> & Partial<Pick<Trace, 'dns' | 'packets'>>,
  cluster: Cluster,
): CauseMessages | undefined {
  const { cause } = trace
  if (cause === null) return undefined
  const service = serviceAsked(trace, cluster)
  const where = trace.where?.split('/').at(-1) ?? ''
  const values = {
    where,
    from: trace.flow.from.split('/').at(-1) ?? '',
    asked: trace.flow.destination,
    service: service?.name ?? trace.flow.destination,
    local: 'externalTrafficPolicy: Local',
    internal: 'internalTrafficPolicy: Local',
    cluster: 'Cluster',
    ranges: 'loadBalancerSourceRanges',
    check: 'healthCheckNodePort',
    chain: droppingChain(trace),
    loopback: '127.0.0.1',
    target: 'targetPort',
    ports: 'spec.ports',
    module: cause === 'martian' ? 'KUBE-FIREWALL' : 'br_netfilter',
    sysctl: cause === 'bridge-nf-off' ? 'bridge-nf-call-iptables=0' : 'route_localnet=0',
    command: commandFor(trace),
    fix: fixes[cause] ?? '',
    ...nameValues(trace, cluster),
  }
  return { sentence: { key: `cause.${cause}`, values }, remedy: { key: `remedy.${cause}`, values } }
}

/** The chain of the rule that dropped a packet; empty when none did. */
function droppingChain({ packets = [] }: Partial<Pick<Trace, 'packets'>>): string {
  const events = packets.flatMap((packet) => packet.events)
  const drop = events.find((event) => event.type === 'rule' && event.verdict === 'drop')
  return drop?.type === 'rule' ? drop.chain : ''
}

function commandFor({ cause, flow }: Pick<Trace, 'cause' | 'flow'>): string {
  if (cause === 'stale-conntrack') return `conntrack -D -p udp --sport ${flow.source.replace(/^.*:/, '')}`
  return commands[cause ?? ''] ?? 'kubectl get endpointslices'
}

const commands: { readonly [cause: string]: string } = {
  'port-closed': 'ss -lnt',
  'node-port-closed': 'kubectl get svc',
  'black-hole': 'traceroute -T',
  'kube-proxy-stopped': 'kubectl -n kube-system get pods -l k8s-app=kube-proxy',
}

const fixes: { readonly [cause: string]: string } = {
  'bridge-nf-off': 'net.bridge.bridge-nf-call-iptables=1',
  'hairpin-off': 'hairpinMode: hairpin-veth',
  promiscuous: 'hairpin-veth',
  'route-localnet': 'localhostNodePorts: true',
  'ip-forward': 'net.ipv4.ip_forward=1',
  'node-port-address': 'nodePortAddresses',
}

/** The Service whose address and port a request asked for. */
function serviceAsked(trace: Pick<Trace, 'flow'>, cluster: Cluster): Service | undefined {
  const [, address = '', port = ''] = /^\[?(.+?)\]?:(\d+)$/.exec(trace.flow.destination) ?? []
  return cluster.services.find((service) => {
    const owned: readonly string[] = [
      ...service.clusterIPs,
      ...service.externalIPs,
      ...service.loadBalancer.map((lb) => lb.ip),
    ]
    return service.ports.some((p) => (owned.includes(address) ? String(p.port) === port : String(p.nodePort) === port))
  })
}

/** The Service that a chain name's comment speaks of: `default/web:http …` is `web`. */
export function serviceInComment(text: string, cluster: Cluster): string {
  const found = cluster.services.find((service) =>
    new RegExp(`(^|[ "])${literally(qualifiedName(service))}([: "]|$)`).test(text),
  )
  return found?.name ?? ''
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
