/** One rule of a comparison, as iptables-save prints it. */
export interface ComparedRule {
  /** `same`: where both have it. `missing`: only expected. `unexpected`: only found. `moved`: found in another place. */
  readonly mark: 'same' | 'missing' | 'unexpected' | 'moved'
  readonly text: string
  /** Matches and targets of a found rule that this program prints but does not evaluate. */
  readonly notModelled?: readonly string[]
}

/**
 * Two chains rule by rule, in the order found. `ordered` is false for the chains kube-proxy fills in the order of a Go
 * map, which differs from sync to sync: there only what is in them counts.
 */
export function compareChain(
  expected: readonly string[],
  found: readonly string[],
  ordered: boolean,
): readonly ComparedRule[] {
  if (!ordered) return compareUnordered(expected, found)
  const lines: ComparedRule[] = []
  const missing = remaining(expected, found)
  let at = 0
  let next = 0
  for (const [inExpected, inFound] of [...longestCommon(expected, found), [expected.length, found.length]] as const) {
    for (; at < inExpected; at++) pushMissing(expected[at] as string)
    for (; next < inFound; next++) {
      const text = found[next] as string
      lines.push({ mark: expected.includes(text) ? 'moved' : 'unexpected', text })
    }
    if (inFound < found.length) lines.push({ mark: 'same', text: found[inFound] as string })
    at = inExpected + 1
    next = inFound + 1
  }
  return lines

  /** A rule that stands somewhere else in the chain is not missing. */
  function pushMissing(text: string): void {
    const left = missing.get(text) ?? 0
    if (left === 0) return
    missing.set(text, left - 1)
    lines.push({ mark: 'missing', text })
  }
}

function compareUnordered(expected: readonly string[], found: readonly string[]): readonly ComparedRule[] {
  const unmet = remaining(expected, [])
  const lines = found.map((text): ComparedRule => {
    const left = unmet.get(text) ?? 0
    if (left > 0) unmet.set(text, left - 1)
    return { mark: left > 0 ? 'same' : 'unexpected', text }
  })
  for (const text of expected) {
    const left = unmet.get(text) ?? 0
    if (left === 0) continue
    unmet.set(text, left - 1)
    lines.push({ mark: 'missing', text })
  }
  return lines
}

/** How many of each expected rule are found nowhere. */
function remaining(expected: readonly string[], found: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of expected) counts.set(text, (counts.get(text) ?? 0) + 1)
  for (const text of found) {
    const left = counts.get(text) ?? 0
    if (left > 0) counts.set(text, left - 1)
  }
  return counts
}

/** Chains longer than this are compared as they come; kube-proxy writes none. */
const longChain = 2000

/** Pairs of indices of a longest common subsequence, ascending. */
function longestCommon(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = []
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) {
    pairs.push([start, start])
    start++
  }
  const rest = a.slice(start, start + longChain)
  const other = b.slice(start, start + longChain)
  const rows = Array.from({ length: rest.length + 1 }, () => new Uint16Array(other.length + 1))
  const length = (i: number, j: number): number => rows[i]?.[j] ?? 0
  for (let i = rest.length - 1; i >= 0; i--)
    for (let j = other.length - 1; j >= 0; j--) {
      const row = rows[i] as Uint16Array
      row[j] = rest[i] === other[j] ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1))
    }
  for (let i = 0, j = 0; i < rest.length && j < other.length; ) {
    if (rest[i] === other[j]) pairs.push([start + i++, start + j++])
    else if (length(i + 1, j) >= length(i, j + 1)) i++
    else j++
  }
  return pairs
}
