import { loadDocument } from '../netfilter/load.ts'
import { compileIptables } from './iptables.ts'
import { type SampleCluster, sampleCluster } from './sample-cluster.arbitrary.ts'
import { traceUpstream } from './upstream-tracer.arbitrary.ts'

/** What kube-proxy writes into a chain on node1, chain names without their hashes: `SVC`, `EXT`, `KUBE-SERVICES`. */
export function rulesIn(sample: SampleCluster, chain: string, family: 4 | 6 = 4): readonly string[] {
  return rules(sample, family).flatMap(({ text }) => {
    const line = short(text)
    return line.startsWith(`-A ${chain} `) ? [line.slice(`-A ${chain} `.length)] : []
  })
}

/** Every line of node1 that holds a text, chain names without their hashes. */
export function rulesWith(sample: SampleCluster, part: string, family: 4 | 6 = 4): readonly string[] {
  return rules(sample, family)
    .map(({ text }) => short(text))
    .filter((line) => line.includes(part))
}

/** Names of the chains of Service ports on node1, without their hashes, sorted. */
export function chainsOf(sample: SampleCluster): readonly string[] {
  const { tables } = compileIptables(sampleCluster(sample), 'node1')
  return tables
    .flatMap(({ chains }) => chains.map(({ name }) => short(name)))
    .filter((name) => !name.startsWith('KUBE-'))
    .sort()
}

/**
 * Where a new connection that reaches node1 may go: `10.244.1.2:80, 10.244.2.2:80`, with ` masq` when the client is
 * hidden, or a verdict, or nothing. node1's addresses are local.
 */
export function reaches(sample: SampleCluster, sourceIP: string, destination: string, protocol = 'TCP'): string {
  const cluster = sampleCluster(sample)
  const [destIP = '', port] = destination.split(':')
  const flow = { name: '', sourceIP, protocol, destIP, destPort: Number(port), expect: '', masq: false }
  const own = cluster.nodes[0]?.addresses ?? []
  const { output, masqueraded } = traceUpstream(loadDocument(compileIptables(cluster, 'node1')), flow, own)
  return masqueraded ? `${output} masq` : output
}

function rules(sample: SampleCluster, family: 4 | 6) {
  return compileIptables(sampleCluster(sample), 'node1', family).tables.flatMap((table) => table.rules)
}

function short(text: string): string {
  return text.replace(/KUBE-(SVC|SVL|EXT|FW|SEP)-[A-Z2-7]{16}/g, '$1')
}
