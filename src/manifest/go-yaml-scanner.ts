import { scanBlockScalar, scanPlain, scanQuoted } from './go-yaml-scalars.ts'
import { type Mark, SourceText } from './go-yaml-text.ts'

/** What the grammar tells apart; scalars are not kept. */
export type TokenType =
  | 'stream-end'
  | 'document-start'
  | 'document-end'
  | 'directive'
  | 'block-sequence-start'
  | 'block-mapping-start'
  | 'block-end'
  | '['
  | ']'
  | '{'
  | '}'
  | ','
  | '-'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar'

export interface Token {
  readonly type: TokenType
  readonly mark: Mark
  /** Of an alias or an anchor. */
  readonly name?: string
}

interface SimpleKey {
  possible: boolean
  readonly required: boolean
  /** Number of the token it would be, counted from the start. */
  readonly token: number
  readonly mark: Mark
}

/** A key without `?` ends on its line, at most so many characters on. */
const longestKey = 1024

/**
 * Cuts a document into tokens as libyaml does, which go-yaml, and so kubectl, is a translation of: indentation becomes
 * tokens of its own, and a key is only known for one at its colon. Throws `GoYamlError` at what libyaml refuses.
 */
export class Scanner {
  private readonly text: SourceText
  private readonly queue: Token[] = []
  private taken = 0
  private indent = -1
  private readonly indents: number[] = []
  private flow = 0
  private keyAllowed = true
  private readonly keys: (SimpleKey | undefined)[] = [undefined]
  private ended = false

  constructor(text: string) {
    this.text = new SourceText(text)
  }

  peek(): Token {
    while (!this.ended && this.needsMore()) this.fetch()
    return this.queue[0] as Token
  }

  take(): Token {
    const token = this.peek()
    if (token.type !== 'stream-end') {
      this.queue.shift()
      this.taken++
    }
    return token
  }

  /** A token that may yet turn out to be a key cannot be handed out: its KEY token would come before it. */
  private needsMore(): boolean {
    if (this.queue.length === 0) return true
    const head = this.keys.find((key) => key?.possible && key.token === this.taken)
    return head !== undefined && this.isValid(head)
  }

  private isValid(key: SimpleKey | undefined): boolean {
    if (!key?.possible) return false
    const { line, index } = this.text.mark()
    if (key.mark.line === line && key.mark.index + longestKey >= index) return true
    if (key.required) this.text.fail("could not find expected ':'")
    key.possible = false
    return false
  }

  private fetch(): void {
    const { text } = this
    text.skipToToken(
      () => this.flow > 0 || !this.keyAllowed,
      () => {
        if (this.flow === 0) this.keyAllowed = true
      },
    )
    this.unroll(text.column)
    const character = text.at(0)
    if (character === '') return this.fetchEnd()
    if (text.column === 0 && character === '%') {
      this.unroll(-1)
      this.fetchPlainly('directive', () => text.skipLine())
      return
    }
    if (text.isDocumentMark()) {
      this.unroll(-1)
      return this.fetchPlainly(character === '-' ? 'document-start' : 'document-end', () => text.skip(3))
    }
    const blankNext = text.isBlankOrEnd(1)
    if (character === '[' || character === '{') return this.fetchFlowStart(character)
    if (character === ']' || character === '}') return this.fetchFlowEnd(character)
    if (character === ',') return this.fetchIndicator(',', true)
    if (character === '-' && blankNext) return this.fetchEntry()
    if (character === '?' && (this.flow > 0 || blankNext)) return this.fetchKey()
    if (character === ':' && (this.flow > 0 || blankNext)) return this.fetchValue()
    if (character === '*' || character === '&') return this.fetchName(character)
    if (character === '!') return this.fetchScalarLike('tag', () => text.skipWord())
    if ((character === '|' || character === '>') && this.flow === 0) return this.fetchBlockScalar()
    if (character === '"' || character === "'")
      return this.fetchScalarLike('scalar', () => scanQuoted(text, character === "'"))
    const plain = !'-?:,[]{}#&*!|>\'"%@`\t'.includes(character)
    const indicator = character === '-' || (this.flow === 0 && (character === '?' || character === ':'))
    if (!plain && !(indicator && !blankNext)) text.fail('found character that cannot start any token')
    this.fetchScalarLike('scalar', () => {
      if (scanPlain(text, this.indent + 1, this.flow > 0)) this.keyAllowed = true
    })
  }

  private fetchEnd(): void {
    this.text.toNewLine()
    this.unroll(-1)
    this.removeKey()
    this.keyAllowed = false
    this.push('stream-end')
    this.ended = true
  }

  private fetchPlainly(type: TokenType, scan: () => void): void {
    this.removeKey()
    this.keyAllowed = false
    this.push(type)
    scan()
  }

  private fetchFlowStart(type: '[' | '{'): void {
    this.saveKey()
    this.keys.push(undefined)
    this.flow++
    this.keyAllowed = true
    this.push(type)
    this.text.skip(1)
  }

  private fetchFlowEnd(type: ']' | '}'): void {
    this.removeKey()
    if (this.flow > 0) {
      this.flow--
      this.keys.pop()
    }
    this.keyAllowed = false
    this.push(type)
    this.text.skip(1)
  }

  private fetchIndicator(type: TokenType, keyAllowed: boolean): void {
    this.removeKey()
    this.keyAllowed = keyAllowed
    this.push(type)
    this.text.skip(1)
  }

  private fetchEntry(): void {
    if (this.flow === 0) {
      if (!this.keyAllowed) this.text.fail('block sequence entries are not allowed in this context')
      this.roll(this.text.column, 'block-sequence-start', this.text.mark())
    }
    this.fetchIndicator('-', true)
  }

  private fetchKey(): void {
    if (this.flow === 0) {
      if (!this.keyAllowed) this.text.fail('mapping keys are not allowed in this context')
      this.roll(this.text.column, 'block-mapping-start', this.text.mark())
    }
    this.fetchIndicator('key', this.flow === 0)
  }

  private fetchValue(): void {
    const key = this.keys.at(-1)
    if (key && this.isValid(key)) {
      this.queue.splice(key.token - this.taken, 0, { type: 'key', mark: key.mark })
      this.roll(key.mark.column, 'block-mapping-start', key.mark, key.token)
      key.possible = false
      this.keyAllowed = false
    } else {
      if (this.flow === 0) {
        if (!this.keyAllowed) this.text.fail('mapping values are not allowed in this context')
        this.roll(this.text.column, 'block-mapping-start', this.text.mark())
      }
      this.keyAllowed = this.flow === 0
    }
    this.push('value')
    this.text.skip(1)
  }

  private fetchName(sign: '*' | '&'): void {
    this.saveKey()
    this.keyAllowed = false
    const mark = this.text.mark()
    this.text.skip(1)
    const name = this.text.name()
    if (name === '' || !(this.text.isBlankOrEnd(0) || '?:,]}%@`'.includes(this.text.at(0)))) {
      this.text.fail('did not find expected alphabetic or numeric character')
    }
    this.queue.push({ type: sign === '*' ? 'alias' : 'anchor', mark, name })
  }

  private fetchScalarLike(type: 'tag' | 'scalar', scan: () => void): void {
    this.saveKey()
    this.keyAllowed = false
    this.push(type)
    scan()
  }

  private fetchBlockScalar(): void {
    this.removeKey()
    this.keyAllowed = true
    this.push('scalar')
    scanBlockScalar(this.text, this.indent)
  }

  private push(type: TokenType): void {
    this.queue.push({ type, mark: this.text.mark() })
  }

  private saveKey(): void {
    if (!this.keyAllowed) return
    this.removeKey()
    const mark = this.text.mark()
    const required = this.flow === 0 && this.indent === mark.column
    this.keys[this.keys.length - 1] = { possible: true, required, token: this.taken + this.queue.length, mark }
  }

  private removeKey(): void {
    const key = this.keys.at(-1)
    if (!key?.possible) return
    if (key.required) this.text.fail("could not find expected ':'")
    key.possible = false
  }

  private roll(column: number, type: TokenType, mark: Mark, token?: number): void {
    if (this.flow > 0 || this.indent >= column) return
    this.indents.push(this.indent)
    this.indent = column
    const at = token === undefined ? this.queue.length : token - this.taken
    this.queue.splice(at, 0, { type, mark })
  }

  private unroll(column: number): void {
    if (this.flow > 0) return
    while (this.indent > column) {
      this.push('block-end')
      this.indent = this.indents.pop() ?? -1
    }
  }
}
