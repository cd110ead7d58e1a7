import { Scanner, type Token, type TokenType } from './go-yaml-scanner.ts'
import { GoYamlError } from './go-yaml-text.ts'

/** Deeper than any manifest; what nests deeper is refused before. */
const maxDepth = 1000

/**
 * Why go-yaml v2, which kubectl reads manifests with, refuses a document, in its words: `line 4: did not find expected
 * key`. Undefined when it would not. Its lines are peculiar: a mistake in how something is written is said of its own
 * line, one in what follows what of the line before (`fail` in go-yaml's decode.go).
 */
export function goYamlError(document: string): string | undefined {
  try {
    new Grammar(new Scanner(document)).document()
    return undefined
  } catch (thrown) {
    if (!(thrown instanceof GoYamlError)) throw thrown
    return thrown.line === 0 ? thrown.message : `line ${thrown.line}: ${thrown.message}`
  }
}

const afterKey: readonly TokenType[] = ['key', 'value', 'block-end']

/** Follows one document's tokens as libyaml's grammar does, up to the first that does not fit. */
class Grammar {
  private readonly scanner: Scanner
  private readonly anchors = new Set<string>()
  private depth = 0

  constructor(scanner: Scanner) {
    this.scanner = scanner
  }

  document(): void {
    while (this.is('directive', 'document-end')) this.scanner.take()
    if (this.is('stream-end')) return
    if (this.is('document-start')) this.scanner.take()
    if (!this.is('directive', 'document-start', 'document-end', 'stream-end')) this.node(true, true)
    // Where a document ends is only seen by the token after it.
    this.scanner.peek()
  }

  private is(...types: readonly TokenType[]): boolean {
    return types.includes(this.scanner.peek().type)
  }

  private takeIf(type: TokenType): boolean {
    if (!this.is(type)) return false
    this.scanner.take()
    return true
  }

  private refuse(message: string): never {
    throw new GoYamlError(message, this.scanner.peek().mark.line)
  }

  /** `indentless`: a sequence may stand as deep as the key it is the value of. */
  private node(block: boolean, indentless: boolean): void {
    if (this.is('alias')) return this.alias(this.scanner.take())
    let properties = false
    while (this.is('anchor', 'tag')) {
      const { name } = this.scanner.take()
      if (name !== undefined) this.anchors.add(name)
      properties = true
    }
    if (++this.depth > maxDepth) throw new GoYamlError('exceeded max depth', 0)
    if (indentless && this.is('-')) this.entries(afterKey)
    else if (this.takeIf('[')) this.flowSequence()
    else if (this.takeIf('{')) this.flowMapping()
    else if (block && this.takeIf('block-sequence-start')) this.blockSequence()
    else if (block && this.takeIf('block-mapping-start')) this.blockMapping()
    else if (!this.takeIf('scalar') && !properties) this.refuse('did not find expected node content')
    this.depth--
  }

  private alias({ name = '' }: Token): void {
    if (!this.anchors.has(name)) throw new GoYamlError(`unknown anchor '${name}' referenced`, 0)
  }

  private blockSequence(): void {
    this.entries(['block-end'])
    if (!this.takeIf('block-end')) this.refuse("did not find expected '-' indicator")
  }

  /** Entries one after the other; before `ends` and another entry, one is empty. */
  private entries(ends: readonly TokenType[]): void {
    while (this.takeIf('-')) if (!this.is('-', ...ends)) this.node(true, false)
  }

  private blockMapping(): void {
    while (this.takeIf('key')) {
      if (!this.is(...afterKey)) this.node(true, true)
      if (this.takeIf('value') && !this.is(...afterKey)) this.node(true, true)
    }
    if (!this.takeIf('block-end')) this.refuse('did not find expected key')
  }

  private flowSequence(): void {
    for (let first = true; !this.takeIf(']'); first = false) {
      if (!first && !this.takeIf(',')) this.refuse("did not find expected ',' or ']'")
      if (this.takeIf('key')) this.pair(']')
      else if (!this.is(']')) this.node(false, false)
    }
  }

  private flowMapping(): void {
    for (let first = true; !this.takeIf('}'); first = false) {
      if (!first && !this.takeIf(',')) this.refuse("did not find expected ',' or '}'")
      if (this.takeIf('key')) this.pair('}')
      else if (!this.is('}')) this.node(false, false)
    }
  }

  private pair(end: ']' | '}'): void {
    if (!this.is('value', ',', end)) this.node(false, false)
    if (this.takeIf('value') && !this.is(',', end)) this.node(false, false)
  }
}
