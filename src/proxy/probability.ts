import { printDecimal } from '../netfilter/print-decimal.ts'

const known = new Map<string, string>()

/**
 * What kube-proxy writes for `--probability` so that one of `n` endpoints is as likely as the others: Go's `%0.10f` of
 * 1/n, and before v1.18 `%0.5f`.
 */
export function probability(n: number, digits: 5 | 10 = 10): string {
  const key = `${digits} ${n}`
  let text = known.get(key)
  if (text === undefined) {
    text = printDecimal(1 / n, digits)
    known.set(key, text)
  }
  return text
}
