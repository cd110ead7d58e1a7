import type { Json } from './manifest.ts'

/** A value as one line of YAML, in flow style: `{ to: 80.11.12.10/32, via: [node2] }`. */
export function flowText(value: Json): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return plainOrQuoted(value)
  if (typeof value !== 'object') return String(value)
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`
  const fields = Object.entries(value).map(([key, item]) => `${plainOrQuoted(key)}: ${flowText(item)}`)
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`
}

/** Plain where every YAML reader, old or new, takes it as this very text; quoted otherwise. */
function plainOrQuoted(text: string): string {
  const plain = /^[A-Za-z0-9][-A-Za-z0-9_./]*(:[-A-Za-z0-9_./]+)*$/.test(text)
  const word = /^(true|false|yes|no|on|off|null|y|n)$/i.test(text)
  const number = !Number.isNaN(Number(text)) || /^[-+.\d_]+(e[-+]?\d+)?$/i.test(text)
  // 1:30 is a number of base 60, and 2020-01-01 a date, to readers of YAML 1.1.
  const old = /^\d+(:\d+)+$|^\d{4}-\d/.test(text)
  const address = /^\d+\.\d+\.\d+\.\d+$/.test(text)
  return plain && !word && !old && (!number || address) ? text : JSON.stringify(text)
}
