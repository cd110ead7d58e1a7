/** Kinds this program understands, and the API group and version each is written with. */
export const modelledKinds: Readonly<Record<string, readonly string[]>> = {
  Service: ['v1'],
  Pod: ['v1'],
  Node: ['v1'],
  Endpoints: ['v1'],
  EndpointSlice: ['discovery.k8s.io/v1', 'discovery.k8s.io/v1beta1'],
  Deployment: ['apps/v1'],
  ReplicaSet: ['apps/v1'],
  StatefulSet: ['apps/v1'],
  DaemonSet: ['apps/v1'],
  KubeProxyConfiguration: ['kubeproxy.config.k8s.io/v1alpha1'],
  KubeletConfiguration: ['kubelet.config.k8s.io/v1beta1'],
  ClusterConfiguration: ['kubeadm.k8s.io/v1beta4', 'kubeadm.k8s.io/v1beta3', 'kubeadm.k8s.io/v1beta2'],
  Lab: ['packetwalk/v1'],
}

/** Kinds that programs read from files: they have no name and the API server does not know them. */
export function isConfiguration(kind: string): boolean {
  return kind.endsWith('Configuration')
}

/** The modelled kind somebody probably meant: the same letters in another case, or one or two slips away. */
export function nearestKind(kind: string): string | undefined {
  return nearest(kind, Object.keys(modelledKinds))
}

/** The closest of some names, when it is close enough to be a slip; undefined otherwise. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const same = known.find((candidate) => candidate.toLowerCase() === name.toLowerCase())
  if (same !== undefined) return same
  let best: { name: string; distance: number } | undefined
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (distance <= Math.max(1, Math.floor(candidate.length / 3)) && (!best || distance < best.distance)) {
      best = { name: candidate, distance }
    }
  }
  return best?.name
}

/** Levenshtein distance; long names are never slips of short ones, so the work is bounded. */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 3) return 99
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 99
}
