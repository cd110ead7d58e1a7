import type { PortRange } from './ruleset.ts'

/** A decimal, `0x` hexadecimal or `0` octal number up to 32 bits, as strtoul reads it; undefined for anything else. */
export function parseNumber(word: string): number | undefined {
  const octal = word.length > 1 && word.charCodeAt(0) === 48 && word.charCodeAt(1) !== 120 && word.charCodeAt(1) !== 88
  if (octal && !/^[0-7]+$/.test(word)) return undefined
  if (word.length === 0 || !isDigit(word.charCodeAt(0))) return undefined
  const number = octal ? Number.parseInt(word, 8) : Number(word)
  return Number.isInteger(number) && number >= 0 && number <= 0xffffffff ? number : undefined
}

/** `80`, `80:90`, `80:` or `:90` (or with another separator); undefined for service names and numbers above 65535. */
export function parsePorts(word: string, separator: string): PortRange | undefined {
  const at = word.indexOf(separator)
  if (at < 0) {
    const port = parsePort(word)
    return port === undefined ? undefined : { from: port, to: port }
  }
  const from = at === 0 ? 0 : parsePort(word.slice(0, at))
  const to = at === word.length - 1 ? 65535 : parsePort(word.slice(at + 1))
  return from === undefined || to === undefined || from > to ? undefined : { from, to }
}

/** One port number; undefined when it is not one. */
export function parsePort(word: string): number | undefined {
  const port = parseNumber(word)
  return port === undefined || port > 65535 ? undefined : port
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}
