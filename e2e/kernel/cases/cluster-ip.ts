import type { KernelCase } from '../case.ts'
import { documents, lab, onePod, pod, routes, service, tcp, twoPods, udp } from './manifests.ts'

/** A Service whose only endpoint is an address that no Pod has. */
const deadEndpoint = `apiVersion: v1
kind: Service
metadata: { name: dead }
spec: { clusterIP: 10.96.0.101, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: dead-1, labels: { kubernetes.io/service-name: dead } }
addressType: IPv4
ports: [{ port: 8080, protocol: TCP, name: "" }]
endpoints: [{ addresses: [10.244.1.77], nodeName: node1 }]`

export const clusterIP: readonly KernelCase[] = [
  {
    shape: 'ClusterIP',
    name: 'two endpoints on two nodes',
    text: documents(...twoPods, service([], `${tcp}, { name: dns, port: 53, targetPort: 8080, protocol: UDP }`), lab()),
    steps: [
      { send: { from: 'ask-1', to: 'svc/web', pick: 'web-1' }, expect: 'answered' },
      { send: { from: 'ask-1', to: 'svc/web', pick: 'web-2' }, expect: 'answered' },
      { send: { from: 'node1', to: 'svc/web', pick: 'web-1' }, expect: 'answered' },
      { send: { from: 'node1', to: 'svc/web', pick: 'web-2' }, expect: 'answered' },
      { send: { from: 'ask-1', to: '10.96.0.100:53', protocol: 'UDP', pick: 'web-2' }, expect: 'answered' },
      { send: { from: 'ask-1', to: '10.96.0.100:81' }, expect: 'timed-out' },
      { send: { from: 'ask-1', to: '10.96.0.100:80', protocol: 'UDP' }, expect: 'timed-out' },
      { send: { from: 'client', to: 'svc/web' }, expect: 'unreachable' },
    ],
  },
  {
    shape: 'ClusterIP from outside',
    name: 'the router knows a way to the service range',
    text: documents(...twoPods, service(), lab([routes('to: 10.96.0.0/12, via: [node1]')])),
    steps: [
      { send: { from: 'client', to: 'svc/web', pick: 'web-1' }, expect: 'answered' },
      { send: { from: 'client', to: 'svc/web', pick: 'web-2' }, expect: 'answered' },
    ],
  },
  {
    shape: 'ClusterIP, nobody listens',
    name: 'targetPort of no socket',
    text: documents(
      ...onePod,
      service(
        [],
        '{ name: http, port: 80, targetPort: 8081 }, { name: dns, port: 53, targetPort: 8081, protocol: UDP }',
      ),
      lab(),
    ),
    steps: [
      { send: { from: 'ask-1', to: '10.96.0.100:80' }, expect: 'refused' },
      { send: { from: 'ask-2', to: '10.96.0.100:80' }, expect: 'refused' },
      { send: { from: 'node2', to: '10.96.0.100:80' }, expect: 'refused' },
      { send: { from: 'ask-1', to: '10.96.0.100:53', protocol: 'UDP' }, expect: 'refused' },
    ],
  },
  {
    shape: 'ClusterIP, dead endpoint',
    name: 'an endpoint address that nobody has',
    text: documents(...onePod, deadEndpoint, lab()),
    steps: [
      { send: { from: 'ask-1', to: '10.96.0.101:80' }, expect: 'unreachable' },
      { send: { from: 'ask-2', to: '10.96.0.101:80' }, expect: 'unreachable' },
      { send: { from: 'node2', to: '10.96.0.101:80' }, expect: 'unreachable' },
    ],
  },
  {
    shape: 'ClusterIP, dead endpoint',
    name: 'asked by the node it should be on',
    text: documents(...onePod, deadEndpoint, lab()),
    steps: [{ send: { from: 'node1', to: '10.96.0.101:80' }, expect: 'unreachable' }],
  },
  {
    shape: 'bridge netfilter off',
    name: 'bridge-nf-call-iptables 0 on node1',
    text: documents(...twoPods, service(), lab(['nodes: { node1: { bridgeNfCallIptables: false } }'])),
    steps: [
      { send: { from: 'ask-1', to: 'svc/web', pick: 'web-1' }, expect: 'timed-out' },
      { send: { from: 'ask-1', to: 'svc/web', pick: 'web-2' }, expect: 'answered' },
      { send: { from: 'ask-2', to: 'svc/web', pick: 'web-1' }, expect: 'answered' },
    ],
  },
  {
    shape: 'internalTrafficPolicy Local',
    name: 'an endpoint on node1 only',
    text: documents(...onePod, service(['internalTrafficPolicy: Local']), lab()),
    steps: [
      { send: { from: 'ask-1', to: 'svc/web' }, expect: 'answered' },
      { send: { from: 'node1', to: 'svc/web' }, expect: 'answered' },
      { send: { from: 'ask-2', to: 'svc/web' }, expect: 'timed-out' },
      { send: { from: 'node2', to: 'svc/web' }, expect: 'timed-out' },
    ],
  },
  {
    shape: 'hostNetwork endpoint',
    name: 'Pods that are the nodes themselves',
    text: documents(
      pod('web-1', 'node1', { hostNetwork: true }),
      pod('ask-1', 'node1', { app: 'ask' }),
      pod('ask-2', 'node2', { app: 'ask' }),
      service(),
      lab(),
    ),
    steps: [
      { send: { from: 'ask-1', to: 'svc/web' }, expect: 'answered' },
      { send: { from: 'ask-2', to: 'svc/web' }, expect: 'answered' },
      { send: { from: 'node1', to: 'svc/web' }, expect: 'answered' },
      { send: { from: 'node2', to: 'svc/web' }, expect: 'answered' },
    ],
  },
  {
    shape: 'system Services',
    name: 'the API server and the cluster DNS',
    text: documents(...onePod, lab().replace('systemServices: false', 'systemServices: true')),
    steps: [
      { send: { from: 'ask-1', to: '10.96.0.1:443' }, expect: 'answered' },
      { send: { from: 'node2', to: '10.96.0.1:443' }, expect: 'answered' },
      {
        send: { from: 'ask-2', to: '10.96.0.10:53', protocol: 'UDP', pick: 'kube-system/coredns-1' },
        expect: 'answered',
      },
      {
        send: { from: 'ask-2', to: '10.96.0.10:53', protocol: 'TCP', pick: 'kube-system/coredns-2' },
        expect: 'answered',
      },
    ],
  },
  {
    shape: 'Pod to Pod',
    name: 'without any Service',
    text: documents(...twoPods, service([], udp), lab()),
    steps: [
      { send: { from: 'ask-1', to: 'web-1:8080', protocol: 'TCP' }, expect: 'answered' },
      { send: { from: 'ask-1', to: 'web-2:8080', protocol: 'TCP' }, expect: 'answered' },
      { send: { from: 'ask-1', to: 'web-2:9999', protocol: 'TCP' }, expect: 'refused' },
      { send: { from: 'node1', to: 'web-2:8080', protocol: 'UDP' }, expect: 'answered' },
      { send: { from: 'client', to: 'web-1:8080', protocol: 'TCP' }, expect: 'unreachable' },
    ],
  },
]
