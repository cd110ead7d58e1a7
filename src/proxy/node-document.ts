import type { Cluster } from '../cluster/cluster.ts'
import type { Family } from '../net/address.ts'
import type { RestoreDocument, RestoreRule, RestoreTable } from '../netfilter/document.ts'
import { baseDocument } from './base.ts'
import { cniDocument } from './cni.ts'
import { compileIptables } from './iptables.ts'
import { oldBaseDocument } from './iptables-v1.12-base.ts'
import { editRules, type RuleEditProblem } from './rule-edits.ts'

/** What a node document holds besides Kubernetes' own rules. */
export interface NodeDocumentOptions {
  /** The CNI's egress masquerading too. */
  readonly withCni?: boolean
  readonly family?: Family
}

/**
 * All rules of one node as one text that stands alone: base chains, the kubelet's chains, the jumps, kube-proxy's rules,
 * on request the CNI's, and what the Lab edits by hand. An unknown node name is a mistake of the caller and throws.
 */
export function nodeDocument(cluster: Cluster, nodeName: string, options: NodeDocumentOptions = {}): RestoreDocument {
  return editedDocument(cluster, nodeName, options).document
}

/** Edits of the Lab that this node's rules do not take, and why. */
export function ruleEditProblems(cluster: Cluster, nodeName: string): readonly RuleEditProblem[] {
  if (cluster.lab.rules.length === 0) return []
  return editedDocument(cluster, nodeName, { withCni: true, family: cluster.settings.families[0] ?? 4 }).problems
}

function editedDocument(cluster: Cluster, nodeName: string, options: NodeDocumentOptions) {
  const family = options.family ?? 4
  const own = kubernetesDocument(cluster, nodeName, family)
  const whole = options.withCni ? mergeDocuments([own, cniDocument(cluster, family)], family) : own
  return editRules(whole, cluster.lab.rules, nodeName)
}

/** A cluster is read-only, so what was written for its nodes stays true: it is asked with the CNI's rules and without. */
const written = new WeakMap<Cluster, Map<string, RestoreDocument>>()

/** The rules of the kubelet and of kube-proxy. */
function kubernetesDocument(cluster: Cluster, nodeName: string, family: Family): RestoreDocument {
  const ofCluster = written.get(cluster) ?? new Map<string, RestoreDocument>()
  written.set(cluster, ofCluster)
  const key = `${family} ${nodeName}`
  let document = ofCluster.get(key)
  if (document === undefined) {
    const base = cluster.lab.kubernetesVersion === 'v1.12' ? oldBaseDocument(family) : baseDocument(family)
    document = mergeDocuments([base, compileIptables(cluster, nodeName, family)], family)
    ofCluster.set(key, document)
  }
  return document
}

/**
 * One document that has the effect of loading these one after another with --noflush: a chain that a later document
 * declares again loses its earlier rules.
 */
function mergeDocuments(documents: readonly RestoreDocument[], family: Family): RestoreDocument {
  const tables = new Map<string, RestoreTable>()
  for (const document of documents) {
    for (const table of document.tables) {
      const earlier = tables.get(table.name)
      tables.set(table.name, earlier ? mergeTables(earlier, table) : table)
    }
  }
  return { family, tables: [...tables.values()] }
}

/** A chain declared twice keeps its first place. */
function mergeTables(earlier: RestoreTable, later: RestoreTable): RestoreTable {
  const declared = new Map(later.chains.map((chain) => [chain.name, chain]))
  const again = new Set<string>()
  const chains = earlier.chains.map((chain) => {
    const other = declared.get(chain.name)
    if (other) again.add(chain.name)
    return other ?? chain
  })
  const added = later.chains.filter(({ name }) => !again.has(name))
  const kept = again.size === 0 ? earlier.rules : earlier.rules.filter((rule) => !again.has(chainOf(rule)))
  return { name: earlier.name, chains: chains.concat(added), rules: kept.concat(later.rules) }
}

function chainOf(rule: RestoreRule): string {
  const end = rule.text.indexOf(' ', 3)
  return end < 0 ? rule.text.slice(3) : rule.text.slice(3, end)
}
