import type { Values, Word } from './say.ts'

/** A command line that cannot be understood: said on stderr, exit code 2. */
export class UsageError extends Error {
  readonly word: Word
  readonly values: Values

  constructor(word: Word, values: Values = {}) {
    super(word)
    this.word = word
    this.values = values
  }
}
