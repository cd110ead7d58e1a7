import type { Match } from './ruleset.ts'

/** A match that is kept as text because `Match` has no member for it. */
export function asText(name: string, text: string): Match {
  return { type: 'unmodelled', name, text }
}
