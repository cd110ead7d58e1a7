import type { MessageKey } from './vocabulary.ts'

/** A sentence yet without a language: which one, and the values it speaks of. */
export interface Message {
  readonly key: MessageKey
  readonly values: Readonly<Record<string, string | number>>
}

/** How a value inside a sentence is shown. */
export type PartKind = 'text' | 'address' | 'name' | 'code' | 'mark' | 'count'

/** A piece of a rendered sentence; the page draws addresses as chips, the command line as text. */
export interface Part {
  readonly kind: PartKind
  readonly text: string
}
