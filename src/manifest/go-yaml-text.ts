/** A place in a document: 0-based, in UTF-16 units. */
export interface Mark {
  readonly index: number
  readonly line: number
  readonly column: number
}

/** What go-yaml says of a document it refuses. `line` is the one it prints; 0 when it prints none. */
export class GoYamlError extends Error {
  readonly line: number

  constructor(message: string, line: number) {
    super(message)
    this.line = line
  }
}

/** A document being read character by character, with its place. */
export class SourceText {
  column = 0
  private readonly text: string
  private index = 0
  private line = 0

  constructor(text: string) {
    this.text = text
  }

  mark(): Mark {
    return { index: this.index, line: this.line, column: this.column }
  }

  /** A mistake in how something is written, said of the line being read; on the first line go-yaml names none. */
  fail(message: string): never {
    throw new GoYamlError(message, this.line === 0 ? 0 : this.line + 1)
  }

  /** The character so far ahead; empty at the end. */
  at(ahead: number): string {
    return this.text.charAt(this.index + ahead)
  }

  skip(count: number): void {
    for (let i = 0; i < count; i++) {
      if (this.isBreak(0)) {
        if (this.at(0) === '\r' && this.at(1) === '\n') this.index++
        this.line++
        this.column = -1
      }
      this.index++
      this.column++
    }
  }

  isBlank(ahead: number): boolean {
    const character = this.at(ahead)
    return character === ' ' || character === '\t'
  }

  isBreak(ahead: number): boolean {
    const character = this.at(ahead)
    return character === '\n' || character === '\r' || /[\u0085\u2028\u2029]/.test(character)
  }

  isBlankOrEnd(ahead: number): boolean {
    return this.isBlank(ahead) || this.isBreakOrEnd(ahead)
  }

  isBreakOrEnd(ahead: number): boolean {
    return this.at(ahead) === '' || this.isBreak(ahead)
  }

  /** `---` or `...` at the start of a line, by itself. */
  isDocumentMark(): boolean {
    if (this.column !== 0 || !this.isBlankOrEnd(3)) return false
    const three = this.text.slice(this.index, this.index + 3)
    return three === '---' || three === '...'
  }

  /** Over blanks, comments and line breaks; a tab counts as a blank only where no key may begin. */
  skipToToken(tabs: () => boolean, onBreak: () => void): void {
    for (;;) {
      while (this.at(0) === ' ' || (this.at(0) === '\t' && tabs())) this.skip(1)
      if (this.at(0) === '#') this.skipLine()
      if (!this.isBreak(0)) return
      this.skip(1)
      onBreak()
    }
  }

  /** To the end of the line, its break left. */
  skipLine(): void {
    while (!this.isBreakOrEnd(0)) this.skip(1)
  }

  skipWord(): void {
    while (!this.isBlankOrEnd(0)) this.skip(1)
  }

  /** Letters, digits, `_` and `-`, read. */
  name(): string {
    const start = this.index
    while (/[\w-]/.test(this.at(0))) this.skip(1)
    return this.text.slice(start, this.index)
  }

  /** The end stands on a line of its own. */
  toNewLine(): void {
    if (this.column === 0) return
    this.column = 0
    this.line++
  }
}
