import type { Manifest } from '../manifest/manifest.ts'
import { address } from '../net/address.ts'
import type { Endpoint } from './cluster.ts'
import type { ServiceDraft } from './services.ts'
import type { PodDraft } from './workloads.ts'

/** What every kubeadm cluster runs: the API server's Service and the cluster DNS. Pasted ones take their place. */
export const apiServerEndpoint: Endpoint = {
  address: address('192.168.0.10'),
  port: 6443,
  ready: true,
  serving: true,
  terminating: false,
}

/** The Services that exist before anybody writes one. */
export function systemServices(manifest: Manifest): readonly ServiceDraft[] {
  if (!manifest.lab.systemServices) return []
  const written = new Set(manifest.objects.filter((o) => o.kind === 'Service').map((o) => `${o.namespace}/${o.name}`))
  const drafts: readonly ServiceDraft[] = [
    {
      namespace: 'default',
      name: 'kubernetes',
      assumed: true,
      exists: true,
      value: {
        spec: { clusterIP: '10.96.0.1', ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }] },
      },
    },
    {
      namespace: 'kube-system',
      name: 'kube-dns',
      assumed: true,
      exists: true,
      value: {
        spec: {
          clusterIP: '10.96.0.10',
          selector: { 'k8s-app': 'kube-dns' },
          ports: [
            { name: 'dns', port: 53, protocol: 'UDP', targetPort: 53 },
            { name: 'dns-tcp', port: 53, protocol: 'TCP', targetPort: 53 },
            { name: 'metrics', port: 9153, protocol: 'TCP', targetPort: 9153 },
          ],
        },
      },
    },
  ]
  return drafts.filter((draft) => !written.has(`${draft.namespace}/${draft.name}`))
}

/** CoreDNS Pods, one on each of the first two nodes, unless the text brings its own cluster DNS. */
export function systemPods(manifest: Manifest, nodeNames: readonly string[]): readonly PodDraft[] {
  if (!manifest.lab.systemServices) return []
  const own = manifest.objects.some((object) => object.namespace === 'kube-system' && object.kind !== 'Service')
  if (own) return []
  return [0, 1].map((i) => ({
    namespace: 'kube-system',
    name: `coredns-${i + 1}`,
    labels: { 'k8s-app': 'kube-dns' },
    spec: {
      nodeName: nodeNames[i % Math.max(1, nodeNames.length)] ?? '',
      containers: [
        {
          name: 'coredns',
          ports: [
            { name: 'dns', containerPort: 53, protocol: 'UDP' },
            { name: 'dns-tcp', containerPort: 53, protocol: 'TCP' },
            { name: 'metrics', containerPort: 9153, protocol: 'TCP' },
          ],
        },
      ],
    },
    status: undefined,
    terminating: false,
    assumed: true,
  }))
}
