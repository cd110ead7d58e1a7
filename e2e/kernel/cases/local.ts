import type { KernelCase } from '../case.ts'
import { documents, lab, nodePort, onePod, service } from './manifests.ts'

const shape = 'NodePort on localhost'
const cluster = service(['type: NodePort'], nodePort)

export const localhost: readonly KernelCase[] = [
  {
    shape,
    name: 'route_localnet 1',
    text: documents(...onePod, cluster, lab()),
    steps: [
      { send: { from: 'node1', to: 'localhost:30080' }, expect: 'answered' },
      { send: { from: 'node2', to: 'localhost:30080' }, expect: 'answered' },
      { send: { from: 'node2', to: 'localhost:30081' }, expect: 'refused' },
    ],
  },
  {
    shape,
    name: 'route_localnet 0',
    text: documents(
      ...onePod,
      cluster,
      lab(['nodes: { node1: { routeLocalnet: false }, node2: { routeLocalnet: false } }']),
    ),
    steps: [
      { send: { from: 'node1', to: 'localhost:30080' }, expect: 'timed-out' },
      { send: { from: 'node2', to: 'localhost:30080' }, expect: 'timed-out' },
    ],
  },
  {
    shape,
    name: 'not masqueraded',
    text: documents(...onePod, cluster, lab(['whatIf: { masquerade: false }'])),
    steps: [{ send: { from: 'node1', to: 'localhost:30080' }, expect: 'unreachable' }],
  },
  {
    shape,
    name: 'externalTrafficPolicy Local without a local endpoint',
    text: documents(...onePod, service(['type: NodePort', 'externalTrafficPolicy: Local'], nodePort), lab()),
    steps: [
      { send: { from: 'node2', to: 'localhost:30080' }, expect: 'answered' },
      { send: { from: 'node1', to: 'localhost:30080' }, expect: 'answered' },
    ],
  },
]
