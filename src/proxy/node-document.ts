import type { Cluster } from '../cluster/cluster.ts'
import type { Family } from '../net/address.ts'
import type { RestoreChain, RestoreDocument, RestoreRule, RestoreTable } from '../netfilter/document.ts'
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
  const base = cluster.lab.kubernetesVersion === 'v1.12' ? oldBaseDocument(family) : baseDocument(family)
  const documents = [base, compileIptables(cluster, nodeName, family)]
  if (options.withCni) documents.push(cniDocument(cluster, family))
  return editRules(mergeDocuments(documents, family), cluster.lab.rules, nodeName)
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

/** A chain declared twice keeps its first place. Only the later table is long: it may have tens of thousands of chains. */
function mergeTables(earlier: RestoreTable, later: RestoreTable): RestoreTable {
  const chains = new Map(earlier.chains.map((chain) => [chain.name, chain]))
  const filled = new Set(earlier.rules.map(chainOf))
  const flushed = new Set<string>()
  const added: RestoreChain[] = []
  for (const chain of later.chains) {
    if (filled.has(chain.name)) flushed.add(chain.name)
    if (chains.has(chain.name)) chains.set(chain.name, chain)
    else added.push(chain)
  }
  const kept = earlier.rules.filter((rule) => !flushed.has(chainOf(rule)))
  return { name: earlier.name, chains: [...chains.values()].concat(added), rules: kept.concat(later.rules) }
}

function chainOf(rule: RestoreRule): string {
  return rule.text.split(' ', 2)[1] ?? ''
}
