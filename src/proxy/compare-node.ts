import { printRule } from '../netfilter/print.ts'
import type { Chain, Ruleset } from '../netfilter/ruleset.ts'
import { chainOwner } from './chain-owner.ts'
import { type ComparedRule, compareChain } from './compare-chain.ts'
import { type CompareReason, chainReason, rulesetReasons } from './compare-reason.ts'

/** What a node should hold beside what it does. */
export interface NodeComparison {
  /** Table by table in the order found, then what was found nowhere. */
  readonly chains: readonly ComparedChain[]
  /** What explains the difference as a whole, likeliest first. */
  readonly reasons: readonly CompareReason[]
}

export interface ComparedChain {
  readonly table: string
  readonly chain: string
  /**
   * `same`; `differs`; `missing`: expected only; `unexpected`: a chain of kube-proxy's that these manifests do not make;
   * `foreign`: nobody's here.
   */
  readonly status: 'same' | 'differs' | 'missing' | 'unexpected' | 'foreign'
  readonly rules: readonly ComparedRule[]
  /** Who writes chains with such names, where that can be told. */
  readonly owner?: string
  readonly reason?: CompareReason
}

/** Chains that kube-proxy fills Service by Service, in no order. */
const unordered = new Set(['KUBE-SERVICES', 'KUBE-NODEPORTS', 'KUBE-EXTERNAL-SERVICES', 'KUBE-PROXY-FIREWALL'])

/**
 * Compares what kube-proxy should have written on a node with what the node's iptables-save shows. Rules of others in
 * the base chains are listed and are no difference; neither is the order of Services, which kube-proxy does not keep.
 */
export function compareNode(expected: Ruleset, found: Ruleset): NodeComparison {
  const chains: ComparedChain[] = []
  for (const table of ['mangle', 'nat', 'filter', 'raw', 'security'] as const) {
    const wanted = chainsOf(expected, table)
    const present = chainsOf(found, table)
    const names = new Set([...present.keys(), ...wanted.keys()])
    for (const name of names) chains.push(compareOne(table, name, wanted.get(name), present.get(name), expected, found))
  }
  return { chains, reasons: rulesetReasons(expected, found) }
}

function chainsOf(ruleset: Ruleset, table: string): ReadonlyMap<string, Chain> {
  const found = ruleset.tables.find(({ name }) => name === table)
  return new Map((found?.chains ?? []).map((chain) => [chain.name, chain]))
}

function compareOne(
  table: string,
  chain: string,
  wanted: Chain | undefined,
  present: Chain | undefined,
  expected: Ruleset,
  found: Ruleset,
): ComparedChain {
  const printed = (each: Chain | undefined) => (each?.rules ?? []).map((rule) => printRule(chain, rule))
  const rules = withUnmodelled(compareChain(printed(wanted), printed(present), !unordered.has(chain)), present)
  const owner = chainOwner(chain)
  const compared = { table, chain, rules, ...(owner ? { owner } : {}) }
  const base = wanted?.policy !== undefined || present?.policy !== undefined
  if (!wanted && !base) {
    const status = owner === 'kube-proxy' ? 'unexpected' : 'foreign'
    const reason = status === 'unexpected' ? chainReason(chain, rules, 'unexpected', expected, found) : undefined
    return { ...compared, status, ...(reason ? { reason } : {}) }
  }
  if (!present && !base) {
    const reason = chainReason(chain, rules, 'missing', expected, found)
    return { ...compared, status: 'missing', ...(reason ? { reason } : {}) }
  }
  const ownOnly = base ? rules.filter(({ mark }) => mark !== 'unexpected') : rules
  const policy = present && wanted && present.policy !== wanted.policy
  if (!policy && ownOnly.every(({ mark }) => mark === 'same')) {
    const first = rules.findIndex(({ mark }) => mark === 'same')
    const preceded = base && first > 0
    return { ...compared, status: 'same', ...(preceded ? { reason: { code: 'foreign-first', values: {} } } : {}) }
  }
  const reason: CompareReason | undefined = policy
    ? { code: 'policy-differs', values: { chain, policy: present?.policy ?? '' } }
    : chainReason(chain, rules, 'differs', expected, found)
  return { ...compared, status: 'differs', ...(reason ? { reason } : {}) }
}

function withUnmodelled(lines: readonly ComparedRule[], present: Chain | undefined): readonly ComparedRule[] {
  const words = new Map<string, readonly string[]>()
  for (const rule of present?.rules ?? []) {
    const notModelled = [...rule.matches, ...(rule.target ? [rule.target] : [])].flatMap((part) =>
      part.type === 'unmodelled' ? [part.name] : [],
    )
    if (notModelled.length > 0) words.set(printRule(present?.name ?? '', rule), notModelled)
  }
  if (words.size === 0) return lines
  return lines.map((line) => {
    const notModelled = words.get(line.text)
    return notModelled ? { ...line, notModelled } : line
  })
}

/** Which of several nodes a dump most likely comes from: the one whose rules it has most of. */
export function likeliestNode(expected: ReadonlyMap<string, Ruleset>, found: Ruleset): string | undefined {
  const present = new Set(found.tables.flatMap(({ chains }) => chains.flatMap(texts)))
  let best: { readonly name: string; readonly hits: number } | undefined
  for (const [name, ruleset] of expected) {
    const hits = ruleset.tables
      .flatMap(({ chains }) => chains.flatMap(texts))
      .filter((text) => present.has(text)).length
    if (!best || hits > best.hits) best = { name, hits }
  }
  return best?.name
}

function texts(chain: Chain): readonly string[] {
  return chain.rules.map((rule) => printRule(chain.name, rule))
}
