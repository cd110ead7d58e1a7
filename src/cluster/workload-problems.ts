import type { Diagnostic, DiagnosticCode } from '../manifest/diagnostic.ts'
import { findObject } from '../manifest/find-object.ts'
import type { Manifest, SourceObject } from '../manifest/manifest.ts'
import { positionOf } from '../manifest/position.ts'
import type { Pod } from './cluster.ts'
import type { CutWorkload } from './workloads.ts'

/** Workloads with fewer Pods here than they ask for, and those whose Pods found their nodes' Pod networks full. */
export function workloadProblems(
  cut: readonly CutWorkload[],
  pods: readonly Pod[],
  manifest: Manifest,
): readonly Diagnostic[] {
  const all = new Map<SourceObject, number>()
  const without = new Map<SourceObject, number>()
  for (const { owner, addresses } of pods) {
    const object = owner && findObject(manifest, owner.kind, owner.namespace, owner.name)
    if (!object) continue
    all.set(object, (all.get(object) ?? 0) + 1)
    if (addresses.length === 0) without.set(object, (without.get(object) ?? 0) + 1)
  }
  return [
    ...cut.map(({ object, wanted, made }) => problem(object, 'replicas-cut', { name: object.name, wanted, made })),
    ...[...without].map(([object, count]) =>
      problem(object, 'pods-without-address', { name: object.name, count, wanted: all.get(object) ?? count }),
    ),
  ]
}

function problem(object: SourceObject, code: DiagnosticCode, values: Record<string, string | number>): Diagnostic {
  const { kind, namespace, name } = object
  return {
    severity: 'warning',
    stage: 'warning',
    object: { kind, namespace, name },
    path: 'spec.replicas',
    range: positionOf(object, 'spec.replicas'),
    says: { code, values },
  }
}
