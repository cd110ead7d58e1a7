import { type Pod, qualifiedName } from './cluster.ts'

interface PodIndex {
  readonly byName: ReadonlyMap<string, Pod>
  readonly byAddress: ReadonlyMap<string, Pod>
}

/** A list of Pods is read-only, so what is known of it stays true. */
const indexes = new WeakMap<readonly Pod[], PodIndex>()

/** The Pod of this `namespace/name`. */
export function podNamed(pods: readonly Pod[], name: string): Pod | undefined {
  return indexOf(pods).byName.get(name)
}

/** The Pod whose own address this is; a Pod with hostNetwork has none of its own. The first when several claim it. */
export function podAt(pods: readonly Pod[], address: string): Pod | undefined {
  return indexOf(pods).byAddress.get(address)
}

function indexOf(pods: readonly Pod[]): PodIndex {
  const known = indexes.get(pods)
  if (known) return known
  const byName = new Map<string, Pod>()
  const byAddress = new Map<string, Pod>()
  for (const pod of pods) {
    const name = qualifiedName(pod)
    if (!byName.has(name)) byName.set(name, pod)
    if (pod.hostNetwork) continue
    for (const address of pod.addresses) if (!byAddress.has(address)) byAddress.set(address, pod)
  }
  const index = { byName, byAddress }
  indexes.set(pods, index)
  return index
}
