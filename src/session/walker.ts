import type { Cluster } from '../cluster/cluster.ts'
import { resolve } from '../cluster/resolve.ts'
import type { Diagnostic } from '../manifest/diagnostic.ts'
import type { LabRequest, Manifest } from '../manifest/manifest.ts'
import { parseManifest } from '../manifest/parse.ts'
import { positionOf } from '../manifest/position.ts'
import { type Family, familyOf } from '../net/address.ts'
import type { RestoreDocument } from '../netfilter/document.ts'
import { loadDocument } from '../netfilter/load.ts'
import type { Ruleset } from '../netfilter/ruleset.ts'
import { buildNetwork } from '../network/build.ts'
import type { Network } from '../network/network.ts'
import { nodeDocument } from '../proxy/node-document.ts'
import { buildTimeline } from '../scene/timeline.ts'
import { tracePicked } from '../trace/trace-picked.ts'
import { picksFor } from './picks.ts'
import { type ResolvedRequest, resolveRequest } from './request.ts'
import type { Walk } from './walk.ts'

/** How to walk. */
export interface WalkOptions {
  /** Keeps Services the API server would refuse: kube-proxy itself checks nothing. */
  readonly skipValidation?: boolean
}

/** From one text and one request to everything they come to. `patch` overrides fields of the Lab's request. */
export type Walker = (text: string, patch?: LabRequest, options?: WalkOptions) => Walk

/** Rules of every node, per family the cluster has. */
interface Ruled {
  readonly documents: ByFamily<RestoreDocument>
  readonly rulesets: ByFamily<Ruleset>
  readonly network: Network
}

type ByFamily<T> = ReadonlyMap<Family, Readonly<Record<string, T>>>

/** A walker that remembers its last text, cluster and rules, so that another request on the same text costs only its trace. */
export function createWalker(): Walker {
  const parse = lastOf(parseManifest)
  const resolveKept = lastOf((manifest: Manifest) => resolve(manifest, { skipValidation: false }))
  const resolveAll = lastOf((manifest: Manifest) => resolve(manifest, { skipValidation: true }))
  const rule = lastOf(ruleCluster)
  return (text, patch = {}, options = {}) => {
    const manifest = parse(text)
    const { cluster, diagnostics } = options.skipValidation ? resolveAll(manifest) : resolveKept(manifest)
    const ruled = rule(cluster)
    const asked = resolveRequest(cluster, ruled.network, { ...manifest.lab.request, ...patch })
    const family = asked.flow ? familyOf(asked.flow.destination.address) : (cluster.settings.families[0] ?? 4)
    const traced = asked.flow && tracePicked(ruled.network, asked.flow, asked.choice)
    return {
      manifest,
      cluster,
      diagnostics: inReadingOrder([...manifest.diagnostics, ...diagnostics, ...requestDiagnostics(manifest, asked)]),
      documents: ruled.documents.get(family) ?? {},
      rulesets: ruled.rulesets.get(family) ?? {},
      network: ruled.network,
      froms: asked.froms,
      tos: asked.tos,
      picks: picksFor(cluster, asked.flow),
      request: asked.request,
      ...(asked.flow ? { flow: asked.flow } : {}),
      ...(traced ? { trace: traced.trace, timeline: buildTimeline(traced.trace, cluster) } : {}),
    }
  }
}

function ruleCluster(cluster: Cluster): Ruled {
  const documents = new Map<Family, { [node: string]: RestoreDocument }>()
  const rulesets = new Map<Family, { [node: string]: Ruleset }>()
  const loaded: { [node: string]: Ruleset[] } = {}
  for (const family of cluster.settings.families) {
    const ofFamily: { readonly [node: string]: RestoreDocument } = Object.fromEntries(
      cluster.nodes.map(({ name }) => [name, nodeDocument(cluster, name, { family })]),
    )
    documents.set(family, ofFamily)
    const held: { [node: string]: Ruleset } = {}
    for (const { name } of cluster.nodes) {
      const ruleset = loadDocument(nodeDocument(cluster, name, { withCni: true, family }))
      held[name] = ruleset
      loaded[name] = [...(loaded[name] ?? []), ruleset]
    }
    rulesets.set(family, held)
  }
  return { documents, rulesets, network: buildNetwork(cluster, loaded) }
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
