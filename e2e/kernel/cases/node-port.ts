import type { KernelCase } from '../case.ts'
import { documents, lab, nodePort, noPod, onePod, routes, service, tcp, twoPods, udpNodePort } from './manifests.ts'

const cluster = service(['type: NodePort'], nodePort)
const local = service(['type: NodePort', 'externalTrafficPolicy: Local'], nodePort)
const noMasquerade = 'whatIf: { masquerade: false }'
const podNetworks = 'to: 10.244.1.0/24, via: [node1]'

function notMasqueraded(
  name: string,
  spec: readonly string[],
  to: string,
  expect: 'answered' | 'timed-out',
): KernelCase {
  return {
    shape: 'NodePort without masquerade',
    name,
    text: documents(...onePod, cluster, lab([noMasquerade, ...spec])),
    steps: [{ send: { from: 'client', to }, expect }],
  }
}

export const nodePorts: readonly KernelCase[] = [
  {
    shape: 'NodePort',
    name: 'one endpoint on node1',
    text: documents(...onePod, cluster, lab()),
    steps: [
      { send: { from: 'client', to: 'node2:30080' }, expect: 'answered' },
      { send: { from: 'client', to: 'node1:30080' }, expect: 'answered' },
      { send: { from: 'ask-1', to: 'node2:30080' }, expect: 'answered' },
      { send: { from: 'ask-1', to: 'node1:30080' }, expect: 'answered' },
      { send: { from: 'ask-1', to: '10.244.1.1:30080' }, expect: 'answered' },
      { send: { from: 'node1', to: 'node1:30080' }, expect: 'answered' },
      { send: { from: 'node1', to: 'node2:30080' }, expect: 'answered' },
      { send: { from: 'web-1', to: 'node1:30080' }, expect: 'answered' },
      { send: { from: 'client', to: 'node2:30081' }, expect: 'refused' },
      { send: { from: 'ask-1', to: 'node1:30081' }, expect: 'refused' },
    ],
  },
  {
    shape: 'NodePort, UDP',
    name: 'two endpoints',
    text: documents(...twoPods, service(['type: NodePort'], udpNodePort), lab()),
    steps: [
      { send: { from: 'client', to: 'node2:30053', protocol: 'UDP', pick: 'web-1' }, expect: 'answered' },
      { send: { from: 'client', to: 'node2:30053', protocol: 'UDP', pick: 'web-2' }, expect: 'answered' },
      { send: { from: 'ask-1', to: 'node2:30053', protocol: 'UDP', pick: 'web-1' }, expect: 'answered' },
      { send: { from: 'client', to: 'node2:30054', protocol: 'UDP' }, expect: 'refused' },
    ],
  },
  notMasqueraded('the router does not know the Pods', [], 'node2:30080', 'timed-out'),
  notMasqueraded('the router knows the Pods', [routes(podNetworks)], 'node2:30080', 'timed-out'),
  notMasqueraded('the router checks the way back', ['router: { rpFilter: 1 }'], 'node2:30080', 'timed-out'),
  notMasqueraded('the CNI masquerades all that leaves', ['egressMasquerade: all'], 'node2:30080', 'timed-out'),
  notMasqueraded('the CNI masquerades nothing', ['egressMasquerade: off'], 'node2:30080', 'timed-out'),
  notMasqueraded(
    'answers go back through node2',
    ['nodes: { node1: { defaultVia: node2 } }'],
    'node2:30080',
    'answered',
  ),
  notMasqueraded('the Pod is on the node that was asked', [], 'node1:30080', 'answered'),
  {
    shape: 'externalTrafficPolicy Local',
    name: 'one endpoint on node1',
    text: documents(...onePod, local, lab()),
    steps: [
      { send: { from: 'client', to: 'node1:30080' }, expect: 'answered' },
      { send: { from: 'client', to: 'node2:30080' }, expect: 'timed-out' },
      { send: { from: 'ask-2', to: 'node2:30080' }, expect: 'answered' },
      { send: { from: 'ask-2', to: 'node1:30080' }, expect: 'answered' },
      { send: { from: 'ask-1', to: 'node2:30080' }, expect: 'timed-out' },
      { send: { from: 'node2', to: 'node2:30080' }, expect: 'answered' },
      { send: { from: 'node2', to: 'node1:30080' }, expect: 'answered' },
    ],
  },
  {
    shape: 'NodePort, rp_filter on the nodes',
    name: 'strict, with and without a symmetric way',
    text: documents(...onePod, cluster, lab(['nodes: { node1: { rpFilter: 1 }, node2: { rpFilter: 1 } }'])),
    steps: [
      { send: { from: 'client', to: 'node2:30080' }, expect: 'answered' },
      { send: { from: 'ask-2', to: 'node1:30080' }, expect: 'answered' },
    ],
  },
  {
    shape: 'three nodes',
    name: 'asked on a node without Pods',
    text: documents(...twoPods, cluster, lab(['nodes: { node3: {} }'])),
    steps: [
      { send: { from: 'client', to: 'node3:30080', pick: 'web-2' }, expect: 'answered' },
      { send: { from: 'ask-1', to: 'node3:30080', pick: 'web-1' }, expect: 'answered' },
      { send: { from: 'node3', to: 'svc/web', pick: 'web-1' }, expect: 'answered' },
    ],
  },
  {
    shape: 'Service of several ports',
    name: 'a second port has its own chains',
    text: documents(
      ...twoPods,
      service(
        ['type: NodePort'],
        `{ name: a, port: 80, targetPort: 8080, nodePort: 30080 }, { name: b, port: 81, targetPort: 8080, nodePort: 30081 }`,
      ),
      lab(),
    ),
    steps: [
      { send: { from: 'client', to: 'node1:30081', pick: 'web-2' }, expect: 'answered' },
      { send: { from: 'ask-1', to: '10.96.0.100:81', pick: 'web-1' }, expect: 'answered' },
    ],
  },
  {
    shape: 'rules of v1.12',
    name: 'ClusterIP and NodePort, Cluster',
    text: documents(...twoPods, cluster, lab(['kubernetesVersion: v1.12'])),
    steps: [
      { send: { from: 'client', to: 'node2:30080', pick: 'web-1' }, expect: 'answered' },
      { send: { from: 'client', to: 'node1:30080', pick: 'web-1' }, expect: 'answered' },
      { send: { from: 'ask-1', to: 'svc/web', pick: 'web-2' }, expect: 'answered' },
      { send: { from: 'web-1', to: 'svc/web', pick: 'web-1' }, expect: 'answered' },
      { send: { from: 'node1', to: 'svc/web', pick: 'web-2' }, expect: 'answered' },
      { send: { from: 'client', to: 'node2:30081' }, expect: 'refused' },
    ],
  },
  {
    shape: 'rules of v1.12',
    name: 'externalTrafficPolicy Local',
    text: documents(...onePod, local, lab(['kubernetesVersion: v1.12'])),
    steps: [
      { send: { from: 'client', to: 'node1:30080' }, expect: 'answered' },
      { send: { from: 'client', to: 'node2:30080' }, expect: 'timed-out' },
      { send: { from: 'ask-2', to: 'node2:30080' }, expect: 'answered' },
    ],
  },
  {
    shape: 'no endpoints',
    name: 'refused by a rule',
    text: documents(
      ...noPod,
      service(
        ['type: NodePort', 'externalIPs: [80.11.12.10]'],
        `${tcp.replace('{', '{ name: http, nodePort: 30080,')}, ${udpNodePort.replace('{', '{ name: dns,')}`,
      ),
      lab([routes('to: 80.11.12.10/32, via: [node2]')]),
    ),
    steps: [
      { send: { from: 'ask-1', to: '10.96.0.100:80' }, expect: 'refused' },
      { send: { from: 'node1', to: '10.96.0.100:80' }, expect: 'refused' },
      { send: { from: 'ask-1', to: '10.96.0.100:53', protocol: 'UDP' }, expect: 'refused' },
      { send: { from: 'node1', to: '10.96.0.100:53', protocol: 'UDP' }, expect: 'refused' },
      { send: { from: 'client', to: 'node2:30080' }, expect: 'refused' },
      { send: { from: 'client', to: 'node2:30053', protocol: 'UDP' }, expect: 'refused' },
      { send: { from: 'client', to: '80.11.12.10:80' }, expect: 'refused' },
      { send: { from: 'ask-1', to: '80.11.12.10:80' }, expect: 'refused' },
      { send: { from: 'node1', to: 'node1:30080' }, expect: 'refused' },
    ],
  },
]
