import { findObject } from '../manifest/find-object.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { type Address, type Cidr, parseAddress } from '../net/address.ts'
import { addressAt } from '../net/cidr.ts'
import { text, texts } from './fields.ts'
import { configuration } from './kubeadm-settings.ts'

/**
 * The nameservers a kubelet gives to Pods: what its configuration says; else the address a written kube-dns Service
 * has; else the tenth of the Service range, as kubeadm has it.
 */
export function clusterDNS(manifest: Manifest, serviceCIDRs: readonly Cidr[]): readonly Address[] {
  const said = texts(configuration(manifest, 'KubeletConfiguration'), 'clusterDNS')
  const configured = said.flatMap((entry) => parseAddress(entry) ?? [])
  if (configured.length > 0) return configured
  const written = findObject(manifest, 'Service', 'kube-system', 'kube-dns')
  const own = parseAddress(text(written?.value, 'spec', 'clusterIP') ?? '')
  const [range] = serviceCIDRs
  return own ? [own] : range ? [addressAt(range, 10)] : []
}
