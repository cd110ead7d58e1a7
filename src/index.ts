/** Everything `app/` and `cli/` may use of the model, in the order of the pipeline. */

export {
  type Cluster,
  type Node,
  type Pod,
  qualifiedName,
  type Service,
} from './cluster/cluster.ts'
export {
  type Deprecation,
  deprecationsAround,
  deprecationsOf,
  externalIPsDeprecation,
} from './cluster/deprecated.ts'
export { addNode, removeNode, setNodeReady } from './cluster/edit-nodes.ts'
export { addPod, editPod, isUnlabelled, type PodChange } from './cluster/edit-pods.ts'
export { type ServiceField, type SettingField, setServiceField, setSetting } from './cluster/edit-settings.ts'
export { resolve } from './cluster/resolve.ts'
export { writeDown } from './cluster/write-down.ts'
export { type Library, libraries } from './dns/candidates.ts'
export { type RecordType, recordTypes } from './dns/message.ts'
export { type BookRow, bookTable } from './explain/book-table.ts'
export { type CauseMessages, explainCause } from './explain/cause.ts'
export { causeDocs } from './explain/cause-docs.ts'
export { describeField } from './explain/field.ts'
export type { GenerationKey } from './explain/generation-words.ts'
export type { Message, Part, PartKind } from './explain/message.ts'
export { nameNotes } from './explain/name-notes.ts'
export { outcomeWord, pageParts, pageText } from './explain/page.ts'
export { compareText, diagnosticParts, diagnosticText, fixText, render, renderText } from './explain/render.ts'
export { type RuleToken, ruleTokens } from './explain/rule-tokens.ts'
export { formatShare } from './explain/share.ts'
export { learn, type PageKey } from './explain/vocabulary.ts'
export type { Language } from './locales/language.ts'
export { languages } from './locales/language.ts'
export { completionsAt } from './manifest/complete.ts'
export type { Diagnostic, Fix, SourceRange, TextEdit } from './manifest/diagnostic.ts'
export { applyEdits, type RequestPatch, setRequest } from './manifest/edit.ts'
export { editLab, writtenInLab } from './manifest/edit-lab.ts'
export type { PathChange } from './manifest/json-path.ts'
export { kubernetesVersions, setKubernetesVersion } from './manifest/kubernetes-version.ts'
export type { Json, Lab, LabRequest, Manifest, SourceObject } from './manifest/manifest.ts'
export { lineColumn, type Path } from './manifest/position.ts'
export { type Address, familyOf, parseAddress } from './net/address.ts'
export { formatSocket } from './net/packet.ts'
export type { RestoreDocument } from './netfilter/document.ts'
export { loadDocument } from './netfilter/load.ts'
export { parseRuleset } from './netfilter/parse.ts'
export { printRule } from './netfilter/print.ts'
export { printDocument } from './netfilter/print-document.ts'
export { printRuleset } from './netfilter/print-ruleset.ts'
export type { Chain, Rule, Ruleset, Table } from './netfilter/ruleset.ts'
export { believedHealthy } from './network/balancer-health.ts'
export { formatRoute } from './network/route.ts'
export { type ComparedChain, compareNode, likeliestNode, type NodeComparison } from './proxy/compare-node.ts'
export type { CompareReason } from './proxy/compare-reason.ts'
export type { GenerationChain } from './proxy/generation-difference.ts'
export { compileIptables } from './proxy/iptables.ts'
export { nodeDocument } from './proxy/node-document.ts'
export { announcement, valueText } from './scene/announcement.ts'
export { connectionPackets } from './scene/dns-part.ts'
export { hitsUntil, nextTest, ruleKey } from './scene/hits.ts'
export { layoutScene } from './scene/layout.ts'
export { leftOut } from './scene/left-out.ts'
export { ownerOfAddress, ownerOfHost } from './scene/owner.ts'
export { serviceAt } from './scene/owner-service.ts'
export { pathBetween } from './scene/path.ts'
export { type Journey, journeyAt, type Stretch } from './scene/path-journey.ts'
export { pointAlong, shiftRight } from './scene/path-polyline.ts'
export { touchedBy } from './scene/path-touched.ts'
export { placeText } from './scene/place-text.ts'
export { type PacketPosition, travels } from './scene/position.ts'
export { boxAt, boxOf, cardAt } from './scene/position-anchor.ts'
export { coversLowerStations, type Dock, dockOf, placeCapsule, type Tail } from './scene/position-dock.ts'
export type { Box, BoxKind, Detail, LayoutOptions, Link, Owner, Point, Rectangle, Scene, Size } from './scene/scene.ts'
export { type SwarmDot, type SwarmWay, swarmAt, swarmWay } from './scene/swarm.ts'
export {
  buildTimeline,
  type Depth,
  depths,
  type Ending,
  type Frame,
  framesAt,
  type Header,
  type Place,
  type StackLine,
  type Timeline,
} from './scene/timeline.ts'
export { whyNot } from './scene/why-not.ts'
export { alignWalks } from './session/align.ts'
export { fieldAt } from './session/field-at.ts'
export { type Generations, loadGenerations } from './session/load-generations.ts'
export { askerNamed, lookUpName } from './session/name-lookup.ts'
export { originRange } from './session/origin.ts'
export { type Overlay, overlayWalks } from './session/overlay.ts'
export { endpointsOfPod, type PlacedRule, rulesOfField, rulesOfPod } from './session/provenance.ts'
export { endOf, type Spread, spreadSteps } from './session/spread.ts'
export { type Variant, variantsOf } from './session/variants.ts'
export type { Party, Walk } from './session/walk.ts'
export { createWalker, type Walker, type WalkOptions } from './session/walker.ts'
export { callers, canTake, type Way, waysOf } from './session/ways.ts'
export { type WayCell, type WayEnding, wayCell, wayCellSteps } from './session/ways-in.ts'
export type { Branch } from './trace/enumerate.ts'
export type { NameLookup } from './trace/lookup.ts'
export { ownAddresses } from './trace/node-addresses.ts'
export { type RulesetRequest, type RulesetTrace, traceRuleset } from './trace/ruleset-trace.ts'
export {
  type DnsExchange,
  type Outcome,
  outcomes,
  type Trace,
  type TracedPacket,
  type TraceEvent,
} from './trace/trace.ts'
