/** So few names are compared whole. */
const fewNames = 12

/**
 * The names in bytewise order, as `sort()` gives them, by looking at one character after another: comparing tens of
 * thousands of chains that all begin with KUBE-SEP- would read those nine characters again and again.
 */
export function sortNames(names: readonly string[]): readonly string[] {
  const sorted: string[] = []
  sortFrom(names, 0, sorted)
  return sorted
}

/** Appends names that agree in their first `from` characters. */
function sortFrom(names: readonly string[], from: number, sorted: string[]): void {
  if (names.length <= fewNames) {
    for (const name of names.toSorted()) sorted.push(name)
    return
  }
  let depth = from
  while (allAgree(names, depth)) depth++
  const buckets = new Map<number, string[]>()
  for (const name of names) {
    const code = depth < name.length ? name.charCodeAt(depth) : -1
    const bucket = buckets.get(code)
    if (bucket) bucket.push(name)
    else buckets.set(code, [name])
  }
  for (const code of [...buckets.keys()].sort((a, b) => a - b)) {
    const bucket = buckets.get(code) as string[]
    if (code < 0) for (const name of bucket) sorted.push(name)
    else sortFrom(bucket, depth + 1, sorted)
  }
}

function allAgree(names: readonly string[], at: number): boolean {
  const code = names[0]?.charCodeAt(at)
  for (const name of names) if (name.charCodeAt(at) !== code) return false
  return true
}
