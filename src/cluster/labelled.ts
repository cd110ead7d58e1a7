/** Something in a namespace that carries labels. */
export interface Labelled {
  readonly namespace: string
  readonly labels: Readonly<Record<string, string>>
}

/** By namespace, label and value. A list is read-only, so what is known of it stays true. */
const indexes = new WeakMap<readonly Labelled[], ReadonlyMap<string, readonly Labelled[]>>()

/**
 * Those of a namespace that carry every one of these pairs, in their order; none when there is no pair. The list is
 * indexed once: a cluster asks it for each of its Services.
 */
export function labelled<T extends Labelled>(
  all: readonly T[],
  namespace: string,
  pairs: Readonly<Record<string, string>>,
): readonly T[] {
  const wanted = Object.entries(pairs)
  let fewest: readonly T[] | undefined
  for (const [key, value] of wanted) {
    const carrying = (indexOf(all).get(keyOf(namespace, key, value)) ?? []) as readonly T[]
    if (fewest === undefined || carrying.length < fewest.length) fewest = carrying
  }
  if (fewest === undefined) return []
  if (wanted.length === 1) return fewest
  return fewest.filter(({ labels }) => wanted.every(([key, value]) => labels[key] === value))
}

function indexOf(all: readonly Labelled[]): ReadonlyMap<string, readonly Labelled[]> {
  const known = indexes.get(all)
  if (known) return known
  const index = new Map<string, Labelled[]>()
  for (const each of all) {
    for (const [key, value] of Object.entries(each.labels)) {
      const name = keyOf(each.namespace, key, value)
      const carrying = index.get(name)
      if (carrying) carrying.push(each)
      else index.set(name, [each])
    }
  }
  indexes.set(all, index)
  return index
}

function keyOf(namespace: string, key: string, value: string): string {
  return `${namespace}\n${key}\n${value}`
}
