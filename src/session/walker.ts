import { resolve } from '../cluster/resolve.ts'
import type { Diagnostic } from '../manifest/diagnostic.ts'
import type { LabRequest, Manifest } from '../manifest/manifest.ts'
import { parseManifest } from '../manifest/parse.ts'
import { positionOf } from '../manifest/position.ts'
import { rememberDocuments } from '../manifest/remember-documents.ts'
import { familyOf } from '../net/address.ts'
import { buildTimeline } from '../scene/timeline.ts'
import { follow } from './follow.ts'
import { labProblems } from './lab-problems.ts'
import { picksFor } from './picks.ts'
import { type ResolvedRequest, resolveRequest } from './request.ts'
import { prepare } from './stages.ts'
import type { Walk } from './walk.ts'

/** How to walk. */
export interface WalkOptions {
  /** Keeps Services the API server would refuse: kube-proxy itself checks nothing. */
  readonly skipValidation?: boolean
}

/** From one text and one request to everything they come to. `patch` overrides fields of the Lab's request. */
export type Walker = (text: string, patch?: LabRequest, options?: WalkOptions) => Walk

/**
 * A walker that remembers its last text, cluster and rules, so that another request on the same text costs only its
 * trace, and another text only the documents that changed.
 */
export function createWalker(): Walker {
  const read = rememberDocuments()
  const parse = lastOf((text: string) => parseManifest(text, read))
  const readyKept = lastOf((manifest: Manifest) => makeReady(manifest, false))
  const readyAll = lastOf((manifest: Manifest) => makeReady(manifest, true))
  return (text, patch = {}, options = {}) => {
    const manifest = parse(text)
    const { cluster, diagnostics, ruled } = options.skipValidation ? readyAll(manifest) : readyKept(manifest)
    const asked = resolveRequest(cluster, ruled.network, { ...manifest.lab.request, ...patch })
    const followed = follow(cluster, ruled.network, asked)
    const flow = followed?.flow ?? asked.flow
    const family = flow ? familyOf(flow.destination.address) : (cluster.settings.families[0] ?? 4)
    const trace = followed && { ...followed.trace, before: ruled.before }
    return {
      manifest,
      cluster,
      diagnostics: inReadingOrder([...manifest.diagnostics, ...diagnostics, ...requestDiagnostics(manifest, asked)]),
      documents: ruled.documents.get(family) ?? {},
      rulesets: ruled.rulesets.get(family) ?? {},
      network: ruled.network,
      froms: asked.froms,
      tos: asked.tos,
      picks: picksFor(cluster, flow),
      request: flow ? { ...asked.request, protocol: flow.protocol } : asked.request,
      ...(flow ? { flow } : {}),
      ...(trace ? { trace, timeline: buildTimeline(trace, cluster) } : {}),
    }
  }
}

/** The cluster of a text with its rules, its network, and whatever happened before the request. */
function makeReady(manifest: Manifest, skipValidation: boolean) {
  const { cluster, diagnostics } = resolve(manifest, { skipValidation })
  const ruled = prepare(manifest, cluster, skipValidation)
  return { cluster, ruled, diagnostics: [...diagnostics, ...ruled.diagnostics, ...labProblems(manifest, cluster)] }
}

function requestDiagnostics(manifest: Manifest, asked: ResolvedRequest): readonly Diagnostic[] {
  const lab = manifest.labObject
  return asked.problems.map(({ field, code, name }): Diagnostic => {
    const range = lab ? positionOf(lab, ['spec', 'request', field]) : { start: 0, end: 0 }
    return { severity: 'warning', stage: 'lab', path: `spec.request.${field}`, range, says: { code, values: { name } } }
  })
}

function inReadingOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.toSorted((a, b) => a.range.start - b.range.start)
}

function lastOf<A extends string | object, R>(compute: (input: A) => R): (input: A) => R {
  let last: { readonly input: A; readonly result: R } | undefined
  return (input) => {
    if (last?.input !== input) last = { input, result: compute(input) }
    return last.result
  }
}
