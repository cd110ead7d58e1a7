import { candidates, chainsByName, type Selection } from './chain-index.ts'
import { isHarmless, matters } from './harmless-target.ts'
import type { Hook, TableName } from './hook.ts'
import { firstMismatch, type MatchContext } from './match.ts'
import { printMatch } from './print.ts'
import type { Chain, RejectWith, Rule, Table, Target } from './ruleset.ts'
import type { Skb } from './skb.ts'

/** Jumps nest no deeper than this; the kernel refuses to load deeper ones (nf_tables: NFT_JUMP_STACK_SIZE). */
const maxDepth = 16

/** One line of the kernel's TRACE log: a rule that matched, the end of a chain, or a base chain's policy. */
export interface Evaluation {
  readonly kind: 'rule' | 'return' | 'policy'
  readonly table: TableName
  readonly chain: string
  /** 1-based, as iptables prints it; one past the last rule for return and policy. */
  readonly rulenum: number
  readonly rule?: Rule
  readonly markBefore: number
  readonly markAfter: number
  readonly policy?: 'ACCEPT' | 'DROP'
  /** False from the first rule on that could not be decided. */
  readonly certain: boolean
  /** Of a rule that could not be decided: the match or the target that is not modelled, as iptables-save prints it. */
  readonly unmodelled?: string
}

/** What one table comes to at one hook. */
export type Verdict =
  | { readonly type: 'accept' }
  | { readonly type: 'drop'; readonly by: Evaluation }
  | { readonly type: 'reject'; readonly with: RejectWith; readonly by: Evaluation }
  | { readonly type: 'nat'; readonly target: NatTarget; readonly by: Evaluation }

export type NatTarget = Extract<Target, { type: 'DNAT' | 'SNAT' | 'MASQUERADE' }>

export interface Walked {
  readonly verdict: Verdict
  readonly mark: number
  readonly evaluations: readonly Evaluation[]
  /** Lists that a matched `-m recent --set` wants to note the address in. */
  readonly noted: readonly { readonly list: string; readonly side: 'rsource' | 'rdest' }[]
  readonly certain: boolean
}

/**
 * Walks a table's base chain at a hook, as ipt_do_table does. A table without that base chain accepts silently.
 * A jump to a chain that does not exist cannot be loaded into a kernel; here it falls through. `select` says which rules
 * are asked at all: by default those an index does not rule out.
 */
export function evaluateTable(
  table: Table,
  hook: Hook,
  context: MatchContext,
  certain = true,
  select: Selection = candidates,
): Walked {
  const walk = new Walk(table, context, certain, select)
  const chain = walk.chains.get(hook)
  if (chain === undefined) return walk.finish({ type: 'accept' })
  const end = walk.chain(chain, 0)
  if (end !== 'return') return walk.finish(end)
  const policy = chain.policy ?? 'ACCEPT'
  const by = walk.noteEnd(chain, policy)
  return walk.finish(policy === 'DROP' ? { type: 'drop', by } : { type: 'accept' })
}

/** The state of one walk: the mark so far and what was met. */
class Walk {
  private mark: number
  private readonly evaluations: Evaluation[] = []
  private readonly noted: { list: string; side: 'rsource' | 'rdest' }[] = []
  private readonly table: Table
  private context: MatchContext
  private certain: boolean
  private readonly select: Selection
  readonly chains: ReadonlyMap<string, Chain>

  constructor(table: Table, context: MatchContext, certain: boolean, select: Selection) {
    this.table = table
    this.context = context
    this.mark = context.skb.mark
    this.certain = certain
    this.select = select
    this.chains = chainsByName(table)
  }

  chain(chain: Chain, depth: number): Verdict | 'return' {
    const places = this.select(chain, this.context.skb.packet)
    const count = places ? places.length : chain.rules.length
    for (let i = 0; i < count; i++) {
      const place = places ? (places[i] as number) : i
      const rule = chain.rules[place] as Rule
      if (!this.matches(chain, place, rule)) continue
      const end = this.rule(chain, place, rule, depth)
      if (end === 'explicit-return') return 'return'
      if (end !== 'continue') return end
    }
    if (chain.policy === undefined) this.noteEnd(chain)
    return 'return'
  }

  /** Whether a rule matches. One that cannot be decided is noted, and passed by. */
  private matches(chain: Chain, place: number, rule: Rule): boolean {
    const mismatch = firstMismatch(rule, this.context)
    if (mismatch === undefined) return true
    if (mismatch.undecided && matters(rule)) {
      this.certain = false
      this.noteRule(chain, place, rule, this.mark, printMatch(mismatch.match))
    }
    return false
  }

  private rule(
    chain: Chain,
    place: number,
    rule: Rule,
    depth: number,
  ): Verdict | 'continue' | 'explicit-return' | 'return' {
    for (const match of rule.matches) {
      if (match.type === 'recent' && match.action === 'set') this.noted.push({ list: match.name, side: match.side })
    }
    const { target } = rule
    const before = this.mark
    if (target?.type === 'MARK') this.setMark(((before & ~target.mask) ^ target.value) >>> 0)
    const unmodelled = target?.type === 'unmodelled' && !isHarmless(target) ? target.text : undefined
    if (unmodelled !== undefined) this.certain = false
    const by = this.noteRule(chain, place, rule, before, unmodelled)
    if (target === undefined) return 'continue'
    switch (target.type) {
      case 'ACCEPT':
        return { type: 'accept' }
      case 'DROP':
        return { type: 'drop', by }
      case 'REJECT':
        return { type: 'reject', with: target.with, by }
      case 'RETURN':
        return 'explicit-return'
      case 'DNAT':
      case 'SNAT':
      case 'MASQUERADE':
        return { type: 'nat', target, by }
      case 'MARK':
      case 'unmodelled':
        return 'continue'
      case 'jump':
      case 'goto': {
        const callee = this.chains.get(target.chain)
        if (callee === undefined || depth >= maxDepth) return 'continue'
        const end = this.chain(callee, depth + 1)
        if (end !== 'return') return end
        return target.type === 'goto' ? 'return' : 'continue'
      }
      default:
        target satisfies never
        return 'continue'
    }
  }

  /** Rules after this one see the new mark. */
  private setMark(mark: number): void {
    if (mark === this.mark) return
    this.mark = mark
    this.context = withSkb(this.context, { ...this.context.skb, mark })
  }

  private noteRule(chain: Chain, place: number, rule: Rule, markBefore: number, unmodelled?: string): Evaluation {
    const { table, mark: markAfter, certain } = this
    const rulenum = place + 1
    return this.note({
      kind: 'rule',
      table: table.name,
      chain: chain.name,
      rulenum,
      rule,
      markBefore,
      markAfter,
      certain,
      ...(unmodelled === undefined ? {} : { unmodelled }),
    })
  }

  /** The end of a chain: one past its last rule. */
  noteEnd(chain: Chain, policy?: 'ACCEPT' | 'DROP'): Evaluation {
    const { table, mark, certain } = this
    const rulenum = chain.rules.length + 1
    const end = { table: table.name, chain: chain.name, rulenum, markBefore: mark, markAfter: mark, certain }
    return this.note(policy === undefined ? { kind: 'return', ...end } : { kind: 'policy', ...end, policy })
  }

  private note(evaluation: Evaluation): Evaluation {
    this.evaluations.push(evaluation)
    return evaluation
  }

  finish(verdict: Verdict): Walked {
    const { mark, evaluations, noted, certain } = this
    return { verdict, mark, evaluations, noted, certain }
  }
}

function withSkb(context: MatchContext, skb: Skb): MatchContext {
  return {
    skb,
    addressType: (address) => context.addressType(address),
    draw: (rule, threshold) => context.draw(rule, threshold),
    lastSeen: (list, address) => context.lastSeen(list, address),
  }
}
