/**
 * A free text as iptables-save prints it (xtables_save_string): bare when it is made of ASCII letters, digits, `-` and
 * `_` only, otherwise in double quotes with `"`, `\` and `'` escaped.
 */
export function printWord(text: string): string {
  if (text.length > 0 && isBare(text)) return text
  let quoted = '"'
  for (const character of text) {
    if (character === '"' || character === '\\' || character === "'") quoted += '\\'
    quoted += character
  }
  return `${quoted}"`
}

function isBare(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const letter = (code | 32) >= 97 && (code | 32) <= 122
    const digit = code >= 48 && code <= 57
    if (!letter && !digit && code !== 45 && code !== 95) return false
  }
  return true
}
