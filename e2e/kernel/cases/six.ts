import type { KernelCase } from '../case.ts'
import { documents, lab, twoPods } from './manifests.ts'

const dualStack = `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
networking: { podSubnet: "10.244.0.0/16,fd00:10:244::/56", serviceSubnet: "10.96.0.0/12,fd00:10:96::/112" }`

const web = (policy: string) => `apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  type: NodePort
  ipFamilyPolicy: PreferDualStack
  externalTrafficPolicy: ${policy}
  clusterIPs: [10.96.0.100, "fd00:10:96::100"]
  selector: { app: web }
  ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }]`

export const six: readonly KernelCase[] = [
  {
    shape: 'IPv6',
    name: 'ClusterIP and NodePort in a dual-stack cluster',
    text: documents(dualStack, ...twoPods, web('Cluster'), lab()),
    steps: [
      { send: { from: 'ask-1', to: '[fd00:10:96::100]:80', pick: 'web-1' }, expect: 'answered' },
      { send: { from: 'ask-1', to: '[fd00:10:96::100]:80', pick: 'web-2' }, expect: 'answered' },
      { send: { from: 'web-1', to: '[fd00:10:96::100]:80', pick: 'web-1' }, expect: 'answered' },
      { send: { from: 'node1', to: '[fd00:10:96::100]:80', pick: 'web-2' }, expect: 'answered' },
      { send: { from: 'client', to: '[2001:db8:192:168::12]:30080', pick: 'web-1' }, expect: 'answered' },
      { send: { from: 'client', to: 'node2:30080', pick: 'web-1' }, expect: 'answered' },
      { send: { from: 'client', to: '[2001:db8:192:168::12]:30081' }, expect: 'refused' },
    ],
  },
  {
    shape: 'IPv6',
    name: 'externalTrafficPolicy Local',
    text: documents(dualStack, ...twoPods.slice(0, 1), ...twoPods.slice(2), web('Local'), lab()),
    steps: [
      { send: { from: 'client', to: '[2001:db8:192:168::11]:30080' }, expect: 'answered' },
      { send: { from: 'client', to: '[2001:db8:192:168::12]:30080' }, expect: 'timed-out' },
    ],
  },
]
