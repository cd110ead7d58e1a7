import type { Cluster } from '../cluster/cluster.ts'
import type { RestoreDocument, RestoreTable } from '../netfilter/document.ts'
import { baseChains } from '../netfilter/hook.ts'
import { RuleParser } from '../netfilter/parse-rule.ts'
import { printRule } from '../netfilter/print.ts'
import type { Rule } from '../netfilter/ruleset.ts'

type RuleEdit = Cluster['lab']['rules'][number]

/** Why one edit could not be made: what iptables would say to it. */
export interface RuleEditProblem {
  /** Index into the edits. */
  readonly edit: number
  readonly node: string
  readonly because: 'no-such-rule' | 'no-such-chain' | 'refused'
  readonly chain: string
  /** iptables' own words, when it would not take the rule. */
  readonly message?: string
}

/** A node's document after its rules were edited by hand, in order; an edit iptables would refuse changes nothing. */
export function editRules(
  document: RestoreDocument,
  edits: readonly RuleEdit[],
  node: string,
): { readonly document: RestoreDocument; readonly problems: readonly RuleEditProblem[] } {
  const problems: RuleEditProblem[] = []
  let edited = document
  for (const [index, edit] of edits.entries()) {
    if (edit.node !== undefined && edit.node !== node) continue
    if (edit.policy !== undefined) {
      const changed = withPolicy(edited, edit.table, edit.policy)
      if (changed) edited = changed
      else problems.push({ edit: index, node, because: 'no-such-chain', chain: edit.policy.split(' ')[0] ?? '' })
      continue
    }
    const text = edit.delete ?? edit.insert ?? edit.append ?? ''
    const [, chain = '', rest = ''] = /^-[AID]\s+(\S+)(.*)$/s.exec(text) ?? [undefined, '', text]
    const { rule, message } = readRule(chain, rest, document)
    const problem = (because: RuleEditProblem['because']) =>
      problems.push({ edit: index, node, because, chain, ...(message === undefined ? {} : { message }) })
    const table = edited.tables.find((candidate) => candidate.name === edit.table) ?? emptyTable(edit.table)
    if (rule === undefined) problem('refused')
    else if (!table.chains.some((candidate) => candidate.name === chain)) problem('no-such-chain')
    else {
      const rules = editTable(table, edit, chain, rule, document)
      if (rules === undefined) problem('no-such-rule')
      else edited = withTable(edited, { ...table, rules })
    }
  }
  return { document: edited, problems }
}

function editTable(
  table: RestoreTable,
  edit: RuleEdit,
  chain: string,
  rule: string,
  document: RestoreDocument,
): RestoreTable['rules'] | undefined {
  const inChain = ({ text }: { readonly text: string }) => text.startsWith(`-A ${chain} `) || text === `-A ${chain}`
  if (edit.append !== undefined) return [...table.rules, { text: rule }]
  if (edit.insert !== undefined) {
    const first = table.rules.findIndex(inChain)
    return first < 0 ? [...table.rules, { text: rule }] : table.rules.toSpliced(first, 0, { text: rule })
  }
  const found = table.rules.findIndex(
    (own) => inChain(own) && readRule(chain, own.text.slice(3 + chain.length), document).rule === rule,
  )
  return found < 0 ? undefined : table.rules.toSpliced(found, 1)
}

/** The rule as iptables-save would print it, so that two spellings of one rule are the same. */
function readRule(
  chain: string,
  rest: string,
  { family }: RestoreDocument,
): { readonly rule?: string; readonly message?: string } {
  let message: string | undefined
  const parser = new RuleParser(family, (_offset, words) => {
    message ??= words
  })
  const rules: Rule[] = []
  parser.parse(rest, 0, rest.length, rules)
  const [rule] = rules
  if (chain === '' || rule === undefined || message !== undefined) return { message: message ?? 'no rule' }
  return { rule: printRule(chain, rule) }
}

/** Undefined when there is no such base chain or policy. */
function withPolicy(document: RestoreDocument, name: RuleEdit['table'], text: string): RestoreDocument | undefined {
  const [chain = '', policy] = text.trim().split(/\s+/)
  const table = document.tables.find((candidate) => candidate.name === name) ?? emptyTable(name)
  if ((policy !== 'ACCEPT' && policy !== 'DROP') || !baseChains[name].some((hook) => hook === chain)) return undefined
  const chains = table.chains.map((own): RestoreTable['chains'][number] =>
    own.name === chain ? { ...own, policy } : own,
  )
  return withTable(document, { ...table, chains })
}

function emptyTable(name: RuleEdit['table']): RestoreTable {
  return { name, chains: baseChains[name].map((hook) => ({ name: hook, policy: 'ACCEPT' as const })), rules: [] }
}

function withTable(document: RestoreDocument, table: RestoreTable): RestoreDocument {
  const others = document.tables.filter(({ name }) => name !== table.name)
  const known = others.length < document.tables.length
  const tables = known ? document.tables.map((old) => (old.name === table.name ? table : old)) : [...others, table]
  return { ...document, tables }
}
