import type { Json } from '../manifest/manifest.ts'
import { type Address, parseAddress } from '../net/address.ts'
import { addressAt, cidrFamily, cidrSize } from '../net/cidr.ts'
import type { Protocol } from '../net/packet.ts'
import type { ContainerPort, Node, Pod } from './cluster.ts'
import { list, text, whole } from './fields.ts'
import { podDns } from './pod-dns.ts'
import type { PodDraft } from './workloads.ts'

/** Offset of the first address that system Pods get in their node's network. */
const systemOffset = 250

/** Gives every draft its node and its address; Pods that have finished are left out. What they listen on comes later. */
export function placePods(drafts: readonly PodDraft[], nodes: readonly Node[]): readonly Pod[] {
  const placed: Pod[] = []
  const taken: Taken = { addresses: new Set(drafts.flatMap(ownAddresses)), next: new Map() }
  // The Pods of one workload share one spec.
  const ports = new Map<Json | undefined, readonly ContainerPort[]>()
  let place = 0
  for (const draft of drafts) {
    const phase = text(draft.status, 'phase')
    if (phase === 'Succeeded' || phase === 'Failed') continue
    const system = draft.namespace === 'kube-system' && draft.assumed
    const wanted = text(draft.spec, 'nodeName')
    const node =
      nodes.find((candidate) => candidate.name === wanted) ?? nodes[system ? 0 : place % Math.max(1, nodes.length)]
    if (!node) continue
    if (!system) place++
    const hostNetwork = isTrue(draft.spec, 'hostNetwork')
    const own = ownAddresses(draft)
    const hostname = text(draft.spec, 'hostname')
    const subdomain = text(draft.spec, 'subdomain')
    const pending = phase === 'Pending' && own.length === 0
    const addresses = pending
      ? []
      : hostNetwork
        ? node.addresses
        : own.length > 0
          ? own
          : freeAddresses(node, taken, system ? systemOffset : 2)
    if (!ports.has(draft.spec)) ports.set(draft.spec, containerPorts(draft.spec))
    placed.push({
      namespace: draft.namespace,
      name: draft.name,
      node: node.name,
      addresses,
      hostNetwork,
      labels: draft.labels,
      ready: isReady(draft.status),
      terminating: draft.terminating,
      ...(hostname ? { hostname } : {}),
      ...(subdomain ? { subdomain } : {}),
      ...podDns(draft.spec),
      containerPorts: ports.get(draft.spec) ?? [],
      listens: [],
      assumed: draft.assumed,
      ...(draft.owner ? { owner: draft.owner } : {}),
    })
  }
  return placed
}

/** A Pod that says nothing of its state is taken as running and Ready. */
function isReady(status: Json | undefined): boolean {
  const ready = list(status, 'conditions').find((condition) => text(condition, 'type') === 'Ready')
  if (ready !== undefined) return text(ready, 'status') === 'True'
  return text(status, 'phase') !== 'Pending'
}

function ownAddresses(draft: PodDraft): readonly Address[] {
  const several = list(draft.status, 'podIPs').flatMap((entry) => parseAddress(text(entry, 'ip') ?? '') ?? [])
  const one = parseAddress(text(draft.status, 'podIP') ?? '')
  return several.length > 0 ? several : one ? [one] : []
}

/** Addresses that have an owner. Nothing is given back, so the search in a network goes on where it ended last. */
interface Taken {
  readonly addresses: Set<Address>
  readonly next: Map<string, number>
}

/** One free address per Pod network of the node. */
function freeAddresses(node: Node, { addresses, next }: Taken, from: number): readonly Address[] {
  return node.podCIDRs.flatMap((network) => {
    const size = Number(cidrSize(network) > 65536n ? 65536n : cidrSize(network))
    const end = size - (cidrFamily(network) === 4 ? 1 : 0)
    const search = `${network} ${from}`
    for (let offset = next.get(search) ?? from; offset < end; offset++) {
      const candidate = addressAt(network, offset)
      if (addresses.has(candidate)) continue
      addresses.add(candidate)
      next.set(search, offset + 1)
      return [candidate]
    }
    next.set(search, end)
    return []
  })
}

/** Ports of the containers, then of sidecars (init containers that keep running). */
function containerPorts(spec: Json | undefined): readonly ContainerPort[] {
  const sidecars = list(spec, 'initContainers').filter((container) => text(container, 'restartPolicy') === 'Always')
  return [...list(spec, 'containers'), ...sidecars].flatMap((container) =>
    list(container, 'ports').flatMap((entry): readonly ContainerPort[] => {
      const port = whole(entry, 'containerPort')
      if (port === undefined) return []
      const name = text(entry, 'name')
      const protocol = (text(entry, 'protocol') ?? 'TCP') as Protocol
      return [name ? { name, port, protocol } : { port, protocol }]
    }),
  )
}

function isTrue(value: Json | undefined, field: string): boolean {
  return typeof value === 'object' && value !== null && (value as { readonly [key: string]: Json })[field] === true
}
