import type { GenerationKey, Message, Part } from '../../src/index.ts'

/** Says what changed, in the chosen language. */
export type Say = (key: GenerationKey, values?: Message['values']) => readonly Part[]

/** The same as plain text. */
export function plainly(parts: readonly Part[]): string {
  return parts.map((part) => part.text).join('')
}
