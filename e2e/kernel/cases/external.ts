import type { KernelCase, Step } from '../case.ts'
import { documents, lab, loadBalancer, onePod, routes, service, twoClients, twoPods } from './manifests.ts'

const external = service(['externalIPs: [80.11.12.10]'])
const asked = { from: 'client', to: '80.11.12.10:80' }

function externalIP(name: string, spec: readonly string[], ...steps: readonly Step[]): KernelCase {
  return { shape: 'externalIP', name, text: documents(...onePod, external, lab(spec)), steps }
}

const ranges = loadBalancer(['loadBalancerSourceRanges: [203.0.113.0/24]'])
const toNode2 = routes('to: 80.11.12.20/32, via: [node2]')

export const externals: readonly KernelCase[] = [
  externalIP(
    'the router sends it to node2',
    [routes('to: 80.11.12.10/32, via: [node2]')],
    { send: asked, expect: 'answered' },
    { send: { from: 'client', to: '80.11.12.10:81' }, expect: 'unreachable' },
    { send: { from: 'ask-1', to: '80.11.12.10:80' }, expect: 'answered' },
  ),
  externalIP(
    'no route to it',
    [],
    { send: asked, expect: 'unreachable' },
    { send: { from: 'ask-1', to: '80.11.12.10:80' }, expect: 'answered' },
    { send: { from: 'ask-2', to: '80.11.12.10:80' }, expect: 'answered' },
    { send: { from: 'node2', to: '80.11.12.10:80' }, expect: 'answered' },
  ),
  externalIP('a black hole', [routes('to: 80.11.12.0/24, blackhole: true')], { send: asked, expect: 'timed-out' }),
  externalIP('on the link, and nobody owns it', [routes('to: 80.11.12.10/32, onLink: true')], {
    send: asked,
    expect: 'unreachable',
  }),
  externalIP(
    'on the link, and node2 owns it',
    [routes('to: 80.11.12.10/32, onLink: true'), 'nodes: { node2: { addresses: [80.11.12.10] } }'],
    { send: asked, expect: 'answered' },
    { send: { from: 'client', to: '80.11.12.10:81' }, expect: 'refused' },
    { send: { from: 'node2', to: '80.11.12.10:80' }, expect: 'answered' },
  ),
  {
    shape: 'externalIP, externalTrafficPolicy Local',
    name: 'routed to the node without an endpoint',
    text: documents(
      ...onePod,
      service(['type: NodePort', 'externalTrafficPolicy: Local', 'externalIPs: [80.11.12.10]']),
      lab([routes('to: 80.11.12.10/32, via: [node2]')]),
    ),
    steps: [
      { send: asked, expect: 'timed-out' },
      { send: { from: 'ask-2', to: '80.11.12.10:80' }, expect: 'answered' },
      { send: { from: 'node2', to: '80.11.12.10:80' }, expect: 'answered' },
    ],
  },
  {
    shape: 'loadBalancerSourceRanges',
    name: 'one network may',
    text: documents(...twoPods, ranges, lab([twoClients, toNode2])),
    steps: [
      { send: { from: 'client', to: '80.11.12.20:80', pick: 'web-1' }, expect: 'answered' },
      { send: { from: 'client', to: '80.11.12.20:80', pick: 'web-2' }, expect: 'answered' },
      { send: { from: 'client2', to: '80.11.12.20:80', pick: 'web-1' }, expect: 'timed-out' },
      { send: { from: 'client2', to: 'node2:30080', pick: 'web-1' }, expect: 'answered' },
      { send: { from: 'ask-1', to: '80.11.12.20:80', pick: 'web-1' }, expect: 'timed-out' },
      { send: { from: 'node1', to: '80.11.12.20:80', pick: 'web-1' }, expect: 'timed-out' },
    ],
  },
  {
    shape: 'loadBalancerSourceRanges',
    name: 'the address is bound on node2',
    text: documents(...onePod, ranges, lab([twoClients, toNode2, 'nodes: { node2: { addresses: [80.11.12.20] } }'])),
    steps: [
      { send: { from: 'client', to: '80.11.12.20:80' }, expect: 'answered' },
      { send: { from: 'client2', to: '80.11.12.20:80' }, expect: 'timed-out' },
    ],
  },
  {
    shape: 'LoadBalancer',
    name: 'every network may; Local keeps to node1',
    text: documents(...onePod, loadBalancer(['externalTrafficPolicy: Local']), lab([toNode2, twoClients])),
    steps: [
      { send: { from: 'client', to: '80.11.12.20:80' }, expect: 'timed-out' },
      { send: { from: 'client', to: 'node1:30080' }, expect: 'answered' },
      { send: { from: 'ask-2', to: '80.11.12.20:80' }, expect: 'answered' },
      { send: { from: 'node2', to: '80.11.12.20:80' }, expect: 'answered' },
    ],
  },
  {
    shape: 'Pods to the outside',
    name: 'the CNI masquerades what leaves the cluster',
    text: documents(...onePod, service(), lab([server('')])),
    steps: [
      { send: { from: 'ask-1', to: 'client:5432' }, expect: 'answered' },
      { send: { from: 'node1', to: 'client:5432' }, expect: 'answered' },
      { send: { from: 'ask-1', to: 'client:5433' }, expect: 'refused' },
    ],
  },
  {
    shape: 'Pods to the outside',
    name: 'the CNI masquerades nothing',
    text: documents(...onePod, service(), lab([server('egressMasquerade: off')])),
    steps: [{ send: { from: 'ask-1', to: 'client:5432' }, expect: 'timed-out' }],
  },
]

function server(more: string): string {
  return `hosts: [{ name: client, addresses: [203.0.113.10/24], listens: [{ port: 5432 }] }]\n  ${more}`
}
