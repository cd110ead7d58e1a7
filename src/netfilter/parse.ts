import type { Family } from '../net/address.ts'
import { baseChains, type TableName, tableNames } from './hook.ts'
import { assembleRuleset, assembleTable } from './load.ts'
import { blockFamily, isSaved, textFamily } from './parse-family.ts'
import { RuleParser } from './parse-rule.ts'
import type { Policy, Rule, Ruleset } from './ruleset.ts'

/** Something in a dump that iptables-restore would refuse, or that this program could not follow. */
export interface RulesetDiagnostic {
  /** 1-based. */
  readonly line: number
  /** 1-based, in UTF-16 units; absent when the whole line is meant. */
  readonly column?: number
  /** In iptables' own words where it has some. */
  readonly message: string
}

export interface ParsedRuleset {
  readonly ruleset: Ruleset
  readonly diagnostics: readonly RulesetDiagnostic[]
}

/**
 * Reads what iptables-save printed, or what iptables-restore would be given, or `iptables -S`. Never throws: what cannot
 * be understood is kept as text or left out, and said. Blocks of the other IP family are left out. What iptables-save
 * printed keeps its order of tables and chains; other texts get the order that the kernel would hold them in.
 */
export function parseRuleset(text: string): ParsedRuleset {
  const reader = new RulesetReader(text)
  reader.readAll()
  return reader.result()
}

interface OpenTable {
  readonly name: TableName
  readonly chains: Map<string, Rule[]>
  readonly policies: Map<string, Policy>
}

class RulesetReader {
  private readonly text: string
  private readonly family: Family
  private readonly parser: RuleParser
  private readonly tables = new Map<TableName, OpenTable>()
  private readonly diagnostics: RulesetDiagnostic[] = []
  private table: OpenTable | undefined
  /** Inside a block that is left out. */
  private skipping = false
  private line = 0
  private lineStart = 0
  private lineEnd = 0
  /** The chain of the last `-A`, which the next one most likely names too. */
  private lastChain = ''
  private lastRules: Rule[] | undefined
  /** Jumps to chains not seen so far: the rules they are in, and where. */
  private readonly jumps: { readonly rules: Rule[]; readonly index: number; readonly line: number }[] = []

  constructor(text: string) {
    this.text = text
    this.family = textFamily(text)
    this.parser = new RuleParser(this.family, (offset, message) => this.report(message, offset))
  }

  readAll(): void {
    const { text } = this
    for (let start = 0; start < text.length; start = this.lineEnd + 1) {
      const newline = text.indexOf('\n', start)
      this.line++
      this.lineStart = start
      this.lineEnd = newline < 0 ? text.length : newline
      this.readLine()
    }
  }

  result(): ParsedRuleset {
    const inOrder = isSaved(this.text)
    const tables = [...this.tables.values()].map(({ name, chains, policies }) =>
      assembleTable(name, chains, policies, inOrder),
    )
    const ruleset = inOrder ? { family: this.family, tables } : assembleRuleset(this.family, tables)
    return { ruleset, diagnostics: this.diagnostics }
  }

  private readLine(): void {
    let at = this.lineStart
    while (at < this.lineEnd && this.text.charCodeAt(at) <= 32) at++
    if (at === this.lineEnd) return
    const character = this.text.charAt(at)
    if (character === '#') this.readComment(at)
    else if (character === '*') this.openTable(this.text.slice(at + 1, this.lineEnd).trim())
    else if (this.text.startsWith('COMMIT', at)) this.closeTable()
    else if (this.skipping) return
    else if (character === '-') this.readCommand(at)
    else if (character === ':') this.declareChain(this.text.slice(at + 1, this.lineEnd).trim())
    else if (character === '[') this.readCounted(at)
    else this.report(`unexpected line: ${this.text.slice(at, this.lineEnd).trimEnd()}`)
  }

  /** iptables-nft-save says in comments that there are rules it does not show. */
  private readComment(at: number): void {
    const comment = this.text.slice(at + 1, this.lineEnd).trim()
    if (comment.startsWith('Warning:') || comment.includes('is incompatible')) this.report(comment)
  }

  private openTable(name: string): void {
    this.closeTable()
    if (!tableNames.includes(name as TableName)) {
      this.skipping = true
      this.report(`unknown table ${name}`)
    } else if ((blockFamily(this.text, this.lineEnd) ?? this.family) !== this.family) {
      this.skipping = true
      this.report(`table ${name} of the other IP family is left out`)
    } else {
      if (this.tables.has(name as TableName)) this.report(`table ${name} comes again`)
      this.table = this.tableNamed(name as TableName)
    }
  }

  private closeTable(): void {
    for (const { rules, index, line } of this.jumps) this.checkJump(rules, index, line)
    this.jumps.length = 0
    this.table = undefined
    this.skipping = false
    this.lastRules = undefined
  }

  private tableNamed(name: TableName): OpenTable {
    let table = this.tables.get(name)
    if (table === undefined) {
      table = { name, chains: new Map(), policies: new Map() }
      this.tables.set(name, table)
    }
    return table
  }

  /** The table that lines speak of. `iptables -S` prints none: then the chains of the text tell. */
  private current(): OpenTable {
    if (this.table === undefined) {
      const name = /PREROUTING|POSTROUTING|KUBE-S(VC|EP)-/.test(this.text) ? 'nat' : 'filter'
      this.report(`no table was named; taken as ${name}`)
      this.table = this.tableNamed(name)
    }
    return this.table
  }

  /** `:NAME POLICY [packets:bytes]`: creates the chain, or empties it. */
  private declareChain(line: string): void {
    const [name = '', policy] = line.split(/\s+/, 2)
    if (name === '') return this.report('a chain without a name')
    const table = this.current()
    table.chains.set(name, [])
    this.lastRules = undefined
    if (policy === 'ACCEPT' || policy === 'DROP') table.policies.set(name, policy)
  }

  /** `[packets:bytes] -A …` of iptables-save -c. */
  private readCounted(at: number): void {
    const close = this.text.indexOf(']', at)
    let command = close + 1
    while (command < this.lineEnd && this.text.charCodeAt(command) <= 32) command++
    if (close < 0 || close > this.lineEnd || this.text.charAt(command) !== '-') {
      this.report('counters without a rule')
    } else this.readCommand(command)
  }

  private readCommand(at: number): void {
    const { text } = this
    const nameStart = at + 3
    if (text.charCodeAt(at + 1) === 65 && text.charCodeAt(at + 2) === 32 && this.lastRules) {
      const nameEnd = nameStart + this.lastChain.length
      if (text.startsWith(this.lastChain, nameStart) && nameEnd <= this.lineEnd && !(text.charCodeAt(nameEnd) > 32)) {
        return this.append(this.lastRules, nameEnd)
      }
    }
    const words = /\S+/y
    words.lastIndex = at
    const [command = ''] = words.exec(text) ?? []
    let rest = at + command.length
    while (rest < this.lineEnd && text.charCodeAt(rest) <= 32) rest++
    words.lastIndex = rest
    const [name = ''] = rest < this.lineEnd ? (words.exec(text) ?? []) : []
    this.runCommand(command, name, rest + name.length)
  }

  private runCommand(command: string, name: string, rest: number): void {
    if (name === '') return this.report(`option "${command}" requires an argument`)
    const table = this.current()
    switch (command) {
      case '-A':
      case '--append':
        this.lastChain = name
        this.lastRules = this.chainNamed(table, name)
        this.append(this.lastRules, rest)
        break
      case '-I':
      case '--insert':
        this.insert(this.chainNamed(table, name), rest)
        break
      case '-N':
        table.chains.set(name, [])
        break
      case '-F':
        table.chains.set(name, [])
        this.lastRules = undefined
        break
      case '-X':
        table.chains.delete(name)
        this.lastRules = undefined
        break
      case '-P': {
        const policy = this.text.slice(rest, this.lineEnd).trim()
        if (policy === 'ACCEPT' || policy === 'DROP') table.policies.set(name, policy)
        break
      }
      default:
        this.report(`${command} is not followed here`)
    }
  }

  private chainNamed(table: OpenTable, name: string): Rule[] {
    let rules = table.chains.get(name)
    if (rules === undefined) {
      const hooks: readonly string[] = baseChains[table.name]
      if (!hooks.includes(name)) this.report(`No chain/target/match by that name: ${name}`)
      rules = []
      table.chains.set(name, rules)
    }
    return rules
  }

  private append(rules: Rule[], start: number): void {
    const before = rules.length
    this.parser.parse(this.text, start, this.lineEnd, rules)
    for (let index = before; index < rules.length; index++) {
      const target = rules[index]?.target
      // iptables-save names every chain first; only other texts leave something to check later.
      if ((target?.type === 'jump' || target?.type === 'goto') && !this.current().chains.has(target.chain)) {
        this.jumps.push({ rules, index, line: this.line })
      }
    }
  }

  private insert(rules: Rule[], start: number): void {
    const place = /^\s*(\d+)\s/.exec(this.text.slice(start, this.lineEnd))
    const inserted: Rule[] = []
    this.append(inserted, start + (place?.[0].length ?? 0))
    rules.splice(place ? Number(place[1]) - 1 : 0, 0, ...inserted)
  }

  /** A jump to nowhere could not be loaded; most likely it is a target from an extension unknown here. */
  private checkJump(rules: Rule[], index: number, line: number): void {
    const rule = rules[index]
    const target = rule?.target
    if (rule === undefined || (target?.type !== 'jump' && target?.type !== 'goto')) return
    if (this.table?.chains.has(target.chain)) return
    this.diagnostics.push({ line, message: `Couldn't load target \`${target.chain}'` })
    if (target.type === 'goto') return
    const name = target.chain
    rules[index] = { ...rule, target: { type: 'unmodelled', name, text: `-j ${name}` } }
  }

  private report(message: string, offset?: number): void {
    const { line, lineStart } = this
    this.diagnostics.push(offset === undefined ? { line, message } : { line, column: offset - lineStart + 1, message })
  }
}
