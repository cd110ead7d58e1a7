import type { Manifest, SourceObject } from '../manifest/manifest.ts'
import { type Address, type Cidr, type Family, familyOf, fromBits, parseAddress, toBits } from '../net/address.ts'
import { cidr, cidrBase, cidrFamily, cidrLength, contains } from '../net/cidr.ts'
import type { ClusterSettings } from './cluster.ts'
import { at, list, text, texts, whole } from './fields.ts'
import { internalAddresses, podNetworks } from './node-fields.ts'

/** Service ranges that installers and clouds hand out by default, likeliest first. */
const knownServiceRanges = [
  '10.96.0.0/12', // kubeadm
  '10.43.0.0/16', // k3s, RKE
  '172.20.0.0/16', // EKS
  '10.100.0.0/16', // EKS, when the VPC is in 172.16/12
  '10.152.183.0/24', // MicroK8s
  '172.30.0.0/16', // OpenShift
  '10.0.0.0/16', // AKS
  '34.118.224.0/20', // GKE
  'fd00:10:96::/112', // kind
].map(cidr)

/** Pod ranges likewise. */
const knownPodRanges = [
  '10.244.0.0/16', // flannel, kind
  '10.42.0.0/16', // k3s, RKE
  '192.168.0.0/16', // Calico
  '10.128.0.0/14', // OpenShift
  '10.1.0.0/16', // MicroK8s
].map(cidr)

/** Ranges that objects of a real cluster give away; absent when nothing in the text existed before. */
export function inferredRanges(manifest: Manifest): {
  readonly serviceCIDRs?: readonly Cidr[]
  readonly clusterCIDRs?: readonly Cidr[]
  readonly nodePortRange?: ClusterSettings['nodePortRange']
  /** True when Pods have addresses out of the nodes' own network, as VPC-style CNIs give them. */
  readonly podsAmongNodes?: true
} {
  const existing = manifest.objects.filter((object) => object.exists)
  const services = existing.filter((object) => object.kind === 'Service')
  const serviceCIDRs = perFamily(services.flatMap(clusterIPs), serviceRange)
  const nodes = manifest.objects.filter((object) => object.kind === 'Node')
  const ranges = podRanges(nodes, existing)
  const stated = nodes.some((node) => podNetworks(node).length > 0)
  const addresses = nodes.flatMap(internalAddresses)
  const clusterCIDRs = ranges.filter((range) => stated || !addresses.some((ip) => contains(range, ip)))
  const nodePortRange = inferredNodePorts(services)
  return {
    ...(serviceCIDRs.length > 0 ? { serviceCIDRs } : {}),
    ...(clusterCIDRs.length > 0 ? { clusterCIDRs } : {}),
    ...(nodePortRange ? { nodePortRange } : {}),
    ...(clusterCIDRs.length < ranges.length ? { podsAmongNodes: true } : {}),
  }
}

function clusterIPs({ value }: SourceObject): readonly Address[] {
  const written = [...texts(value, 'spec', 'clusterIPs'), text(value, 'spec', 'clusterIP') ?? '']
  return written.flatMap((ip) => parseAddress(ip) ?? [])
}

/** Families in the order in which the text first shows them. */
function perFamily(
  addresses: readonly Address[],
  infer: (addresses: readonly Address[], family: Family) => Cidr,
): readonly Cidr[] {
  const families = [...new Set(addresses.map(familyOf))]
  return families.map((family) =>
    infer(
      addresses.filter((ip) => familyOf(ip) === family),
      family,
    ),
  )
}

function serviceRange(addresses: readonly Address[], family: Family): Cidr {
  const known = knownServiceRanges.find((range) => addresses.every((ip) => contains(range, ip)))
  return known ?? spanning(addresses, family === 4 ? 16 : 112)
}

/** Pod networks of the nodes are the best evidence; addresses of Pods the next best. */
function podRanges(nodes: readonly SourceObject[], existing: readonly SourceObject[]): readonly Cidr[] {
  const networks = nodes.filter((node) => node.exists).flatMap(podNetworks)
  if (networks.length > 0) return perFamily(networks.map(cidrBase), podRange(networks))
  const own = new Set(nodes.flatMap(internalAddresses))
  const pods = existing
    .filter(({ kind, value }) => kind === 'Pod' && at(value, 'spec', 'hostNetwork') !== true)
    .flatMap(({ value }) => parseAddress(text(value, 'status', 'podIP') ?? '') ?? [])
    .filter((ip) => !own.has(ip))
  return perFamily(pods, podRange([]))
}

function podRange(networks: readonly Cidr[]): (addresses: readonly Address[], family: Family) => Cidr {
  return (addresses, family) => {
    const known = knownPodRanges.find((range) => addresses.every((ip) => contains(range, ip)))
    const longest = Math.min(
      family === 4 ? 16 : 56,
      ...networks.filter((network) => cidrFamily(network) === family).map(cidrLength),
    )
    return known ?? spanning(addresses, longest)
  }
}

/** The smallest prefix, of this length or wider, that holds all of some addresses of one family. */
function spanning(addresses: readonly Address[], longest: number): Cidr {
  const [first] = addresses
  if (first === undefined) throw new Error('no address to span')
  const width = familyOf(first) === 4 ? 32 : 128
  for (let length = longest; length >= 0; length--) {
    const shift = BigInt(width - length)
    const base = (toBits(first) >> shift) << shift
    const prefix = cidr(`${fromBits(base, familyOf(first))}/${length}`)
    if (addresses.every((ip) => contains(prefix, ip))) return prefix
  }
  throw new Error('addresses of one family have a common prefix')
}

/** The default range, as wide as the node ports in use need it. */
function inferredNodePorts(services: readonly SourceObject[]): ClusterSettings['nodePortRange'] | undefined {
  const used = services
    .flatMap(({ value }) => [
      ...list(value, 'spec', 'ports').map((port) => whole(port, 'nodePort')),
      whole(value, 'spec', 'healthCheckNodePort'),
    ])
    .filter((port) => port !== undefined && port > 0) as number[]
  if (used.every((port) => port >= 30000 && port <= 32767)) return undefined
  return { from: Math.min(30000, ...used), to: Math.min(65535, Math.max(32767, ...used)) }
}
