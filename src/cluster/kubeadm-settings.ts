import type { Json, Manifest } from '../manifest/manifest.ts'
import type { Cidr } from '../net/address.ts'
import { parseCidr } from '../net/cidr.ts'
import type { ClusterSettings } from './cluster.ts'
import { at, list, text } from './fields.ts'

/** What kubeadm's ClusterConfiguration says; absent where it says nothing, or nothing that can be read. */
export function kubeadmSettings(manifest: Manifest): {
  readonly clusterCIDRs?: readonly Cidr[]
  readonly serviceCIDRs?: readonly Cidr[]
  readonly nodePortRange?: ClusterSettings['nodePortRange']
  readonly dnsDomain?: string
} {
  const value = configuration(manifest, 'ClusterConfiguration')
  const serviceCIDRs = prefixes(
    argument(value, 'apiServer', 'service-cluster-ip-range') ?? text(value, 'networking', 'serviceSubnet'),
  )
  const clusterCIDRs = prefixes(
    argument(value, 'controllerManager', 'cluster-cidr') ?? text(value, 'networking', 'podSubnet'),
  )
  const nodePortRange = portRange(argument(value, 'apiServer', 'service-node-port-range'))
  const dnsDomain = text(value, 'networking', 'dnsDomain')
  return {
    ...(serviceCIDRs ? { serviceCIDRs } : {}),
    ...(clusterCIDRs ? { clusterCIDRs } : {}),
    ...(nodePortRange ? { nodePortRange } : {}),
    ...(dnsDomain ? { dnsDomain } : {}),
  }
}

/** What the KubeletConfiguration says about the network. */
export function kubeletSettings(manifest: Manifest): Partial<Pick<ClusterSettings, 'dnsDomain' | 'hairpinMode'>> {
  const value = configuration(manifest, 'KubeletConfiguration')
  const dnsDomain = text(value, 'clusterDomain')
  const mode = text(value, 'hairpinMode')
  const hairpinMode = (['hairpin-veth', 'promiscuous-bridge', 'none'] as const).find((known) => known === mode)
  return { ...(dnsDomain ? { dnsDomain } : {}), ...(hairpinMode ? { hairpinMode } : {}) }
}

/** The text's last document of a configuration kind. */
export function configuration(manifest: Manifest, kind: string): Json | undefined {
  return manifest.objects.findLast((object) => object.kind === kind)?.value
}

/** An extra argument of a control-plane component: a map up to v1beta3, a list of names and values since. */
function argument(value: Json | undefined, component: string, name: string): string | undefined {
  const all = at(value, component, 'extraArgs')
  if (!Array.isArray(all)) return text(all, name)
  return text(
    list(all).find((entry) => text(entry, 'name') === name),
    'value',
  )
}

/** One prefix of each family at most, separated by a comma. */
export function prefixes(written: string | undefined): readonly Cidr[] | undefined {
  const found = (written ?? '').split(',').flatMap((part) => parseCidr(part.trim()) ?? [])
  return found.length > 0 ? found : undefined
}

/** `30000-32767`, or `30000+2767` (apimachinery's ParsePortRange). */
function portRange(written: string | undefined): ClusterSettings['nodePortRange'] | undefined {
  const [, from, sign, second] = /^(\d{1,5})(?:([-+])(\d{1,5}))?$/.exec((written ?? '').trim()) ?? []
  if (from === undefined) return undefined
  const first = Number(from)
  const last = second === undefined ? first : sign === '+' ? first + Number(second) : Number(second)
  return first >= 1 && first <= last && last <= 65535 ? { from: first, to: last } : undefined
}
