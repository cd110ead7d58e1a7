import { printDecimal } from '../netfilter/print-decimal.ts'

const known = new Map<number, string>()

/** What kube-proxy writes for `--probability` so that one of `n` endpoints is as likely as the others: `%0.10f` of 1/n. */
export function probability(n: number): string {
  let text = known.get(n)
  if (text === undefined) {
    text = printDecimal(1 / n, 10)
    known.set(n, text)
  }
  return text
}
