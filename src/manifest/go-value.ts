/** A value as Go's encoding/json would see it. */
export type GoValue = string | number | boolean | null | readonly GoValue[] | { readonly [key: string]: GoValue }

const short: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '"': '\\"',
  '\\': '\\\\',
}

/** A string in double quotes as Go's `%q` prints it: what cannot be printed is escaped, everything else stays. */
export function goQuote(text: string): string {
  let quoted = '"'
  for (const char of text) quoted += short[char] ?? (isPrintable(char) ? char : escaped(char))
  return `${quoted}"`
}

/** A value as Go's json.Marshal prints it: no spaces, and `<`, `>`, `&` escaped in strings. */
export function goJson(value: GoValue): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (char) => unicode(char.charCodeAt(0)))
}

/** Letters, marks, numbers, punctuation, symbols, and of all spaces only the ASCII one (Go's unicode.IsPrint). */
function isPrintable(char: string): boolean {
  return char === ' ' || /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(char)
}

function escaped(char: string): string {
  const code = char.codePointAt(0) ?? 0
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`
  return code < 0x10000 ? unicode(code) : `\\U${code.toString(16).padStart(8, '0')}`
}

function unicode(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`
}
