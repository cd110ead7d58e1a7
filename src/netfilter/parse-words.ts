const tab = 9
const space = 32
const quote = 34
const dash = 45
const backslash = 92

/**
 * Cuts a stretch of text into words as iptables-restore does: blanks separate, double quotes keep blanks, a backslash
 * inside quotes keeps the next character. Reads in place; only words that need it are copied.
 */
export class Words {
  text = ''
  /** Where the next word is looked for. */
  position = 0
  /** Where the stretch ends, exclusive. */
  end = 0
  /** Where the word read last begins and ends in the text, its quotes included. */
  from = 0
  to = 0
  /** Where the search for it began. */
  private before = 0
  /** Whether the word read last had quotes: then it is an argument even if it looks like an option. */
  quoted = false
  /** Whether the argument read last is negated. */
  negated = false

  /** Starts on another stretch of text. */
  read(text: string, start: number, end: number): void {
    this.text = text
    this.position = start
    this.end = end
  }

  /** The next word; undefined at the end. An unclosed quote ends with the text. */
  next(): string | undefined {
    const { text, end } = this
    let at = this.position
    this.before = at
    while (at < end && isBlank(text.charCodeAt(at))) at++
    this.from = at
    while (at < end) {
      const code = text.charCodeAt(at)
      if (isBlank(code)) break
      if (code === quote) return this.nextQuoted(at)
      at++
    }
    this.to = at
    this.position = at
    this.quoted = false
    return at === this.from ? undefined : text.slice(this.from, at)
  }

  /**
   * The next word as an option's argument; empty when there is none, because an option follows or the end. `not` says
   * whether a `!` came before the option; iptables before 1.4.3 wrote it after.
   */
  argument(not: boolean): string {
    this.negated = not
    let word = this.next()
    if (word === '!' && !this.quoted && !not) {
      this.negated = true
      word = this.next()
    }
    if (word === undefined) return ''
    if (word.charCodeAt(0) !== dash || this.quoted || word.length === 1) return word
    this.back()
    return ''
  }

  /** Puts the word read last back. */
  back(): void {
    this.position = this.before
    this.to = this.before
  }

  private nextQuoted(firstQuote: number): string {
    const { text, end } = this
    this.quoted = true
    let at = firstQuote
    // Almost every quoted word is `"…"` without escapes, followed by a blank.
    if (at === this.from) {
      let close = at + 1
      while (close < end && text.charCodeAt(close) !== quote && text.charCodeAt(close) !== backslash) close++
      if (
        close < end &&
        text.charCodeAt(close) === quote &&
        (close + 1 === end || isBlank(text.charCodeAt(close + 1)))
      ) {
        this.to = close + 1
        this.position = close + 1
        return text.slice(at + 1, close)
      }
    }
    let word = text.slice(this.from, at)
    let open = false
    for (; at < end; at++) {
      const code = text.charCodeAt(at)
      if (code === quote) open = !open
      else if (open && code === backslash && at + 1 < end) word += text.charAt(++at)
      else if (!open && isBlank(code)) break
      else word += text.charAt(at)
    }
    this.to = at
    this.position = at
    return word
  }
}

function isBlank(code: number): boolean {
  return code === space || code === tab || code === 13
}
