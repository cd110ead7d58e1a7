import type { Family } from '../net/address.ts'
import { isComplete, type OpenMatch, openMatch, readArgument, readOption } from './parse-match.ts'
import { parsePrefix } from './parse-prefix.ts'
import { protocolName } from './parse-protocol.ts'
import { openTarget, readTargetOption } from './parse-target.ts'
import { Words } from './parse-words.ts'
import type { Match, Rule, Target } from './ruleset.ts'

/** An `-m` whose options are still being read. `match` is absent once it can only be kept as text. */
interface Module {
  readonly name: string
  match: OpenMatch | undefined
  /** Start and end in the text of each option with its arguments, in turn. */
  readonly options: number[]
}

/** Options of the match that `-p` loads by itself when one of them comes without `-m`. */
const protocolOptions: ReadonlySet<string> = new Set(
  `--sport --source-port --dport --destination-port --tcp-flags --syn --tcp-option --icmp-type --icmpv6-type
--chunk-types`.split(/\s+/),
)

const longOptions: Readonly<Record<string, string>> = {
  '--source': '-s',
  '--src': '-s',
  '--destination': '-d',
  '--dst': '-d',
  '--in-interface': '-i',
  '--out-interface': '-o',
  '--protocol': '-p',
  '--proto': '-p',
  '--match': '-m',
  '--jump': '-j',
  '--goto': '-g',
  '--fragment': '-f',
  '--set-counters': '-c',
}

/**
 * Reads what follows `-A CHAIN`, one rule after another, normalised as the kernel would give it back. What cannot be
 * held as a `Match` or `Target` is kept as text; what iptables would refuse is reported and kept as text.
 */
export class RuleParser {
  private readonly words = new Words()
  private readonly family: Family
  private readonly report: (offset: number, message: string) => void
  private sources: Match[] = []
  private destinations: Match[] = []
  private inInterface: Match | undefined
  private outInterface: Match | undefined
  private protocol: Match | undefined
  private fragment: Match | undefined
  private modules: Module[] = []
  private target: Target | undefined
  private targetName: string | undefined
  private targetOptions: number[] = []
  /** Whether the target can only be kept as text. */
  private targetAsText = false

  /** `report` is told the offset of what iptables would refuse, and its words for it. */
  constructor(family: Family, report: (offset: number, message: string) => void) {
    this.family = family
    this.report = report
  }

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
        if (word === '!' && !words.quoted) not = !not
        else this.stray(word)
        continue
      }
      this.option(word, not, from)
      not = false
    }
    this.finish(rules, origin)
  }

  private clear(): void {
    if (this.sources.length > 0) this.sources = []
    if (this.destinations.length > 0) this.destinations = []
    this.inInterface = undefined
    this.outInterface = undefined
    this.protocol = undefined
    this.fragment = undefined
    this.modules.length = 0
    this.target = undefined
    this.targetName = undefined
    this.targetAsText = false
    this.targetOptions.length = 0
  }

  private option(word: string, not: boolean, from: number): void {
    const { words } = this
    switch (word.length > 2 ? (longOptions[word] ?? word) : word) {
      case '-m': {
        const name = words.next() ?? ''
        this.modules.push({ name, match: openMatch(name, this.family), options: [] })
        break
      }
      case '-p':
        this.readProtocol(not)
        break
      case '-j':
        this.targetName = words.next() ?? ''
        this.target = openTarget(this.targetName, this.family)
        break
      case '-g':
        this.targetName = words.next() ?? ''
        this.target = { type: 'goto', chain: this.targetName }
        break
      case '-s':
        this.readAddresses('source', '-s', not)
        break
      case '-d':
        this.readAddresses('destination', '-d', not)
        break
      case '-i':
        this.inInterface = this.readInterface('in-interface', '-i', not)
        break
      case '-o':
        this.outInterface = this.readInterface('out-interface', '-o', not)
        break
      case '-f':
        this.fragment = asText('fragment', not ? '! -f' : '-f')
        break
      case '-c':
        words.next()
        words.next()
        break
      case '-4':
      case '-6':
        break
      default:
        this.moduleOption(word, not, from)
    }
  }

  private readProtocol(not: boolean): void {
    const argument = readArgument(this.words, not)
    const protocol = protocolName(argument.word)
    // "all" is what a rule without -p says.
    this.protocol = protocol === 'all' ? undefined : negated({ type: 'protocol', protocol }, argument.not)
  }

  private readInterface(type: 'in-interface' | 'out-interface', option: string, not: boolean): Match | undefined {
    const argument = readArgument(this.words, not)
    if (argument.word === '+' && !argument.not) return undefined
    if (!this.words.quoted) return negated({ type, name: argument.word }, argument.not)
    return asText(option, `${argument.not ? '! ' : ''}${option} ${this.lastWord()}`)
  }

  private readAddresses(type: 'source' | 'destination', option: string, not: boolean): void {
    const argument = readArgument(this.words, not)
    const list = argument.word.includes(',') ? argument.word.split(',') : [argument.word]
    const matches: Match[] = []
    for (const word of list) {
      const cidr = parsePrefix(word)
      if (cidr === undefined) {
        if (!isMasked(word)) this.report(this.words.from, `host/network \`${word}' not found`)
        const written = this.words.quoted ? this.lastWord() : word
        matches.push(asText(option, `${argument.not ? '! ' : ''}${option} ${written}`))
      } else if (argument.not || !cidr.endsWith('/0')) matches.push(negated({ type, cidr }, argument.not))
    }
    if (type === 'source') this.sources = matches
    else this.destinations = matches
  }

  private moduleOption(word: string, not: boolean, from: number): void {
    const { words, modules } = this
    if (this.targetName !== undefined && this.targetOption(word, not, from)) return
    const afterOption = words.position
    if (protocolOptions.has(word)) this.loadProtocolModule()
    for (let i = modules.length - 1; i >= 0; i--) {
      const module = modules[i] as Module
      if (module.match === undefined) {
        if (protocolOptions.has(word) && !module.name.startsWith('icmp') && i > 0) continue
        return this.keepOption(module, from)
      }
      const reading = readOption(module.match, word, not, words)
      if (reading === 'foreign') continue
      if (reading === 'taken') {
        module.options.push(from, words.to)
        return
      }
      module.match = undefined
      words.position = afterOption
      return this.keepOption(module, from)
    }
    const last = modules.findLast((module) => module.name !== 'comment')
    if (last) {
      last.match = undefined
      return this.keepOption(last, from)
    }
    if (this.keepTargetOption(from)) return
    this.report(from, `unknown option "${word}"`)
    const unknown: Module = { name: '', match: undefined, options: [] }
    modules.push(unknown)
    this.keepOption(unknown, from)
  }

  private loadProtocolModule(): void {
    if (this.protocol?.type !== 'protocol' || this.protocol.not) return
    const name = this.protocol.protocol === 'ipv6-icmp' ? 'icmp6' : this.protocol.protocol
    if (this.modules.some((module) => module.name === name)) return
    this.modules.push({ name, match: openMatch(name, this.family), options: [] })
  }

  /** Keeps an option of a match as text, with the arguments that follow. */
  private keepOption(module: Module, from: number): void {
    module.match = undefined
    module.options.push(from, this.skipArguments())
  }

  private targetOption(word: string, not: boolean, from: number): boolean {
    const { words } = this
    const name = this.targetName as string
    const afterOption = words.position
    const reading = not ? 'foreign' : readTargetOption(name, this.target, word, words, this.family)
    if (reading === 'foreign') return false
    if (reading === 'unmodelled') {
      words.position = afterOption
      this.targetAsText = true
      this.targetOptions.push(from, this.skipArguments())
    } else {
      this.target = reading
      this.targetOptions.push(from, words.to)
    }
    return true
  }

  /** An option nobody knows after a target nobody knows belongs to it. */
  private keepTargetOption(from: number): boolean {
    if (this.target?.type !== 'jump') return false
    this.targetAsText = true
    this.targetOptions.push(from, this.skipArguments())
    return true
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
    const last = this.modules.at(-1)
    if (last?.match?.type === 'comment' && this.targetName === undefined) {
      last.match.comment += ` ${word}`
      return
    }
    this.modules.push({ name: '', match: undefined, options: [this.words.from, this.words.to] })
  }

  private finish(rules: Rule[], origin: string | undefined): void {
    const target = this.finishedTarget()
    const sources = this.sources.length > 0 ? this.sources : [undefined]
    const destinations = this.destinations.length > 0 ? this.destinations : [undefined]
    for (const source of sources) {
      for (const destination of destinations) {
        const matches: Match[] = []
        if (source) matches.push(source)
        if (destination) matches.push(destination)
        if (this.inInterface) matches.push(this.inInterface)
        if (this.outInterface) matches.push(this.outInterface)
        if (this.protocol) matches.push(this.protocol)
        if (this.fragment) matches.push(this.fragment)
        for (const module of this.modules) matches.push(this.finishedMatch(module))
        const rule = target ? { matches, target } : { matches }
        rules.push(origin === undefined ? rule : { ...rule, origin })
      }
    }
  }

  private finishedMatch(module: Module): Match {
    const { name, match, options } = module
    if (match && isComplete(match, options.length / 2)) return match
    if (match) this.report(this.words.end, `-m ${name} lacks an option`)
    const text = this.slices(name === '' ? '' : `-m ${name}`, options)
    return asText(name, text)
  }

  private finishedTarget(): Target | undefined {
    if (this.targetName === undefined || (this.target && !this.targetAsText)) return this.target
    return { type: 'unmodelled', name: this.targetName, text: this.slices(`-j ${this.targetName}`, this.targetOptions) }
  }

  private slices(head: string, options: readonly number[]): string {
    let text = head
    for (let i = 0; i < options.length; i += 2) {
      const option = this.words.text.slice(options[i], options[i + 1])
      text = text === '' ? option : `${text} ${option}`
    }
    return text
  }

  private lastWord(): string {
    return this.words.text.slice(this.words.from, this.words.to)
  }
}

function asText(name: string, text: string): Match {
  return { type: 'unmodelled', name, text }
}

function negated<M extends Match>(match: M, not: boolean): M {
  return not ? { ...match, not: true as const } : match
}

/** An address with a mask that has holes: nothing is wrong with it, but `Cidr` cannot hold it. */
function isMasked(word: string): boolean {
  return /^[\d.]+\/[\d.]+$/.test(word) || (word.includes(':') && /^[\da-fA-F:.]+(\/[\da-fA-F:.]+)?$/.test(word))
}
