/** Letters that cannot spell a word, of which the API server makes the ends of generated names. */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789'

/** Five characters for a generated name: random in a cluster, here the same for the same owner and number. */
export function generatedSuffix(owner: string, number: number): string {
  let seed = 0x811c9dc5
  for (const char of `${owner} ${number}`) seed = Math.imul(seed ^ char.charCodeAt(0), 0x01000193)
  let suffix = ''
  for (let i = 0; i < 5; i++) {
    seed = Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d) >>> 0
    suffix += alphabet[seed % alphabet.length]
  }
  return suffix
}

/** Longest name of which the API server leaves room for a suffix within 63 characters. */
const maxBase = 58

/** `metadata.generateName` made a name. `number` tells apart those of one text. */
export function generatedName(base: string, number: number): string {
  return base.slice(0, maxBase) + generatedSuffix(base, number)
}
