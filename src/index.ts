/** Everything `app/` and `cli/` may use of the model, in the order of the pipeline. */

export {
  type Cluster,
  type Node,
  type Pod,
  qualifiedName,
  type Service,
} from './cluster/cluster.ts'
export { resolve } from './cluster/resolve.ts'
export type { Diagnostic, Fix, SourceRange, TextEdit } from './manifest/diagnostic.ts'
export type { LabRequest, Manifest, SourceObject } from './manifest/manifest.ts'
export { parseManifest } from './manifest/parse.ts'
export { lineColumn, positionOf } from './manifest/position.ts'
export type { RestoreDocument } from './netfilter/document.ts'
export { loadDocument } from './netfilter/load.ts'
export { printRule } from './netfilter/print.ts'
export { printDocument } from './netfilter/print-document.ts'
export { printRuleset } from './netfilter/print-ruleset.ts'
export type { Chain, Rule, Ruleset, Table } from './netfilter/ruleset.ts'
export { compileIptables } from './proxy/iptables.ts'
export { nodeDocument } from './proxy/node-document.ts'
export type { Party, Walk } from './session/walk.ts'
export { createWalker, type Walker, type WalkOptions } from './session/walker.ts'
export { type Branch, enumerate } from './trace/enumerate.ts'
export { type Outcome, outcomes, type Trace, type TraceEvent, type TracedPacket } from './trace/trace.ts'
