import { type Diagnostic, resolve, type Walk } from '../src/index.ts'

/** What the API server says to one object of the text, or to a place that holds none. */
export interface Verdict {
  /** Absent for text that is no object. */
  readonly object?: { readonly kind: string; readonly namespace: string; readonly name: string }
  /** Absent when the object was refused before its version could be told. */
  readonly apiVersion?: string
  /** Where it stands in the text. */
  readonly start: number
  readonly errors: readonly Diagnostic[]
  readonly warnings: readonly Diagnostic[]
}

/** All diagnostics, object by object in the order of the text, and each object's in the order of the API server. */
export function inServerOrder({ manifest, diagnostics }: Walk): readonly Diagnostic[] {
  const ofObjects = resolve(manifest, { skipValidation: false }).diagnostics
  const ofRequest = diagnostics.filter((each) => each.stage === 'lab' && !manifest.diagnostics.includes(each))
  const start = ({ object, range }: Diagnostic) => {
    const same = manifest.objects.find(
      ({ kind, namespace, name }) => kind === object?.kind && namespace === object.namespace && name === object.name,
    )
    return same?.position.value.start ?? range.start
  }
  return [...manifest.diagnostics, ...ofObjects, ...ofRequest].toSorted((a, b) => start(a) - start(b))
}

/** One verdict per object, in the order of the text. Settings of the cluster and the Lab are no objects of the API. */
export function verdicts({ manifest }: Walk, diagnostics: readonly Diagnostic[]): readonly Verdict[] {
  const found = new Map<string, { verdict: Verdict; errors: Diagnostic[]; warnings: Diagnostic[] }>()
  const open = (verdict: Pick<Verdict, 'object' | 'apiVersion' | 'start'>) => {
    const { kind, namespace, name } = verdict.object ?? { kind: '', namespace: '', name: verdict.start }
    const key = `${kind} ${namespace}/${name}`
    const errors: Diagnostic[] = []
    const warnings: Diagnostic[] = []
    const entry = found.get(key) ?? { verdict: { ...verdict, errors, warnings }, errors, warnings }
    found.set(key, entry)
    return entry
  }
  for (const { kind, namespace, name, apiVersion, position } of manifest.objects) {
    if (isSetting(apiVersion)) continue
    open({ object: { kind, namespace, name }, apiVersion, start: position.value.start })
  }
  for (const diagnostic of diagnostics) {
    const { severity, stage, object, range } = diagnostic
    if (severity === 'info' || stage === 'lab' || object?.kind === 'Lab') continue
    if (!object && severity !== 'error') continue
    const entry = open({ ...(object ? { object } : {}), start: range.start })
    if (severity === 'error') entry.errors.push(diagnostic)
    else entry.warnings.push(diagnostic)
  }
  return [...found.values()].map(({ verdict }) => verdict).toSorted((a, b) => a.start - b.start)
}

/** `kubeproxy.config.k8s.io/v1alpha1` and its like: files that programs read, not the API server. */
function isSetting(apiVersion: string): boolean {
  return /^(packetwalk|kubeadm\.k8s\.io|[a-z]+\.config\.k8s\.io)\//.test(apiVersion)
}
