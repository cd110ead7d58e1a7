import { apiService } from '../manifest/api-service.ts'
import type { Json, Manifest } from '../manifest/manifest.ts'
import { type Address, address } from '../net/address.ts'
import { addressAt } from '../net/cidr.ts'
import type { ClusterSettings, Node } from './cluster.ts'
import type { ServiceDraft } from './services.ts'
import type { PodDraft } from './workloads.ts'

/** Where the API server listens when the text has no control-plane node. */
const assumedApiServer = address('192.168.0.10')

/** Address and port of the API server behind `default/kubernetes`. */
export function apiServerSocket(nodes: readonly Node[]): { readonly address: Address; readonly port: number } {
  const controlPlane = nodes.find(
    ({ labels }) => 'node-role.kubernetes.io/control-plane' in labels || 'node-role.kubernetes.io/master' in labels,
  )
  return { address: controlPlane?.addresses[0] ?? assumedApiServer, port: 6443 }
}

/** The Services that exist before anybody writes one: the API server's and the cluster DNS. Pasted ones take their place. */
export function systemServices(manifest: Manifest, settings: ClusterSettings): readonly ServiceDraft[] {
  const [range] = settings.serviceCIDRs
  if (!manifest.lab.systemServices || !range) return []
  const written = new Set(manifest.objects.filter((o) => o.kind === 'Service').map((o) => `${o.namespace}/${o.name}`))
  const [dns = addressAt(range, 10)] = settings.clusterDNS
  const drafts = [
    draft('default', 'kubernetes', addressAt(range, 1), {
      ports: [{ name: 'https', port: 443, targetPort: 6443 }],
    }),
    draft('kube-system', 'kube-dns', dns, {
      selector: { 'k8s-app': 'kube-dns' },
      ports: [
        { name: 'dns', port: 53, protocol: 'UDP' },
        { name: 'dns-tcp', port: 53 },
        { name: 'metrics', port: 9153 },
      ],
    }),
  ]
  return drafts.filter(({ api: { metadata } }) => !written.has(`${metadata.namespace}/${metadata.name}`))
}

function draft(
  namespace: string,
  name: string,
  clusterIP: string,
  spec: { readonly [key: string]: Json },
): ServiceDraft {
  const api = apiService({ metadata: { namespace, name }, spec: { ...spec, clusterIP } })
  return { api, status: undefined, assumed: true, exists: true }
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
      dnsPolicy: 'Default',
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
