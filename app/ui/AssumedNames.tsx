import type { Cluster, PageKey } from '../../src/index.ts'
import { useWords } from '../derived.ts'
import { Sentence } from './Sentence.tsx'

const keys = {
  nodes: 'assumedNodes',
  pods: 'assumedPods',
  'cluster-ip': 'assumedClusterIp',
  'node-port': 'assumedNodePort',
  'load-balancer': 'assumedLoadBalancer',
  listens: 'assumedListens',
  'service-range': 'assumedServiceRange',
  'pod-range': 'assumedPodRange',
  'node-port-range': 'assumedNodePortRange',
  client: 'assumedClient',
  'outside-server': 'assumedOutsideServer',
} as const satisfies Record<Cluster['assumed'][number]['kind'], PageKey>

/** Names that are told; a large cluster has more. */
const told = 4

/** One thing that was assumed, with the first few names. */
export function AssumedNames({ assumption }: { readonly assumption: Cluster['assumed'][number] }) {
  const { parts } = useWords()
  const { kind, names } = assumption
  const shown = names.slice(0, told).join(' ') + (names.length > told ? ' …' : '')
  return <Sentence parts={parts(keys[kind], { names: shown })} />
}
