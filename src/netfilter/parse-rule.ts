import type { Family } from '../net/address.ts'
import { addressMatches, interfaceMatch } from './parse-address-match.ts'
import { asText } from './parse-as-text.ts'
import { isComplete, type OpenMatch, openMatch, readOption } from './parse-match.ts'
import { protocolMatch, protocolModules, protocolOptions } from './parse-protocol.ts'
import { shortOption } from './parse-short-option.ts'
import { openTarget, readTargetOption } from './parse-target.ts'
import { Words } from './parse-words.ts'
import type { Match, Rule, Target } from './ruleset.ts'

/** An `-m` whose options are still being read. */
interface Module {
  name: string
  /** Absent once it can only be kept as text. */
  match: OpenMatch | undefined
  /** How many options it was given. */
  options: number
}

/** Stands for the target where a module's number is asked for. */
const ofTarget = -1

/**
 * Reads what follows `-A CHAIN`, one rule after another, normalised as the kernel would give it back. What cannot be
 * held as a `Match` or `Target` is kept as text; what iptables would refuse is reported and kept as text.
 *
 * One object serves many rules: a dump has tens of thousands, and what is not part of a rule should not be made anew
 * for each.
 */
export class RuleParser {
  private readonly words = new Words()
  private readonly family: Family
  private readonly report: (offset: number, message: string) => void
  private sources: Match | readonly Match[] | undefined
  private destinations: Match | readonly Match[] | undefined
  private inInterface: Match | undefined
  private outInterface: Match | undefined
  private protocol: Match | undefined
  private fragment: Match | undefined
  /** The first `moduleCount` belong to this rule. */
  private readonly modules: Module[] = []
  private moduleCount = 0
  /** Whose option it is, where it starts and where its arguments end, for each option; `pieceCount` numbers count. */
  private readonly pieces: number[] = []
  private pieceCount = 0
  private target: Target | undefined
  private targetName: string | undefined
  /** Whether the target can only be kept as text. */
  private targetAsText = false
  private readonly matches: Match[] = []

  /** `report` is told the offset of what iptables would refuse, and its words for it. */
  constructor(family: Family, report: (offset: number, message: string) => void) {
    this.family = family
    this.report = report
  }

  /** Reports what is wrong with the word read last. */
  private readonly reportWord = (message: string): void => this.report(this.words.from, message)

  /** Appends what the text from `start` to `end` says: one rule, or several when `-s` or `-d` lists addresses. */
  parse(text: string, start: number, end: number, rules: Rule[], origin?: string): void {
    const { words } = this
    this.clear()
    words.read(text, start, end)
    let not = false
    let from = start
    for (let word = words.next(); word !== undefined; word = words.next()) {
      if (!not) from = words.from
      if (words.quoted || word.charCodeAt(0) !== 45) {
        const bang = word === '!' && !words.quoted
        if (!bang) this.stray(word)
        not = bang && !not
        continue
      }
      this.option(word, not, from)
      not = false
    }
    this.finish(rules, origin)
  }

  private clear(): void {
    this.sources = undefined
    this.destinations = undefined
    this.inInterface = undefined
    this.outInterface = undefined
    this.protocol = undefined
    this.fragment = undefined
    this.moduleCount = 0
    this.pieceCount = 0
    this.target = undefined
    this.targetName = undefined
    this.targetAsText = false
  }

  private option(word: string, not: boolean, from: number): void {
    // `-m policy` has a --proto of its own.
    const option = word === '--proto' && this.hasModule('policy') ? word : shortOption(word)
    switch (option) {
      case '-m':
      case '-p':
      case '-j':
      case '-g':
      case '-s':
      case '-d':
      case '-i':
      case '-o': {
        const argument = this.readArgument(word, not, from)
        if (argument !== undefined) this.setOption(option, argument, this.words.negated)
        break
      }
      case '-f':
        this.fragment = asText('fragment', not ? '! -f' : '-f')
        break
      case '-c':
        this.words.argument(false)
        this.words.argument(false)
        break
      case '-4':
      case '-6':
        break
      default:
        this.moduleOption(word, not, from)
    }
  }

  /** The argument of an option that needs one; undefined, and reported, when it cannot be one. */
  private readArgument(option: string, not: boolean, from: number): string | undefined {
    const { words } = this
    const argument = words.argument(not)
    if (argument !== '' && !(words.quoted && /[\s"\\!]|^-/.test(argument))) return argument
    this.report(from, argument === '' ? `option "${option}" requires an argument` : `Bad argument \`${argument}'`)
    this.openText()
    this.notePiece(this.moduleCount - 1, from, words.position)
    return undefined
  }

  private setOption(option: '-m' | '-p' | '-j' | '-g' | '-s' | '-d' | '-i' | '-o', word: string, not: boolean): void {
    switch (option) {
      case '-m':
        return this.openModule(word, openMatch(word, this.family))
      case '-p':
        this.protocol = protocolMatch(word, not)
        break
      case '-j':
        this.targetName = word
        this.target = openTarget(word, this.family)
        break
      case '-g':
        this.targetName = word
        this.target = { type: 'goto', chain: word }
        break
      case '-s':
        this.sources = addressMatches('source', word, not, this.reportWord)
        break
      case '-d':
        this.destinations = addressMatches('destination', word, not, this.reportWord)
        break
      case '-i':
        this.inInterface = interfaceMatch('in-interface', word, not)
        break
      case '-o':
        this.outInterface = interfaceMatch('out-interface', word, not)
        break
      default:
        option satisfies never
    }
  }

  private moduleOption(word: string, not: boolean, from: number): void {
    const { words, modules } = this
    if (this.targetName !== undefined && this.targetOption(word, not, from)) return
    const afterOption = words.position
    const ofProtocol = protocolOptions.has(word)
    if (ofProtocol) this.loadProtocolModule(word)
    for (let i = this.moduleCount - 1; i >= 0; i--) {
      const module = modules[i] as Module
      if (module.match === undefined) {
        if (ofProtocol && i > 0 && !module.name.startsWith('icmp')) continue
        return this.keepOption(i, from)
      }
      const reading = readOption(module.match, word, not, words)
      if (reading === 'foreign') continue
      if (reading === 'taken') {
        module.options++
        return this.notePiece(i, from, words.to)
      }
      words.position = afterOption
      return this.keepOption(i, from)
    }
    for (let i = this.moduleCount - 1; i >= 0; i--) {
      if (modules[i]?.name !== 'comment') return this.keepOption(i, from)
    }
    // An option nobody knows after a target nobody knows belongs to it.
    if (this.target?.type === 'jump') return this.keepTargetOption(from)
    this.report(from, `unknown option "${word}"`)
    this.openText()
    this.keepOption(this.moduleCount - 1, from)
  }

  private hasModule(name: string): boolean {
    for (let i = 0; i < this.moduleCount; i++) if (this.modules[i]?.name === name) return true
    return false
  }

  private openModule(name: string, match: OpenMatch | undefined): void {
    const pooled = this.modules[this.moduleCount++]
    if (pooled === undefined) {
      this.modules.push({ name, match, options: 0 })
      return
    }
    pooled.name = name
    pooled.match = match
    pooled.options = 0
  }

  /** Opens what keeps words of no module as text; what follows one such word directly is kept with it. */
  private openText(): void {
    if (this.moduleCount > 0 && this.modules[this.moduleCount - 1]?.name === '') return
    this.openModule('', undefined)
  }

  private loadProtocolModule(option: string): void {
    if (this.protocol?.type !== 'protocol' || this.protocol.not) return
    const name = protocolModules.get(this.protocol.protocol)
    if (name === undefined) return
    for (let i = 0; i < this.moduleCount; i++) {
      const module = this.modules[i] as Module
      if (module.name === name || module.match?.type === 'ports') return
      if (module.name.startsWith('icmp') && option.startsWith('--icmp')) return
    }
    this.openModule(name, openMatch(name, this.family))
  }

  /** Keeps an option of a match as text, with the arguments that follow. */
  private keepOption(number: number, from: number): void {
    ;(this.modules[number] as Module).match = undefined
    this.notePiece(number, from, this.skipArguments())
  }

  private targetOption(word: string, not: boolean, from: number): boolean {
    const { words } = this
    const name = this.targetName as string
    const afterOption = words.position
    const reading = not ? 'foreign' : readTargetOption(name, this.target, word, words, this.family)
    if (reading === 'foreign') return false
    if (reading === 'unmodelled') {
      words.position = afterOption
      this.keepTargetOption(from)
    } else {
      this.target = reading
      this.notePiece(ofTarget, from, words.to)
    }
    return true
  }

  private keepTargetOption(from: number): void {
    this.targetAsText = true
    this.notePiece(ofTarget, from, this.skipArguments())
  }

  private notePiece(owner: number, from: number, to: number): void {
    this.pieces[this.pieceCount++] = owner
    this.pieces[this.pieceCount++] = from
    this.pieces[this.pieceCount++] = to
  }

  /** Passes over an option's arguments; returns where the last word of them ends. */
  private skipArguments(): number {
    const { words } = this
    let end = words.position
    for (let word = words.next(); word !== undefined; word = words.next()) {
      const isOption = word.charCodeAt(0) === 45 && word.length > 1
      if (!words.quoted && (isOption || word === '!')) {
        words.back()
        break
      }
      end = words.to
    }
    return end
  }

  /** A word that is no option's argument. iptables gives up here; a comment most likely lost its quotes. */
  private stray(word: string): void {
    this.report(this.words.from, `Bad argument \`${word}'`)
    const match = this.modules[this.moduleCount - 1]?.match
    if (this.moduleCount > 0 && match?.type === 'comment' && this.targetName === undefined) {
      match.comment += ` ${word}`
      return
    }
    this.openText()
    this.notePiece(this.moduleCount - 1, this.words.from, this.words.to)
  }

  private finish(rules: Rule[], origin: string | undefined): void {
    const target = this.finishedTarget()
    for (const source of listed(this.sources)) {
      for (const destination of listed(this.destinations)) {
        const matches = this.finishedMatches(source, destination)
        if (target === undefined) rules.push(origin === undefined ? { matches } : { matches, origin })
        else rules.push(origin === undefined ? { matches, target } : { matches, target, origin })
      }
    }
  }

  private finishedMatches(source: Match | undefined, destination: Match | undefined): Match[] {
    const { matches } = this
    let count = 0
    if (source) matches[count++] = source
    if (destination) matches[count++] = destination
    if (this.inInterface) matches[count++] = this.inInterface
    if (this.outInterface) matches[count++] = this.outInterface
    if (this.protocol) matches[count++] = this.protocol
    if (this.fragment) matches[count++] = this.fragment
    const texts = this.moduleTexts()
    for (let i = 0; i < this.moduleCount; i++) matches[count++] = this.finishedModule(i, texts?.[i])
    return matches.slice(0, count)
  }

  private finishedModule(number: number, text = ''): Match {
    const { name, match, options } = this.modules[number] as Module
    if (match && isComplete(match, options)) return match
    if (match) this.report(this.words.end, `-m ${name} lacks an option`)
    return asText(name, text)
  }

  /** Each module as text, in one pass over all options; undefined when none is kept as text. */
  private moduleTexts(): readonly string[] | undefined {
    const { modules, moduleCount, pieces, pieceCount } = this
    let wanted = false
    for (let i = 0; i < moduleCount; i++) {
      const { match, options } = modules[i] as Module
      if (match === undefined || !isComplete(match, options)) wanted = true
    }
    if (!wanted) return undefined
    const words = modules.slice(0, moduleCount).map(({ name }) => (name === '' ? [] : [`-m ${name}`]))
    for (let i = 0; i < pieceCount; i += 3) {
      words[pieces[i] as number]?.push(this.words.text.slice(pieces[i + 1], pieces[i + 2]))
    }
    return words.map((of) => of.join(' '))
  }

  private finishedTarget(): Target | undefined {
    const name = this.targetName
    if (name === undefined || (this.target && !this.targetAsText)) return this.target
    let text = `-j ${name}`
    for (let i = 0; i < this.pieceCount; i += 3) {
      if (this.pieces[i] === ofTarget) text += ` ${this.words.text.slice(this.pieces[i + 1], this.pieces[i + 2])}`
    }
    return { type: 'unmodelled', name, text }
  }
}

const none: readonly undefined[] = [undefined]

function listed(matches: Match | readonly Match[] | undefined): readonly (Match | undefined)[] {
  if (matches === undefined) return none
  if (!Array.isArray(matches)) return [matches as Match]
  return matches.length > 0 ? matches : none
}
