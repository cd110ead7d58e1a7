import type { KernelCase } from '../case.ts'
import { documents, lab, nodePort, pod, service, twoPods, udp } from './manifests.ts'

const sticky = ['sessionAffinity: ClientIP', 'sessionAffinityConfig: { clientIP: { timeoutSeconds: 1 } }']
const stickyText = documents(...twoPods, service(['type: NodePort', 'sessionAffinity: ClientIP'], nodePort), lab())

/** The UDP Service while only one of its Pods is ready. */
function dns(ready: string): string {
  const pods = ['web-1', 'web-2'].map((name, i) => pod(name, `node${i + 1}`, { ready: name === ready }))
  return documents(...pods, pod('ask-1', 'node1', { app: 'ask' }), service([], udp), lab())
}

const query = { from: 'ask-1', to: '10.96.0.100:53', protocol: 'UDP' } as const

export const memories: readonly KernelCase[] = [
  {
    shape: 'ClientIP affinity',
    name: 'a Pod stays with its endpoint, and each node has its own memory',
    text: stickyText,
    keep: true,
    steps: [
      { send: { from: 'ask-1', to: 'svc/web', pick: 'web-2' }, expect: 'answered' },
      // The memory decides before any random rule is asked: the pick goes unheard.
      { send: { from: 'ask-1', to: 'svc/web', pick: 'web-1' }, expect: 'answered' },
      { send: { from: 'ask-2', to: 'svc/web', pick: 'web-1' }, expect: 'answered' },
      { send: { from: 'client', to: 'node1:30080', pick: 'web-2' }, expect: 'answered' },
      { send: { from: 'client', to: 'node2:30080', pick: 'web-1' }, expect: 'answered' },
      { send: { from: 'client', to: 'node1:30080', pick: 'web-1' }, expect: 'answered' },
      { rules: stickyText },
      { send: { from: 'ask-1', to: 'svc/web', pick: 'web-1' }, expect: 'answered' },
    ],
  },
  {
    shape: 'ClientIP affinity',
    name: 'the memory ends',
    text: documents(...twoPods, service(sticky), lab()),
    keep: true,
    steps: [
      { send: { from: 'ask-1', to: 'svc/web', pick: 'web-2' }, expect: 'answered' },
      { waitSeconds: 2 },
      { send: { from: 'ask-1', to: 'svc/web', pick: 'web-1' }, expect: 'answered' },
    ],
  },
  {
    shape: 'UDP and stale conntrack',
    name: 'the endpoint is replaced under a connection',
    text: dns('web-1'),
    keep: true,
    steps: [
      { send: { ...query, sourcePort: 40053 }, expect: 'answered' },
      { rules: dns('web-2') },
      { send: { ...query, sourcePort: 40053 }, expect: 'answered' },
      { send: { ...query, sourcePort: 40054 }, expect: 'answered' },
      { forget: '10.96.0.100' },
      { send: { ...query, sourcePort: 40053 }, expect: 'answered' },
    ],
  },
  {
    shape: 'UDP and stale conntrack',
    name: 'one source port keeps its endpoint',
    text: documents(...twoPods, service([], udp), lab()),
    keep: true,
    steps: [
      { send: { ...query, sourcePort: 40053, pick: 'web-2' }, expect: 'answered' },
      { send: { ...query, sourcePort: 40053, pick: 'web-1' }, expect: 'answered' },
      { send: { ...query, sourcePort: 40054, pick: 'web-1' }, expect: 'answered' },
    ],
  },
]
